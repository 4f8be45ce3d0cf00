import {
  CHANNEL_ID,
  GROUP_ID,
  type ConversationAddress,
  type ConversationKind,
  parseConversationId,
  personalConversationId,
  threadConversationId,
} from './identity';
import type { KeptFile } from './file-store';
import type { LiveEvents } from './live-events';
import { LocalError, activityNotFound, conversationNotFound } from './local-error';
import type { LocalPerson } from './local-chat';
import type { BotActivity } from './schema';

/** A message as the windows see it. */
export interface LocalMessage {
  id: string;
  /** Rises with every message of the process; orders messages and counts what is unread. */
  seq: number;
  /** Rises with every update of the message. */
  version: number;
  conversation: string;
  threadId?: string;
  from: { name: string; objectId?: string; bot: boolean };
  at: string;
  locale?: string;
  deleted: boolean;
  /** Why the bot did not get a person's message. */
  failure?: string;
  content: MessageContent;
  /** What a person attached; the bot gets it as Teams would tell it. */
  files?: KeptFile[];
}

export type MessageContent = Pick<
  BotActivity,
  'text' | 'textFormat' | 'summary' | 'attachments' | 'attachmentLayout' | 'entities' | 'suggestedActions'
>;

export interface NewMessage {
  id?: string;
  threadId?: string;
  from: LocalMessage['from'];
  locale?: string;
  content: MessageContent;
  files?: KeptFile[];
}

export interface ConversationSummary {
  id: string;
  kind: ConversationKind;
  unread: number;
  last?: LocalMessage;
}

export interface LocalChannel {
  /** @throws LocalError 404 for ids that this channel never gave out */
  locate(conversationId: string): Promise<ConversationAddress>;
  members(address: ConversationAddress): Promise<LocalPerson[]>;
  findPerson(nameOrId: string): Promise<LocalPerson | undefined>;
  add(address: ConversationAddress, message: NewMessage): Promise<LocalMessage>;
  /** @throws LocalError 404 ActivityNotFound */
  update(address: ConversationAddress, id: string, content: MessageContent): Promise<void>;
  remove(address: ConversationAddress, id: string): Promise<void>;
  markFailure(message: LocalMessage, failure: string | undefined): Promise<void>;
  find(address: ConversationAddress, id: string): LocalMessage | undefined;
  history(address: ConversationAddress): LocalMessage[];
  summaries(objectId: string): ConversationSummary[];
  unread(objectId: string): number;
  markRead(objectId: string, address: ConversationAddress): void;
  showTyping(address: ConversationAddress, name: string, exceptObjectId?: string): Promise<void>;
  /** True the first time in this process that a conversation is opened. */
  claimFirstOpening(address: ConversationAddress): boolean;
}

interface ChannelPorts {
  people: () => Promise<LocalPerson[]>;
  now: () => Date;
  newId: () => string;
  live: LiveEvents;
}

/** More than anyone scrolls back through; bounds the memory of a bot left running. */
const HISTORY_LIMIT = 500;

/** The local channel's conversations and messages, in memory; conversations come into being when first addressed. */
export function createLocalChannel({ people, now, newId, live }: ChannelPorts): LocalChannel {
  const messages = new Map<string, LocalMessage[]>();
  const read = new Map<string, number>();
  const opened = new Set<string>();
  let lastSeq = 0;

  const history = ({ key }: { key: string }): LocalMessage[] => messages.get(key) ?? [];
  const find = (address: { key: string }, id: string) =>
    history(address).find((message) => message.id === id && !message.deleted);

  async function members(address: ConversationAddress): Promise<LocalPerson[]> {
    const everyone = await people();
    return address.kind === 'personal' ? everyone.filter((person) => person.objectId === address.objectId) : everyone;
  }

  async function tellMembers(type: 'message' | 'update' | 'delete', message: LocalMessage): Promise<void> {
    const address = parseConversationId(message.conversation);
    if (!address) return;
    const objectIds = (await members(address)).map((person) => person.objectId);
    live.publish({ type, data: message }, objectIds);
    if (type !== 'message') return;
    for (const objectId of objectIds) live.publish({ type: 'unread', data: { objectId, unread: unread(objectId) } });
  }

  function countUnread(objectId: string, key: string): number {
    const seen = read.get(`${objectId} ${key}`) ?? 0;
    return history({ key }).filter(({ seq, from, deleted }) => seq > seen && from.objectId !== objectId && !deleted)
      .length;
  }

  function summaries(objectId: string): ConversationSummary[] {
    const list: [ConversationKind, string][] = [
      ['personal', personalConversationId(objectId)],
      ['group', GROUP_ID],
      ['channel', CHANNEL_ID],
    ];
    return list.map(([kind, id]) => {
      const last = history({ key: id }).findLast((message) => !message.deleted);
      return { id, kind, unread: countUnread(objectId, id), ...(last && { last }) };
    });
  }

  function unread(objectId: string): number {
    return summaries(objectId).reduce((sum, conversation) => sum + conversation.unread, 0);
  }

  function demand(address: ConversationAddress, id: string): LocalMessage {
    const message = find(address, id);
    if (!message) throw activityNotFound();
    return message;
  }

  return {
    members,
    history,
    find,
    summaries,
    unread,
    async locate(conversationId) {
      const address = parseConversationId(conversationId);
      if (!address || (await members(address)).length === 0) throw conversationNotFound();
      return address;
    },
    async findPerson(nameOrId) {
      const wanted = nameOrId.toLowerCase();
      return (await people()).find(
        (person) => person.objectId.toLowerCase() === wanted || person.userPrincipalName.toLowerCase() === wanted,
      );
    },
    async add({ key, kind }, { id = newId(), threadId, ...rest }) {
      const thread = kind === 'channel' && threadId ? { threadId } : {};
      const at = now().toISOString();
      const message = { ...rest, ...thread, id, at, seq: ++lastSeq, version: 1, conversation: key, deleted: false };
      messages.set(key, [...history({ key }), message].slice(-HISTORY_LIMIT));
      await tellMembers('message', message);
      return message;
    },
    async update(address, id, content) {
      const message = demand(address, id);
      message.content = content;
      message.version += 1;
      await tellMembers('update', message);
    },
    async remove(address, id) {
      const message = demand(address, id);
      message.deleted = true;
      message.version += 1;
      message.content = {};
      delete message.files;
      await tellMembers('delete', message);
    },
    async markFailure(message, failure) {
      delete message.failure;
      if (failure) message.failure = failure;
      await tellMembers('update', message);
    },
    markRead(objectId, { key }) {
      read.set(`${objectId} ${key}`, lastSeq);
      live.publish({ type: 'unread', data: { objectId, unread: unread(objectId), conversation: key } });
    },
    async showTyping(address, name, exceptObjectId) {
      const objectIds = (await members(address)).map((person) => person.objectId);
      const others = objectIds.filter((objectId) => objectId !== exceptObjectId);
      live.publish({ type: 'typing', data: { conversation: address.key, name, bot: !exceptObjectId } }, others);
    },
    claimFirstOpening({ key }) {
      if (opened.has(key)) return false;
      opened.add(key);
      return true;
    },
  };
}

/** The conversation id that an activity about this message carries: in channels it names the thread. */
export function conversationIdOf({ kind, key }: ConversationAddress, threadId: string): string {
  return kind === 'channel' ? threadConversationId(key, threadId) : key;
}

export const unknownPerson = () => new LocalError(404, 'PersonNotFound', 'Nobody in the account has this id.');
