import { z } from 'zod';
import { holds } from '../../account/rights';
import type { LastNews, Subscription } from '../../notices/subscriptions';
import { leadTo } from '../lead-to';
import { defineRead, type Button, type Context } from '../operation';
import { capitalize } from './capitalize';
import { describeOptions } from './option-words';
import { isShared, nameFilter } from './subscriptions';

/** What this conversation is told of, since when and by whose wish, and what became of the last news. */
export const offersSubscriptions = defineRead({
  id: 'offers.subscriptions',
  group: 'prices',
  icon: '🔔',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  slots: z.object({}),

  async answer(context) {
    const { speech, conversation, subscriptions } = context;
    const { t } = speech;
    const existing = await subscriptions.of(conversation.id);
    const lastNews = await subscriptions.lastNewsOf(conversation.id);
    const lead = t(existing.length > 0 ? 'offers.subscriptions/lead' : 'offers.subscriptions/none');
    const names = existing.map((each) => `${nameFilter(speech, each)} (${describeOptions(speech, each)})`);
    const how = t(isShared(context) ? 'offers.subscriptions/how-shared' : 'offers.subscriptions/how-own');
    return {
      kind: 'view',
      card: 'offers.subscriptions',
      title: t('offers.subscriptions/title'),
      summary: names.length > 0 ? `${lead} ${speech.format.list(names)}.` : lead,
      model: {
        lead,
        detail: existing.length > 0 ? how : null,
        rows: await Promise.all(existing.map((each) => describe(context, each, lastNews.get(each.id)))),
      },
      buttons: holds(context.speaker, 'offers.subscribe') ? buttonsFor(context, existing) : [],
    };
  },
});

async function describe(context: Context, subscription: Subscription, last: LastNews | undefined): Promise<object> {
  const { account, speech } = context;
  const { t, format } = speech;
  const { product, segment, createdAt, subscriber } = subscription;
  const who = await account.user(subscriber);
  return {
    title: capitalize(nameFilter(speech, subscription)),
    how: capitalize(describeOptions(speech, subscription)),
    detail: [
      product && segment ? t(`segments/${segment}`) : '',
      t(who ? 'news/since-by' : 'news/since', { date: format.date(createdAt), name: who?.displayName }),
    ]
      .filter(Boolean)
      .join(' · '),
    last: last ? t(`news/last-${last.state}`, { date: format.date(last.at) }) : t('news/last-none'),
    actions: [],
  };
}

function buttonsFor({ speech: { t }, speaker }: Context, existing: readonly Subscription[]): Button[] {
  const subscribe = (slots: Record<string, unknown>) => ({ operation: 'offers.subscribe', slots });
  const buttons = existing.map(({ id }, at): Button => ({
    id: 'edit',
    title: t('offers.subscribe/revise'),
    request: subscribe({ subscription: id }),
    form: true,
    row: { of: 'rows', at },
  }));
  const hasEverything = existing.some(({ product, segment }) => !product && !segment);
  if (!hasEverything) {
    buttons.push({ id: 'open', title: t('offers.subscribe/to-everything'), request: subscribe({}) });
  }
  if (existing.length > 0) {
    const request = { operation: 'offers.unsubscribe', slots: {} };
    buttons.push({ id: 'edit', title: t('offers.unsubscribe/one'), request });
  }
  if (holds(speaker, 'news.manage')) buttons.push(leadTo(t, 'offers.broadcasts'));
  return buttons;
}
