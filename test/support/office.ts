import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { type RunningDesk, startPartnerDesk } from '../../src/partner-desk';
import { serveStaging } from '../../src/prices/thread/serve-staging';
import type { StartThread } from '../../src/prices/thread/stage-in-thread';
import { openDatabase, type Database } from '../../src/store/database';
import { importSheets } from './price-sheets';
import { type FakeConnector, startConnector } from './connector';
import { type Answered, createPerson, type Line, type Person } from './person';

export { actionsOf, inputsOf, tenantId, textOf } from './person';

export interface OfficeOptions {
  prices?: boolean;
  environment?: Record<string, string>;
  /** When an answer that is not there yet is announced; some seconds, where left out. */
  patience?: () => Promise<void>;
  /** When a card may say anew how far something is; some seconds, where left out. */
  beat?: () => Promise<void>;
  /** How long a statement waits for others that write the database, in milliseconds. */
  storagePatience?: number;
  /** What stages price sheets; it does so in this thread, where left out: starting another takes longer than a small sheet. */
  startThread?: StartThread;
}

/** A running desk with the sample account, its people, and a clock that stands until it is moved. */
export interface Office {
  desk: RunningDesk;
  connector: FakeConnector;
  dataDir: string;
  logs: string[];
  /** @param inTeams with a client that opens dialogs */
  person(name: string, locale?: string, inTeams?: boolean): Person;
  /** Minutes go by; what is overdue ends. */
  wait(minutes: number): Promise<void>;
  now(): Date;
  /** Sends a body to `/api/messages` as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Looks into, or alters, the desk's database behind its back. */
  inDatabase<Result>(run: (database: Database) => Promise<Result>): Promise<Result>;
  /** Stops the desk and starts it anew on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a thread does, with its own connection, in this one. */
const stageHere: StartThread = (data) => {
  serveStaging(data);
  return () => Promise.resolve();
};

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  const connector = await startConnector();
  const logs: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logs.push(line) });
  let time = new Date('2026-11-23T10:00:00.000Z');
  const { patience, beat, storagePatience, startThread = stageHere } = options;
  const world = { now: () => time, newId: () => randomUUID(), patience, beat, storagePatience, startThread };
  if (options.prices) await importSheets(dataDir);
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...options.environment });
  let desk = await startPartnerDesk(config, log, world);

  async function post(body: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    const response = await fetch(`${desk.origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    connector.inspect(text);
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  }

  const line: Line = { connector, post, settle: () => desk.sweep(), now: () => time };

  return {
    get desk() {
      return desk;
    },
    connector,
    dataDir,
    logs,
    person: (name, locale = 'en-US', inTeams) => createPerson(line, name, locale, inTeams),
    post,
    now: () => time,
    async wait(minutes) {
      time = new Date(time.getTime() + minutes * 60_000);
      await desk.sweep();
    },
    async inDatabase(run) {
      const database = await openDatabase(config.databaseFile);
      try {
        return await run(database);
      } finally {
        await database.destroy();
      }
    },
    async restart() {
      await desk.stop();
      desk = await startPartnerDesk(config, log, world);
      await desk.sweep();
    },
    async close() {
      await desk.stop();
      await connector.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
