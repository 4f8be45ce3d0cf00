import { z } from 'zod';
import type { NewsProgress } from '../../notices/outbox';
import { leadTo } from '../lead-to';
import { defineRead, type Button, type Context } from '../operation';
import { capitalize } from './capitalize';
import { describeProgress, managesNews, nameNews, writeSource } from './news-sources';

/** How many of the latest are listed: with their buttons they fit on a card. */
const listed = 5;

/** The account's latest news: how far each has come, and what an admin can do about it. */
export const offersBroadcasts = defineRead({
  id: 'offers.broadcasts',
  ...managesNews,
  risk: 'read',
  slots: z.object({}),

  async answer(context) {
    const { speech, outbox, now } = context;
    const { t } = speech;
    const recent = await outbox.recent(now, listed);
    const preview = await outbox.asksForPreview();
    const lead = leadOf(context, recent);
    return {
      kind: 'view',
      card: 'offers.broadcasts',
      title: t('offers.broadcasts/title'),
      summary: [
        lead,
        ...recent.slice(0, 3).map((each) => `${nameNews(speech, each.name)}: ${progressOf(speech, each)}.`),
      ].join(' '),
      model: {
        lead,
        rows: recent.map((each) => ({
          title: capitalize(nameNews(speech, each.name)),
          state: t(`news-state/${each.state}`),
          detail: progressOf(speech, each),
          acknowledged: each.acknowledged > 0 ? t('offers.acknowledgements/lead', { count: each.acknowledged }) : null,
          actions: [],
        })),
        note: t(preview ? 'offers.broadcasts/with-preview' : 'offers.broadcasts/without-preview'),
      },
      buttons: [...recent.flatMap((each, at) => rowButtons(context, each, at)), ...cardButtons(context, preview)],
    };
  },
});

function leadOf({ speech: { t, format } }: Context, recent: readonly NewsProgress[]): string {
  if (recent.length === 0) return t('offers.broadcasts/none');
  const waiting = recent.filter(({ state }) => state === 'waiting').length;
  if (waiting > 0) return t('offers.broadcasts/waiting', { count: waiting });
  const left = recent.reduce((sum, { counts, scheduled }) => sum + counts.pending - scheduled, 0);
  return left > 0
    ? t('offers.broadcasts/under-way', { count: left, number: format.number(left) })
    : t('offers.broadcasts/all-out');
}

function progressOf(speech: Context['speech'], progress: NewsProgress): string {
  const none = progress.state === 'waiting' ? 'news-progress/waits' : 'news-progress/nobody';
  return describeProgress(speech, progress) || speech.t(none);
}

function rowButtons({ speech: { t } }: Context, progress: NewsProgress, at: number): Button[] {
  const { state, source, counts, withdrawing, acknowledged } = progress;
  const row = { of: 'rows', at };
  const slots = { news: writeSource(source) };
  const buttons: Button[] = [];
  if (state === 'waiting') {
    buttons.push({ ...leadTo(t, 'offers.preview', slots), row });
  }
  if (state === 'released' || (state === 'announced' && counts.sent - withdrawing + counts.pending > 0)) {
    const request = { operation: 'offers.recall', slots };
    buttons.push({ id: 'edit', title: t('offers.recall/button'), request, row, style: 'destructive' });
  }
  if (acknowledged > 0) {
    buttons.push({ ...leadTo(t, 'offers.acknowledgements', slots), row });
  }
  return buttons;
}

function cardButtons({ speech: { t } }: Context, preview: boolean): Button[] {
  return [
    { id: 'open', title: t('actions/refresh'), request: { operation: 'offers.broadcasts', slots: {} } },
    {
      id: 'edit',
      title: t(preview ? 'offers.require-preview/off' : 'offers.require-preview/on'),
      request: { operation: 'offers.require-preview', slots: { preview: preview ? 'off' : 'on' } },
    },
  ];
}
