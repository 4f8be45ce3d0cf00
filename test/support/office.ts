import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { type RunningDesk, startPartnerDesk } from '../../src/partner-desk';
import { importSheets } from './price-sheets';
import { type Card, type CardAction, type FakeConnector, personalChatOf, startConnector } from './connector';

interface SampleUser {
  objectId: string;
  displayName: string;
}
const sample = JSON.parse(readFileSync(join(__dirname, '../../env/sample-account.json'), 'utf8')) as { users: SampleUser[] };

export const tenantId = '11111111-1111-4111-8111-111111111111';

export interface OfficeOptions {
  prices?: boolean;
  environment?: Record<string, string>;
}

/** A running desk with the sample account, its people, and a clock that stands until it is moved. */
export interface Office {
  desk: RunningDesk;
  connector: FakeConnector;
  dataDir: string;
  logs: string[];
  person(name: string, locale?: string): Person;
  /** Minutes go by; what is overdue ends. */
  wait(minutes: number): Promise<void>;
  now(): Date;
  /** Sends a body to `/api/messages` as it is. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  /** Stops the desk and starts it anew on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Someone who talks to the desk. */
export interface Person {
  objectId: string;
  /** Writes in the personal chat, or in another conversation, and sees the newest card there. */
  says(text: string, where?: Place): Promise<Card>;
  /** The newest card in the personal chat. */
  sees(): Promise<Card>;
  /** Everything in the personal chat, the newest last. */
  chat(): Card[];
  /** Presses a button on a card, with what was typed into it; the answer is the card that takes its place. */
  presses(id: string, on: Card, inputs?: Record<string, string>, where?: Place): Promise<Card>;
  /** The activity of a sentence, to be sent by hand. */
  activity(text: string, where?: Place): Record<string, unknown>;
}

export interface Place {
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
}

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
  const connector = await startConnector();
  const logs: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logs.push(line) });
  let time = new Date('2026-11-23T10:00:00.000Z');
  const world = { now: () => time, newId: () => randomUUID() };
  if (options.prices) await importSheets(dataDir);
  const config = readConfig({ PORT: '0', DATA_DIR: dataDir, ...options.environment });
  let desk = await startPartnerDesk(config, log, world);
  let count = 0;

  async function post(body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${desk.origin}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as unknown) : undefined };
  }

  function person(name: string, locale = 'en-US'): Person {
    const user = sample.users.find((candidate) => candidate.displayName === name);
    const objectId = user?.objectId ?? `stranger-${name}`;
    const home: Place = { id: personalChatOf(objectId), kind: 'personal' };
    const common = (where: Place) => ({
      id: `activity-${++count}`,
      timestamp: time.toISOString(),
      localTimestamp: time.toISOString(),
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      locale,
      from: { id: `29:${objectId}`, aadObjectId: objectId, name },
      recipient: { id: '28:partner-desk', name: 'Partner Desk' },
      conversation: { id: where.id, conversationType: where.kind, tenantId, isGroup: where.kind !== 'personal' },
      channelData: { tenant: { id: tenantId } },
    });
    const newest = async (where: Place): Promise<Card> => {
      await desk.sweep();
      const message = connector.messagesIn(where.id).at(-1);
      if (!message) throw new Error(`${name} sees nothing`);
      return message.card;
    };
    return {
      objectId,
      activity: (text, where = home) => ({ ...common(where), type: 'message', text }),
      async says(text, where = home) {
        const { status } = await post({ ...common(where), type: 'message', text });
        if (status !== 200) throw new Error(`the desk answered ${status}`);
        return await newest(where);
      },
      sees: () => newest(home),
      chat: () => connector.messagesIn(home.id).map((message) => message.card),
      async presses(id, on, inputs = {}, where = home) {
        const action = findAction(on, id);
        const message = connector.messagesIn(where.id).find((candidate) => candidate.card === on);
        const { status, body } = await post({
          ...common(where),
          type: 'invoke',
          name: 'adaptiveCard/action',
          replyToId: message?.id,
          value: { action: { type: 'Action.Execute', id, verb: action.verb, data: { ...action.data, ...inputs } }, trigger: 'manual' },
        });
        const invoke = body as { statusCode: number; type: string; value: Card };
        if (status !== 200 || invoke.statusCode !== 200) throw new Error(`the press was answered ${status}`);
        await desk.sweep();
        return invoke.value;
      },
    };
  }

  return {
    get desk() {
      return desk;
    },
    connector,
    dataDir,
    logs,
    person,
    post,
    now: () => time,
    async wait(minutes) {
      time = new Date(time.getTime() + minutes * 60_000);
      await desk.sweep();
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

function findAction(card: Card, id: string): CardAction {
  const action = card.actions.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`the card has no button ${id}, but ${card.actions.map((each) => each.id).join(', ') || 'none'}`);
  return action;
}

/** Everything that a reader of a card sees, as one text. */
export function textOf(card: unknown): string {
  if (Array.isArray(card)) return card.map(textOf).filter(Boolean).join('\n');
  if (typeof card !== 'object' || card === null) return '';
  const { type, text, title, value, label, facts, ...rest } = card as Record<string, unknown>;
  const own = [text, title, label, type === undefined ? value : undefined].filter((part) => typeof part === 'string');
  const inside = [...(Array.isArray(facts) ? [facts] : []), ...Object.entries(rest).filter(([key]) => key !== 'fallback' && key !== 'data').map(([, each]) => each)];
  return [...own, ...inside.map(textOf)].filter(Boolean).join('\n');
}
