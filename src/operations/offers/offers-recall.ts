import { z } from 'zod';
import { defineChange, problem, type Change } from '../operation';
import { managesNews, nameNews, newsSlot, readSource } from './news-sources';

/**
 * Withdraws news: what waits is not sent, and every message that was becomes one that says so. What is in doubt can't be
 * reached, and is said.
 */
export const offersRecall = defineChange({
  id: 'offers.recall',
  ...managesNews,
  risk: 'change',
  slots: z.object({ news: newsSlot }),

  async propose(context, { news }) {
    const { format } = context.speech;
    const progress = await context.outbox.find(readSource(news), context.now);
    if (!progress) return problem('news-gone');
    const { counts, withdrawing, state } = progress;
    const sent = counts.sent - withdrawing;
    if (state === 'recalled' || (state === 'announced' && sent + counts.pending === 0)) {
      return problem('news-recalled', { name: nameNews(context.speech, progress.name) });
    }
    const change = (from: string, to: string, count: number): Change[] =>
      count > 0 ? [{ field: `news-${from}`, from: { text: format.number(count) }, to: { word: to } }] : [];
    return {
      kind: 'propose',
      subject: { id: news, name: nameNews(context.speech, progress.name) },
      subjectVersion: null,
      changes: [
        ...change('sent', 'news-state/withdrawn', sent),
        ...change('pending', 'news-state/not-sent', counts.pending),
        ...change('unknown', 'news-state/out-of-reach', counts.unknown),
      ],
      confirm: true,
      approval: false,
      data: { news },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ outbox, asker, now }, { data }) {
    const source = readSource(dataSchema.parse(data).news);
    const isOut = ['released', 'announced'] as const;
    if (!(await outbox.decide(source, isOut, 'recalled', asker.objectId, now))) return problem('news-decided');
    await outbox.withdraw(source, now);
    return {};
  },
});

const dataSchema = z.object({ news: newsSlot });
