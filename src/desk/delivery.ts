import type { MatterCardsTable } from '../store/schema';
import type { Matter, MatterCard } from './matter';
import { passOn } from './agreement';
import {
  forgetShown,
  noteShown,
  noteUpdated,
  noteUpdatedAll,
  readMattersBehind,
  readCardsToDeliver,
} from './matter-cards';
import { readMatter } from './matter-store';
import { languageFor, viewMatter } from './matter-view';
import type { Language } from '../language/languages';
import { DeliveryError, type ConversationReference, type FinishedCard } from './messenger';
import type { DeskParts } from './parts';
import { reachPersonal } from './reach';

/**
 * Brings every card of a matter to the matter's latest state. What was shown is a column of each card's row, so it goes on
 * where it stopped after a restart: a card that was never sent is sent, one that is behind is updated.
 */
export interface Delivery {
  /**
   * Starts after the answer of the turn; never throws.
   *
   * @param drawn the answer itself, where it is the card of somebody whose message is behind
   */
  deliverSoon(matterId: string, drawn?: DrawnCard): void;
  /** Everything that is behind: at the start and on every tick. */
  deliverAll(): Promise<void>;
  /** Resolves when nothing is under way: for an orderly stop and for tests. */
  settled(): Promise<void>;
}

/** A card as it was drawn for an answer: its message gets the very same. */
export interface DrawnCard {
  /** Of the card's row. */
  id: string;
  /** As it was drawn. */
  matter: Matter;
  language: Language;
  finished: FinishedCard;
}

/**
 * Which messages were brought to which version, until so many are noted at once: each by itself would be a synchronised write for
 * every press. What a process that dies had not noted yet is brought to the same state once more.
 */
type Updated = Map<string, number>;
const notedAtOnce = 100;

/** How many cards one round looks at. */
const roundLimit = 200;

export function createDelivery(parts: DeskParts): Delivery {
  // One matter's cards go out one after the other: two rounds must not send the same card twice.
  const running = new Map<string, Promise<void>>();
  const updated: Updated = new Map();

  async function noteAll(): Promise<void> {
    const noted = [...updated];
    updated.clear();
    try {
      await noteUpdatedAll(parts.database, noted);
    } catch (error) {
      parts.log.error({ err: error }, 'which cards were brought up to date could not be noted');
    }
  }

  function deliver(matterId: string, drawn?: DrawnCard): Promise<void> {
    const before = running.get(matterId);
    const next = (before ?? Promise.resolve())
      // Where nothing else was on its way, the matter stands as it was drawn a moment ago.
      .then(async () => (before ? undefined : drawn?.matter) ?? (await readMatter(parts.database, matterId)))
      .then((matter) => matter && deliverMatter(parts, matter, updated, drawn))
      .then(() => (updated.size >= notedAtOnce ? noteAll() : undefined))
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
    deliverSoon: (matterId, drawn) => void deliver(matterId, drawn),
    async deliverAll() {
      await noteAll();
      const behind = await readMattersBehind(parts.database, parts.now(), roundLimit);
      await Promise.all(behind.map((matterId) => deliver(matterId)));
      await noteAll();
      await forgetShown(parts.database);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running.values());
      await noteAll();
    },
  };
}

async function deliverMatter(parts: DeskParts, matter: Matter, updated: Updated, drawn?: DrawnCard): Promise<void> {
  const cards = await readCardsToDeliver(parts.database, matter, parts.now());
  for (const card of cards) await deliverCard(parts, matter, card, updated, drawn);
}

async function deliverCard(
  parts: DeskParts,
  matter: Matter,
  card: MatterCard,
  updated: Updated,
  drawn?: DrawnCard,
): Promise<void> {
  if (updated.get(card.id) === matter.version && card.shownVersion > 0) return;
  // Who was never asked needs no news of the decision.
  const never = card.activityId === null && card.role === 'approver' && matter.step !== 'waiting';
  if (never) return await note(parts, card, { shown_version: matter.version });
  const conversation = await conversationOf(parts, matter, card);
  if (!conversation) return await note(parts, card, { delivery: 'blocked' });
  const viewer = await parts.account.user(card.viewer);
  const language = await languageFor(parts, viewer, conversation.locale);
  const isDrawn = drawn?.id === card.id && drawn.matter.version === matter.version && drawn.language === language;
  const finished = isDrawn
    ? drawn.finished
    : parts.cards.render(await viewMatter(parts, matter, card, language), language);
  try {
    if (card.activityId) {
      await parts.messenger.update(conversation, card.activityId, finished);
      if (card.shownVersion > 0) updated.set(card.id, matter.version);
      else await noteUpdated(parts.database, { id: card.id, version: matter.version });
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
      const passed = await readMatter(parts.database, matter.id);
      if (passed) await deliverMatter(parts, passed, updated);
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
