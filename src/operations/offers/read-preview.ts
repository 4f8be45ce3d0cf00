import type { NewsSource } from '../../notices/deliveries';
import type { NewsProgress } from '../../notices/outbox';
import type { Context } from '../operation';
import type { NewsPreview } from './preview-view';

/** What an operation and whoever sends previews by themselves both have. */
export type PreviewSources = Pick<Context, 'account' | 'outbox' | 'news' | 'now'>;

const nobody = { personal: 0, groupChat: 0, channel: 0 };

/** Undefined where the account has no such news. */
export async function readPreview(
  sources: PreviewSources,
  source: NewsSource,
  today: string,
): Promise<NewsPreview | undefined> {
  const progress = await sources.outbox.find(source, sources.now);
  return progress && (await previewOf(sources, progress, today));
}

export async function previewOf(
  { account, outbox, news, now }: PreviewSources,
  progress: NewsProgress,
  today: string,
): Promise<NewsPreview> {
  const { country: market, currency } = await account.organization();
  const home = { market, currency };
  const isWaiting = progress.state === 'waiting';
  const everything = { product: null, segment: null, only: 'all', above: 0 } as const;
  const decider = progress.decidedBy ? await account.user(progress.decidedBy) : undefined;
  return {
    progress,
    reach: isWaiting ? await outbox.reachOf(progress.source, home, now) : nobody,
    parts: isWaiting ? await news.read([progress.source], everything, 'retail', home, today) : [],
    reading: { figures: 'retail', currency, today },
    decider: decider?.displayName ?? '',
  };
}
