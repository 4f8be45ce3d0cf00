/** The ids that the local channel gives to people, the bot and conversations; all derived, so that they outlive a restart. */

export const BOT_CHANNEL_ID = '28:partner-desk';
export const GROUP_ID = '19:project-contoso@thread.v2';
export const CHANNEL_ID = '19:partner-general@thread.tacv2';
export const TEAM_ID = '19:partner-operations@thread.tacv2';

export type ConversationKind = 'personal' | 'group' | 'channel';

export interface ConversationAddress {
  kind: ConversationKind;
  /** The id without a thread; the key under which the conversation is kept. */
  key: string;
  /** The person of a personal conversation. */
  objectId?: string;
  /** The id of a channel thread's first message. */
  threadId?: string;
}

const PERSONAL_PREFIX = 'a:';
const PERSON_PREFIX = '29:';
const THREAD_MARK = ';messageid=';

export function personChannelId(objectId: string): string {
  return `${PERSON_PREFIX}${objectId}`;
}

/** Takes a channel id (`29:…`) or a bare object id, as the connector does for members. */
export function objectIdFromMemberId(memberId: string): string {
  return memberId.startsWith(PERSON_PREFIX) ? memberId.slice(PERSON_PREFIX.length) : memberId;
}

export function personalConversationId(objectId: string): string {
  return `${PERSONAL_PREFIX}${objectId}`;
}

export function threadConversationId(key: string, threadId: string): string {
  return `${key}${THREAD_MARK}${threadId}`;
}

/** Reads a conversation id, with or without a thread; undefined when the local channel would never have given it out. */
export function parseConversationId(id: string): ConversationAddress | undefined {
  const [key = '', threadId] = id.split(THREAD_MARK);
  const thread = threadId ? { threadId } : {};
  if (key === GROUP_ID) return { kind: 'group', key, ...thread };
  if (key === CHANNEL_ID) return { kind: 'channel', key, ...thread };
  if (!key.startsWith(PERSONAL_PREFIX) || key.length === PERSONAL_PREFIX.length) return undefined;
  return { kind: 'personal', key, objectId: key.slice(PERSONAL_PREFIX.length), ...thread };
}
