import { z } from 'zod';
import type { NewsState } from '../../notices/outbox';
import {
  problem,
  type Answer,
  type Change,
  type ChangeOperation,
  type Context,
  type Effect,
  type Problem,
  type Proposal,
} from '../operation';
import { managesNews, nameNews, newsSlot, readSource } from './news-sources';
import { viewPreview } from './preview-view';
import { readPreview } from './read-preview';

export const newsSlots = z.object({ news: newsSlot });
const dataSchema = newsSlots;

/** What letting news go out and keeping it back have in common: at once, on the button of the card that shows it. */
export const decisionOnNews = {
  ...managesNews,
  risk: 'change',
  slots: newsSlots,
  verify: () => Promise.resolve(undefined),
  /** The card that was pressed goes on to show the news. */
  async showAfter(context: Context, { data }: Proposal): Promise<Answer> {
    const preview = await readPreview(context, readSource(dataSchema.parse(data).news), context.today);
    return preview ? viewPreview(context.speech, preview) : problem('news-gone');
  },
} satisfies Partial<ChangeOperation<typeof newsSlots>>;

/** A decision on news that waits: what was decided already is said, with by whom. */
export async function proposeDecision(
  context: Context,
  news: string,
  decided: 'released' | 'withheld',
): Promise<Answer | Proposal> {
  const preview = await readPreview(context, readSource(news), context.today);
  if (!preview) return problem('news-gone');
  const { progress, reach } = preview;
  if (progress.state !== 'waiting') return viewPreview(context.speech, preview);
  const conversations = reach.personal + reach.groupChat + reach.channel;
  const changes: Change[] = [
    { field: 'news-state', from: { word: 'news-state/waiting' }, to: { word: `news-state/${decided}` } },
    { field: 'conversations', from: null, to: { text: context.speech.format.number(conversations) } },
  ];
  return {
    kind: 'propose',
    subject: { id: news, name: nameNews(context.speech, progress.name) },
    subjectVersion: null,
    changes,
    confirm: false,
    approval: false,
    data: { news },
  };
}

/** Moves the news of a proposal on, where nobody else was faster. */
export async function decideNews(
  { outbox, asker, now }: Effect,
  data: unknown,
  from: readonly NewsState[],
  to: NewsState,
): Promise<Problem | undefined> {
  const source = readSource(dataSchema.parse(data).news);
  return (await outbox.decide(source, from, to, asker.objectId, now)) ? undefined : problem('news-decided');
}
