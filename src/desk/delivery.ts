import type { MatterCardsTable } from '../store/schema';
import type { Matter, MatterCard } from './matter';
import { passOn } from './agreement';
import { forgetShown, noteShown, noteUpdated, readMattersBehind, readCardsToDeliver } from './matter-cards';
import { readMatter } from './matter-store';
import { languageFor, viewMatter } from './matter-view';
import { DeliveryError, type ConversationReference } from './messenger';
import type { DeskParts } from './parts';
import { reachPersonal } from './reach';

/**
 * Brings every card of a matter to the matter's latest state. What was shown is a column of each card's row, so it goes on
 * where it stopped after a restart: a card that was never sent is sent, one that is behind is updated.
 */
export interface Delivery {
  /** Starts after the answer of the turn; never throws. */
  deliverSoon(matterId: string): void;
  /** Everything that is behind: at the start and on every tick. */
  deliverAll(): Promise<void>;
  /** Resolves when nothing is under way: for an orderly stop and for tests. */
  settled(): Promise<void>;
}

/** How many cards one round looks at. */
const roundLimit = 200;

export function createDelivery(parts: DeskParts): Delivery {
  // One matter's cards go out one after the other: two rounds must not send the same card twice.
  const running = new Map<string, Promise<void>>();

  function deliver(matterId: string): Promise<void> {
    const before = running.get(matterId) ?? Promise.resolve();
    const next = before
      .then(() => deliverMatter(parts, matterId))
      .catch((error: unknown) => {
        parts.log.error({ err: error, matter: matterId }, 'cards of a matter could not be delivered');
      });
    running.set(matterId, next);
    void next.finally(() => {
      if (running.get(matterId) === next) running.delete(matterId);
    });
    return next;
  }

  return {
    deliverSoon: (matterId) => void deliver(matterId),
    async deliverAll() {
      const behind = await readMattersBehind(parts.database, parts.now(), roundLimit);
      await Promise.all(behind.map(deliver));
      await forgetShown(parts.database);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

async function deliverMatter(parts: DeskParts, matterId: string): Promise<void> {
  const matter = await readMatter(parts.database, matterId);
  if (!matter) return;
  const cards = await readCardsToDeliver(parts.database, matter, parts.now());
  for (const card of cards) await deliverCard(parts, matter, card);
}

async function deliverCard(parts: DeskParts, matter: Matter, card: MatterCard): Promise<void> {
  // Who was never asked needs no news of the decision.
  const never = card.activityId === null && card.role === 'approver' && matter.step !== 'waiting';
  if (never) return await note(parts, card, { shown_version: matter.version });
  const conversation = await conversationOf(parts, matter, card);
  if (!conversation) return await note(parts, card, { delivery: 'blocked' });
  const viewer = await parts.account.user(card.viewer);
  const language = await languageFor(parts, viewer, conversation.locale);
  const finished = parts.cards.render(await viewMatter(parts, matter, card, language), language);
  try {
    if (card.activityId) {
      await parts.messenger.update(conversation, card.activityId, finished);
      await noteUpdated(parts.database, { id: card.id, version: matter.version });
    } else {
      const activityId = await parts.messenger.send(conversation, finished);
      await noteShown(
        parts.database,
        { id: card.id, version: matter.version },
        conversation.conversationId,
        activityId,
      );
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    parts.log.warn({ outcome: error.outcome, matter: matter.id, card: card.id }, 'a card was not delivered');
    await noteFailure(parts, card, conversation, error);
    if (card.viewer === matter.recipient && card.activityId === null && error.outcome !== 'busy') {
      await passOn(parts, matter);
      await deliverMatter(parts, matter.id);
    }
  }
}

async function conversationOf(
  parts: DeskParts,
  matter: Matter,
  card: MatterCard,
): Promise<ConversationReference | undefined> {
  const known = card.conversationId ? await parts.conversations.find(card.conversationId) : undefined;
  return known ?? (await reachPersonal(parts, card.viewer, matter.conversationId));
}

async function noteFailure(
  parts: DeskParts,
  card: MatterCard,
  to: ConversationReference,
  error: DeliveryError,
): Promise<void> {
  const now = parts.now();
  switch (error.outcome) {
    case 'busy': {
      const seconds = error.retryAfterSeconds ?? 30;
      return await note(parts, card, { not_before: new Date(now.getTime() + seconds * 1000).toISOString() });
    }
    case 'blocked':
      await parts.conversations.block(to.conversationId, now);
      return await note(parts, card, { delivery: 'blocked' });
    case 'gone':
      // The message is no more: the latest state is sent anew at the next step, not now, so that a chat is not flooded.
      return await note(parts, card, { activity_id: null, delivery: 'blocked' });
    case 'unknown':
    case 'refused':
      return await note(parts, card, { delivery: 'unknown' });
  }
}

async function note(parts: DeskParts, card: MatterCard, changed: Partial<MatterCardsTable>): Promise<void> {
  await parts.database.updateTable('matter_cards').set(changed).where('id', '=', card.id).execute();
}
