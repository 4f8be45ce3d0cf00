import type { ActivityFrame } from './activities';
import { type LocalChannel, unknownPerson } from './channel';
import type { FileStore } from './file-store';
import type { ConversationAddress } from './identity';
import type { LiveEvents } from './live-events';
import type { LocalPerson } from './local-chat';
import { badSyntax, conversationNotFound } from './local-error';
import type { ClientWindow } from './schema';

/** What the page's routes work with. */
export interface PagePorts {
  channel: LocalChannel;
  files: FileStore;
  live: LiveEvents;
  people: (locale?: string) => Promise<LocalPerson[]>;
  now: () => Date;
  newId: () => string;
  origin: () => string;
  tenantId: string;
  botName: string;
}

export const ROOT = '/local/api';

/** Who acts in a window. @throws LocalError 400, 404 */
export async function demandPerson(channel: LocalChannel, as: string | null): Promise<LocalPerson> {
  if (!as) throw badSyntax('as: who are you?');
  const person = await channel.findPerson(as);
  if (!person) throw unknownPerson();
  return person;
}

/** Nobody reads or writes in another person's personal conversation. */
export async function locateFor(
  channel: LocalChannel,
  as: string | null,
  conversation: string,
): Promise<{ person: LocalPerson; address: ConversationAddress }> {
  const person = await demandPerson(channel, as);
  const address = await channel.locate(conversation);
  if (address.kind === 'personal' && address.objectId !== person.objectId) throw conversationNotFound();
  return { person, address };
}

/** Teams hands files between people and bots in personal chats only. @throws LocalError 400 */
export function assertPersonal({ kind }: ConversationAddress): void {
  if (kind !== 'personal') throw badSyntax('Files are for personal chats.');
}

/** The first message of the thread that a message is in. */
export function threadOf(channel: LocalChannel, address: ConversationAddress, messageId: string): string {
  return channel.find(address, messageId)?.threadId ?? messageId;
}

/** Who does something, where and when, as every activity tells it. */
export function buildFrame(
  { now, origin, tenantId, botName }: PagePorts,
  person: LocalPerson,
  address: ConversationAddress,
  client: ClientWindow,
  id: string,
  threadId: string,
): ActivityFrame {
  return { id, threadId, person, address, client, now: now(), tenantId, origin: origin(), botName };
}
