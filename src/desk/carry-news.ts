import { holds } from '../account/rights';
import { speak, type Speech } from '../language/translate';
import type { Carried } from '../notices/broadcast';
import type { Delivery } from '../notices/deliveries';
import { selectNews, type SheetChange } from '../notices/news';
import { readSheetChanges, readSheet, type Home } from '../notices/read-changes';
import { readNewOffers, selectOffers } from '../notices/read-offers';
import type { Subscription } from '../notices/subscriptions';
import { viewNewOffers } from '../operations/offers/new-offers-view';
import { viewNews } from '../operations/offers/news-view';
import type { View } from '../operations/operation';
import { languageFor } from './matter-view';
import { DeliveryError, type ConversationReference, type FinishedCard } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentView } from './present';

/** How long the buttons on a card of news work, in hours: until the next month's sheet. */
const newsButtonHours = 31 * 24;

/** Draws cards of news as things stand at that moment, with the rights of that moment, and sends them. */
export function createNewsCarrier(parts: DeskParts): (delivery: Delivery) => Promise<Carried> {
  // What a sheet changed never changes, and its deliveries go out one after the other.
  let last: { key: string; changes: Promise<SheetChange[]> } | undefined;
  const changesOf = async (sheetId: number, home: Home): Promise<SheetChange[]> => {
    const key = `${sheetId}/${home.market}/${home.currency}`;
    if (last?.key !== key) {
      last = { key, changes: readSheetChanges(parts.database, sheetId, home) };
      last.changes.catch(() => (last = undefined));
    }
    return await last.changes;
  };
  return (delivery) => carryNews(parts, changesOf, delivery);
}

type ChangesOf = (sheetId: number, home: Home) => Promise<SheetChange[]>;

async function carryNews(parts: DeskParts, changesOf: ChangesOf, delivery: Delivery): Promise<Carried> {
  const subscription = await parts.subscriptions.find(delivery.subscription);
  if (!subscription) return { outcome: 'recalled' };
  const conversation = await parts.conversations.find(delivery.conversationId);
  if (!conversation) return { outcome: 'failed' };
  if (!(await mayStillBeTold(parts, subscription, conversation))) return { outcome: 'recalled' };
  const card = await drawNews(parts, changesOf, delivery, subscription, conversation);
  if (!card) return { outcome: 'recalled' };
  try {
    return { outcome: 'sent', activityId: await parts.messenger.send(conversation, card) };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    parts.log.warn({ outcome: error.outcome, delivery: delivery.id }, 'a card of news was not delivered');
    return await tellFailure(parts, conversation, error);
  }
}

/** In someone's own chat there are partner prices: with the right to see them the news ends. */
async function mayStillBeTold(
  parts: DeskParts,
  subscription: Subscription,
  conversation: ConversationReference,
): Promise<boolean> {
  if (conversation.kind !== 'personal') return true;
  const reader = await parts.account.user(subscription.subscriber);
  return conversation.person === subscription.subscriber && reader !== undefined && holds(reader, 'prices.read');
}

async function drawNews(
  parts: DeskParts,
  changesOf: ChangesOf,
  { source }: Delivery,
  subscription: Subscription,
  conversation: ConversationReference,
): Promise<FinishedCard | undefined> {
  const language = await languageOfReaders(parts, subscription, conversation);
  const speech = speak(language);
  const view =
    source.kind === 'sheet'
      ? await viewSheet(parts, changesOf, source.id, subscription, conversation, speech)
      : await viewPromotions(parts, source.id, subscription, speech);
  if (!view) return undefined;
  const reader = {
    account: parts.account,
    tokens: parts.tokens,
    speech,
    conversationId: conversation.conversationId,
    now: parts.now(),
    operation: findOperation(parts, 'offers.subscribe') ?? null,
    buttonHours: newsButtonHours,
  };
  return parts.cards.render(presentView(reader, view), language);
}

async function viewSheet(
  parts: DeskParts,
  changesOf: ChangesOf,
  sheetId: number,
  subscription: Subscription,
  { kind }: ConversationReference,
  speech: Speech,
): Promise<View | undefined> {
  const { country: market, currency } = await parts.account.organization();
  const sheet = await readSheet(parts.database, sheetId);
  const figures = kind === 'personal' ? 'unit' : 'retail';
  const news = selectNews(await changesOf(sheetId, { market, currency }), subscription, figures);
  if (!sheet || news.items.length === 0) return undefined;
  return viewNews(speech, { subscription, sheet, news, figures, currency }, parts.operations);
}

async function viewPromotions(
  parts: DeskParts,
  listId: number,
  subscription: Subscription,
  speech: Speech,
): Promise<View | undefined> {
  const today = parts.now().toISOString().slice(0, 10);
  const offers = selectOffers(await readNewOffers(parts.database, listId, today), subscription);
  return offers.length > 0 ? viewNewOffers(speech, { subscription, offers, today }) : undefined;
}

async function languageOfReaders(
  parts: DeskParts,
  { subscriber, language }: Subscription,
  { kind }: ConversationReference,
) {
  const person = kind === 'personal' ? await parts.account.user(subscriber) : undefined;
  return await languageFor(parts, person, language);
}

async function tellFailure(
  parts: DeskParts,
  { conversationId }: ConversationReference,
  error: DeliveryError,
): Promise<Carried> {
  switch (error.outcome) {
    case 'busy':
      return { outcome: 'busy', retryAfterSeconds: error.retryAfterSeconds };
    case 'blocked':
      await parts.conversations.block(conversationId, parts.now());
      return { outcome: 'blocked' };
    case 'gone':
      // The reference is dropped; whoever speaks there again brings a new one, and the subscription goes on.
      await parts.conversations.forget(conversationId);
      return { outcome: 'failed' };
    case 'unknown':
      return { outcome: 'unknown' };
    case 'refused':
      return { outcome: 'failed' };
  }
}
