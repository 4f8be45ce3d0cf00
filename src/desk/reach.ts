import { DeliveryError, type ConversationReference } from './messenger';
import type { DeskParts } from './parts';

/**
 * The personal chat with someone: the one the desk knows, else one opened through the platform as seen from the conversation
 * in which the matter began. Undefined where the person can't be reached.
 */
export async function reachPersonal(
  parts: Pick<DeskParts, 'conversations' | 'messenger' | 'now' | 'log'>,
  objectId: string,
  nearConversationId: string,
): Promise<ConversationReference | undefined> {
  const known = await parts.conversations.personalOf(objectId);
  if (known) return known;
  const near = await parts.conversations.find(nearConversationId);
  if (!near) return undefined;
  try {
    const opened = await parts.messenger.openPersonal(objectId, near);
    await parts.conversations.remember(opened, parts.now());
    return opened;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    parts.log.warn({ outcome: error.outcome }, 'a personal chat could not be opened');
    return undefined;
  }
}
