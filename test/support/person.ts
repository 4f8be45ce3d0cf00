import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Card, type CardAction, type Dialog, type FakeConnector, type Message, personalChatOf } from './connector';

interface SampleUser {
  objectId: string;
  displayName: string;
}
const sample = JSON.parse(readFileSync(join(__dirname, '../../env/sample-account.json'), 'utf8')) as {
  users: SampleUser[];
};

export const tenantId = '11111111-1111-4111-8111-111111111111';

export interface Answered {
  status: number;
  body: unknown;
}

/** How a person reaches the desk. */
export interface Line {
  connector: FakeConnector;
  post(body: unknown): Promise<Answered>;
  /** Resolves when everything that the desk sends by itself has been sent. */
  settle(): Promise<void>;
  now(): Date;
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
  /** Presses a button that opens a dialog, and sees what stands in it. */
  opens(id: string, on: Card, where?: Place): Promise<Dialog>;
  /** Presses a button of a dialog: the next one, or what is said as it closes. */
  submits(id: string, dialog: Dialog, inputs?: Record<string, string>, where?: Place): Promise<Dialog | string>;
  /** Drops a file into the personal chat, and sees the answer. */
  drops(name: string, content: string | Buffer): Promise<Card>;
  /** Allows the file that was offered last, and reads what was stored. */
  takesFile(): Promise<{ name: string; text: string; bytes: Buffer }>;
  /** Answers the offer of a file. */
  answersOffer(offer: Message, action: 'accept' | 'decline', changes?: object): Promise<void>;
  /** The activity of a sentence, to be sent by hand. */
  activity(text: string, where?: Place): Record<string, unknown>;
}

export interface Place {
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
}

let count = 0;

/** What a client of Teams tells of itself. */
const teamsClient = {
  path: 'local/connector/',
  entities: [{ type: 'clientInfo', platform: 'Web', locale: 'en-US', country: 'US', timezone: 'Europe/Paris' }],
};
/** Another client: it says nothing, and opens no dialogs. */
const otherClient = { path: '', entities: undefined };

/**
 * Someone of the sample account by name, or a stranger of that name.
 *
 * @param inTeams with a client that opens dialogs
 */
