import type { NewsPart } from '../../notices/news-parts';
import type { NewsFilter, Subscription } from '../../notices/subscriptions';
import type { Speech } from '../../language/translate';
import type { Button, Operation, View } from '../operation';
import { describeParts, noteOn, summarizeParts, type NewsReading } from './news-view';
import { nameFilter } from './subscriptions';

/** A card of news for one subscription. */
export interface Digest {
  subscription: Pick<Subscription, 'id' | 'product' | 'segment'>;
  parts: readonly NewsPart[];
  reading: NewsReading;
  /** Where readers are asked to say that they have read it: how many have, and whether this reader has. */
  acknowledging: { delivery: string; people: number; isMine: boolean } | null;
}

/**
 * What is new for one subscription, the biggest first, the rest behind a button. Where several people read it, in per cent and
 * retail prices: what the partner pays is not for everyone there.
 */
export function viewDigest(speech: Speech, digest: Digest, operations: readonly Operation[]): View {
  const { t, format } = speech;
  const { subscription, parts, reading, acknowledging } = digest;
  const title = t(titleFor(parts), { name: nameFilter(speech, subscription) });
  const [first] = parts;
  const isOfOneSheet = parts.length === 1 && first?.kind === 'sheet';
  return {
    kind: 'view',
    card: 'news',
    title,
    subtitle: isOfOneSheet ? t('news-card/subtitle', { date: format.date(first.sheet.effectiveFrom) }) : undefined,
    summary: `${title}. ${summarizeParts(speech, parts)}`,
    model: {
      sections: describeParts(speech, parts, reading),
      note: noteOn(speech, parts, reading),
      acknowledged: acknowledging?.isMine ? t('offers.acknowledge/thanks', { count: acknowledging.people }) : null,
    },
    buttons: buttonsFor(speech, digest, operations),
  };
}

function titleFor(parts: readonly NewsPart[]): string {
  const sheets = parts.filter(({ kind }) => kind === 'sheet').length;
  if (sheets === parts.length) return 'news-card/title';
  return sheets > 0 ? 'news-card/title-mixed' : 'new-offers/title';
}

function buttonsFor(
  { t }: Speech,
  { subscription, parts, acknowledging }: Digest,
  operations: readonly Operation[],
): Button[] {
  const buttons: Button[] = [];
  if (acknowledging && !acknowledging.isMine) {
    const request = { operation: 'offers.acknowledge', slots: { delivery: acknowledging.delivery } };
    buttons.push({ id: 'confirm', title: t('offers.acknowledge/button'), request, style: 'positive' });
  }
  const since = parts.flatMap((part) => (part.kind === 'sheet' ? [part.sheet.effectiveFrom] : [])).sort()[0];
  const about = slotsOf(subscription);
  if (since !== undefined && operations.some(({ id }) => id === 'prices.changes')) {
    const request = { operation: 'prices.changes', slots: { since, ...about } };
    buttons.push({ id: 'open', title: t('news-card/all'), request });
  }
  if (parts.some(({ kind }) => kind !== 'sheet')) {
    buttons.push({ id: 'open', title: t('new-offers/all'), request: { operation: 'offers.list', slots: about } });
  }
  const end = { operation: 'offers.unsubscribe', slots: { subscription: subscription.id } };
  return [...buttons, { id: 'edit', title: t('offers.unsubscribe/one'), request: end, secondary: true }];
}

function slotsOf({ product, segment }: NewsFilter): Record<string, string> {
  if (product) return { product: product.reference };
  return segment ? { segment } : {};
}
