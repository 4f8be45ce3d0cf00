import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase, type Database } from '../../src/store/database';
import { type Card, type FakeConnector, startConnector } from './connector';
import { createPerson, type Line, type Person } from './person';
import { type DeskProcess, startProcess } from './process';

/** The built desk in a process of its own, which is killed and started again on the same data. */
export interface MortalDesk {
  dataDir: string;
  connector: FakeConnector;
  /** What the people's messages were answered. */
  answers: string[];
  /** What the desks wrote, each until its end. */
  outputs(): string[];
  /** Starts it; not needed where it was opened with a desk. */
  start(): Promise<DeskProcess>;
  /** As a power cut would. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  origin(): string;
  post: Line['post'];
  person(name: string): Person;
  /** The newest card in someone's chat that has the button, once it is there; fails where the desk has died meanwhile. */
  cardWith(person: Person, button: string): Promise<Card>;
  inDatabase<Result>(run: (database: Database) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** A folder of data and a platform, with no desk yet. */
export async function prepareMortalDesk(): Promise<MortalDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  const connector = await startConnector();
  const answers: string[] = [];
  const ended: string[] = [];
  let desk: DeskProcess | undefined;

  async function post(body: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${mortal.origin()}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    answers.push(text);
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  }

  const line: Line = { connector, post, settle: () => Promise.resolve(), now: () => new Date() };
  const mortal: MortalDesk = {
    dataDir,
    connector,
    answers,
    outputs: () => [...ended, desk?.output() ?? ''],
    async start() {
      desk = await startProcess(dataDir);
      return desk;
    },
    async kill() {
      await desk?.kill();
    },
    async restart() {
      await desk?.kill();
      ended.push(desk?.output() ?? '');
      await mortal.start();
    },
    origin: () => desk!.origin,
    post,
    person: (name) => createPerson(line, name, 'en-US'),
    async cardWith(person, button) {
      for (let tries = 0; tries < 600; tries++) {
        const card = person.chat().findLast((each) => each.actions.some(({ id }) => id === button));
        if (card) return card;
        if (desk?.hasEnded()) break;
        await pause(50);
      }
      throw new Error(`no card with ${button} came`);
    },
    async inDatabase(run) {
      const database = await openDatabase(join(dataDir, 'partner-desk.db'));
      return await run(database).finally(() => database.destroy());
    },
    async close() {
      await desk?.kill();
      await connector.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return mortal;
}