export function createPerson(
  { connector, post, settle, now }: Line,
  name: string,
  locale: string,
  inTeams = false,
): Person {
  const client = inTeams ? teamsClient : otherClient;
  const serviceUrl = `${connector.serviceUrl}${client.path}`;
  const user = sample.users.find((candidate) => candidate.displayName === name);
  const objectId = user?.objectId ?? `stranger-${name}`;
  const home: Place = { id: personalChatOf(objectId), kind: 'personal' };
  const common = (where: Place) => ({
    id: `activity-${++count}`,
    timestamp: now().toISOString(),
    localTimestamp: now().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    entities: client.entities,
    locale,
    from: { id: `29:${objectId}`, aadObjectId: objectId, name },
    recipient: { id: '28:partner-desk', name: 'Partner Desk' },
    conversation: { id: where.id, conversationType: where.kind, tenantId, isGroup: where.kind !== 'personal' },
    channelData: { tenant: { id: tenantId } },
  });
  const newest = async (where: Place): Promise<Card> => {
    await settle();
    const message = connector.messagesIn(where.id).at(-1);
    if (!message) throw new Error(`${name} sees nothing`);
    return message.card;
  };
  const inDialog = async (
    invoke: 'task/fetch' | 'task/submit',
    data: object,
    where: Place,
    replyToId?: string,
  ): Promise<Dialog | string> => {
    const context = { theme: 'default' };
    const { status, body } = await post({
      ...common(where),
      type: 'invoke',
      name: invoke,
      replyToId,
      value: { data, context },
    });
    if (status !== 200) throw new Error(`${invoke} was answered ${status}`);
    await settle();
    const { task } = body as {
      task:
        { type: 'message'; value: string } | { type: 'continue'; value: { title: string; card: { content: Card } } };
    };
    return task.type === 'message' ? task.value : { title: task.value.title, card: task.value.card.content };
  };
  return {
    objectId,
    async opens(id, on, where = home) {
      const { type, data } = findAction(on, id);
      const { msteams } = data as { msteams?: { type: string } };
      if (type !== 'Action.Submit' || msteams?.type !== 'task/fetch') throw new Error(`${id} opens no dialog`);
      const message = connector.messagesIn(where.id).find((candidate) => candidate.card === on);
      const opened = await inDialog('task/fetch', data, where, message?.id);
      if (typeof opened === 'string') throw new Error(`no dialog was opened: ${opened}`);
      return opened;
    },
    async submits(id, { card }, inputs = {}, where = home) {
      const { type, data } = findAction(card, id);
      if (type !== 'Action.Submit') throw new Error(`a dialog has no ${type}`);
      return await inDialog('task/submit', { ...data, ...inputs }, where);
    },
    activity: (text, where = home) => ({ ...common(where), type: 'message', text }),
    async says(text, where = home) {
      const { status } = await post({ ...common(where), type: 'message', text });
      if (status !== 200) throw new Error(`the desk answered ${status}`);
      return await newest(where);
    },
    async drops(name, content) {
      const path = `/drive/sent-${++count}`;
      connector.drive.set(path, Buffer.from(content));
      const url = `${connector.serviceUrl.replace(/\/$/, '')}${path}`;
      const file = { downloadUrl: url, uniqueId: path, fileType: name.split('.').at(-1) };
      const attachment = { contentType: 'application/vnd.microsoft.teams.file.download.info', name, content: file };
      const { status } = await post({ ...common(home), type: 'message', attachments: [attachment] });
      if (status !== 200) throw new Error(`the desk answered ${status}`);
      return await newest(home);
    },
    async takesFile() {
      await settle();
      const offer = connector.messagesIn(home.id).at(-1);
      if (offer?.attachment.contentType !== 'application/vnd.microsoft.teams.card.file.consent')
        throw new Error(`${name} was offered no file`);
      await this.answersOffer(offer, 'accept');
      const stored = connector.messagesIn(home.id).at(-1)!.attachment;
      if (stored.contentType !== 'application/vnd.microsoft.teams.card.file.info')
        throw new Error(`no file was stored: ${JSON.stringify(stored)}`);
      const bytes = connector.drive.get(new URL(stored.contentUrl!).pathname)!;
      return { name: stored.name!, text: bytes.toString('utf8'), bytes };
    },
    async answersOffer(offer, action, changes = {}) {
      const { acceptContext } = offer.attachment.content as { acceptContext: object };
      const url = `${connector.serviceUrl.replace(/\/$/, '')}/drive/kept-${++count}`;
      const file = { uploadUrl: url, contentUrl: url, name: offer.attachment.name, uniqueId: url, fileType: 'csv' };
      const { status } = await post({
        ...common(home),
        type: 'invoke',
        name: 'fileConsent/invoke',
        replyToId: offer.id,
        value: { type: 'fileUpload', action, context: acceptContext, uploadInfo: action === 'accept' ? file : null },
        ...changes,
      });
      if (status !== 200) throw new Error(`the consent was answered ${status}`);
      await settle();
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
        value: {
          action: { type: 'Action.Execute', id, verb: action.verb, data: { ...action.data, ...inputs } },
          trigger: 'manual',
        },
      });
      const invoke = body as { statusCode: number; type: string; value: Card };
      if (status !== 200 || invoke.statusCode !== 200) throw new Error(`the press was answered ${status}`);
      await settle();
      return invoke.value;
    },
  };
}

function findAction(card: Card, id: string): CardAction {
  const actions = actionsOf(card);
  const action = actions.find((candidate) => candidate.id === id);
  if (!action)
    throw new Error(`the card has no button ${id}, but ${actions.map((each) => each.id).join(', ') || 'none'}`);
  return action;
}

/** Every button of a card: those in its rows, then those below it. */
export function actionsOf({ body, actions }: Card): CardAction[] {
  const inside = (node: unknown): CardAction[] => {
    if (Array.isArray(node)) return node.flatMap(inside);
    if (typeof node !== 'object' || node === null) return [];
    const element = node as Record<string, unknown>;
    return element.type === 'ActionSet' ? (element.actions as CardAction[]) : Object.values(element).flatMap(inside);
  };
  return [...inside(body), ...actions];
}

/** Everything that a reader of a card sees, as one text. */
export function textOf(card: unknown): string {
  if (Array.isArray(card)) return card.map(textOf).filter(Boolean).join('\n');
  if (typeof card !== 'object' || card === null) return '';
  const { type, text, title, value, label, facts, ...rest } = card as Record<string, unknown>;
  const own = [text, title, label, type === undefined ? value : undefined].filter((part) => typeof part === 'string');
  const inside = [
    ...(Array.isArray(facts) ? [facts] : []),
    ...Object.entries(rest)
      .filter(([key]) => key !== 'fallback' && key !== 'data')
      .map(([, each]) => each),
  ];
  return [...own, ...inside.map(textOf)].filter(Boolean).join('\n');
}

/** What stands in a form's inputs, as a client sends it: without what is empty. */
export function inputsOf({ body }: Card): Record<string, string> {
  const inside = (node: unknown): [string, string][] => {
    if (Array.isArray(node)) return node.flatMap(inside);
    if (typeof node !== 'object' || node === null) return [];
    const { type, id, value, ...rest } = node as Record<string, unknown>;
    if (`${type as string}`.startsWith('Input.')) return value ? [[id as string, value as string]] : [];
    return Object.values(rest).flatMap(inside);
  };
  return Object.fromEntries(inside(body));
}
