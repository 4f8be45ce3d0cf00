import { holds } from '../account/rights';
import { speak } from '../language/translate';
import type { Carried } from '../notices/broadcast';
import type { Delivery } from '../notices/deliveries';
import type { Subscription } from '../notices/subscriptions';
import { viewDigest } from '../operations/offers/digest-view';
import { nameFilter } from '../operations/offers/subscriptions';
import { languageFor } from './matter-view';
import { DeliveryError, type ConversationReference, type FinishedCard, type Messenger } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentNotice, presentView, type Reader } from './present';

/** How long the buttons on a card of news work, in hours: until the next month's sheet. */
const newsButtonHours = 31 * 24;

/**
 * Draws cards of news as things stand at that moment, with the rights of that moment, and sends them; or puts a word in the
 * place of one that is to be withdrawn.
 *
 * @param messenger sends without trying again: whoever carries many waits for all of them
 */
export function createNewsCarrier(
  parts: DeskParts,
  messenger: Pick<Messenger, 'send' | 'update'>,
): (delivery: Delivery) => Promise<Carried> {
  return async (delivery) => {
    const conversation = await parts.conversations.find(delivery.conversationId);
    const subscription = await parts.subscriptions.find(delivery.subscription);
    if (delivery.withdraws !== null && !conversation) return { outcome: 'failed' };
    if (!subscription && delivery.withdraws === null) return { outcome: 'recalled' };
    if (!conversation) return { outcome: 'failed' };
    try {
      if (delivery.withdraws !== null) {
        const card = await drawWithdrawn(parts, subscription, conversation);
        await messenger.update(conversation, delivery.withdraws, card, 'none');
        return { outcome: 'sent' };
      }
      const card = await drawNews(parts, delivery, subscription!, conversation);
      if (!card) return { outcome: 'recalled' };
      return { outcome: 'sent', activityId: await messenger.send(conversation, card, 'none') };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      parts.log.warn({ outcome: error.outcome, delivery: delivery.id }, 'a card of news was not delivered');
      return await tellFailure(parts, delivery, error);
    }
  };
}

/** Undefined where there is nothing to tell, or nobody to whom it may be told. */
async function drawNews(
  parts: DeskParts,
  delivery: Delivery,
  subscription: Subscription,
  conversation: ConversationReference,
): Promise<FinishedCard | undefined> {
  if (!(await mayStillBeTold(parts, subscription, conversation))) return undefined;
  const sources = await parts.deliveries.sourcesOf(delivery.id);
  const { country: market, currency } = await parts.account.organization();
  const figures = conversation.kind === 'personal' ? 'unit' : 'retail';
  const today = parts.now().toISOString().slice(0, 10);
  const news = await parts.news.read(sources, subscription, figures, { market, currency }, today);
  if (news.length === 0) return undefined;
  const reader = await readerOf(parts, subscription, conversation);
  const acknowledging = subscription.acknowledge ? { delivery: delivery.id, people: 0, isMine: false } : null;
  const digest = { subscription, parts: news, reading: { figures, currency, today }, acknowledging } as const;
  const view = viewDigest(reader.speech, digest, parts.operations);
  return parts.cards.render(presentView(reader, view), reader.speech.language);
}

async function drawWithdrawn(
  parts: DeskParts,
  subscription: Subscription | undefined,
  conversation: ConversationReference,
): Promise<FinishedCard> {
  const reader = await readerOf(parts, subscription, conversation);
  const { t } = reader.speech;
  const notice = presentNotice(reader, 'cancelled', t('news-withdrawn/lead'), t('news-withdrawn/detail'));
  const title = subscription ? t('news-card/title', { name: nameFilter(reader.speech, subscription) }) : notice.title;
  const chip = { text: t('news-withdrawn/chip'), tone: 'attention' } as const;
  return parts.cards.render({ ...notice, title, chip }, reader.speech.language);
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

async function readerOf(
  parts: DeskParts,
  subscription: Subscription | undefined,
  { kind, person, conversationId, locale }: ConversationReference,
): Promise<Reader> {
  const own = kind === 'personal' && person ? await parts.account.user(person) : undefined;
  const language = await languageFor(parts, own, subscription?.language ?? locale);
  return {
    account: parts.account,
    tokens: parts.tokens,
    speech: speak(language),
    conversationId,
    now: parts.now(),
    operation: findOperation(parts, 'offers.subscribe') ?? null,
    buttonHours: newsButtonHours,
  };
}

async function tellFailure(
  parts: DeskParts,
  { conversationId, withdraws }: Delivery,
  error: DeliveryError,
): Promise<Carried> {
  switch (error.outcome) {
    case 'busy':
      return { outcome: 'busy', retryAfterSeconds: error.retryAfterSeconds };
    case 'blocked':
      await parts.conversations.block(conversationId, parts.now());
      return { outcome: 'blocked' };
    case 'gone':
      // A message that is no more need not be withdrawn.
      if (withdraws !== null) return { outcome: 'recalled' };
      // The reference is dropped; whoever speaks there again brings a new one, and the subscription goes on.
      await parts.conversations.forget(conversationId);
      return { outcome: 'failed' };
    case 'unknown':
      return { outcome: 'unknown' };
    case 'refused':
      return { outcome: 'failed' };
  }
}
