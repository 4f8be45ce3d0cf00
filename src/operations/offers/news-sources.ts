import { z } from 'zod';
import type { NewsSource } from '../../notices/deliveries';
import type { NewsName, NewsProgress } from '../../notices/outbox';
import type { Speech } from '../../language/translate';

/** What has to do with sending news: on buttons of cards in the own chat of those who manage it. */
export const managesNews = {
  group: 'prices',
  icon: '📣',
  right: 'news.manage',
  audience: 'personal',
  buttonOnly: true,
} as const;

/** A source as a button has it: `sheet:12`. */
export const newsSlot = z.string().regex(/^(sheet|promotions|promotion-day):\d{1,9}$/);

export function writeSource({ kind, id }: NewsSource): string {
  return `${kind}:${id}`;
}

/** @param written as `newsSlot` has it */
export function readSource(written: string): NewsSource {
  const [kind, id] = written.split(':') as [NewsSource['kind'], string];
  return { kind, id: Number(id) };
}

/** What people call the news of a source: "prices of November 2026". */
export function nameNews({ t, format }: Speech, name: NewsName): string {
  if (name.kind === 'sheet') {
    return t(`news-name/${name.sheet.kind}`, { month: format.month(name.sheet.month) });
  }
  return t(`news-name/${name.kind}`, { date: format.date(name.day) });
}

/** How far it is, in a line: "412 sent · 88 to go, about 3 s · 1 in doubt". */
export function describeProgress({ t, format }: Speech, progress: NewsProgress): string {
  const { counts, scheduled, secondsToGo, withdrawing, notWithdrawn } = progress;
  const now = counts.pending - scheduled;
  const number = (count: number) => ({ count, number: format.number(count) });
  return [
    counts.sent - withdrawing > 0 ? t('news-progress/sent', number(counts.sent - withdrawing)) : '',
    now > 0 ? t('news-progress/left', { ...number(now), time: describeTime({ t }, secondsToGo) }) : '',
    scheduled > 0 ? t('news-progress/scheduled', number(scheduled)) : '',
    counts.blocked > 0 ? t('news-progress/blocked', number(counts.blocked)) : '',
    counts.failed > 0 ? t('news-progress/failed', number(counts.failed)) : '',
    counts.unknown > 0 ? t('news-progress/unknown', number(counts.unknown)) : '',
    withdrawing > 0 ? t('news-progress/withdrawing', number(withdrawing)) : '',
    counts.recalled > 0 ? t('news-progress/recalled', number(counts.recalled)) : '',
    notWithdrawn > 0 ? t('news-progress/not-withdrawn', number(notWithdrawn)) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function describeTime({ t }: Pick<Speech, 't'>, seconds: number): string {
  return seconds < 90
    ? t('news-progress/seconds', { count: seconds })
    : t('news-progress/minutes', { count: Math.round(seconds / 60) });
}
