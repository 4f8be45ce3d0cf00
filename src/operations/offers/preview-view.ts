import type { NewsPart } from '../../notices/news-parts';
import type { NewsProgress, Reach } from '../../notices/outbox';
import type { Speech } from '../../language/translate';
import { leadTo } from '../lead-to';
import type { Button, View } from '../operation';
import { describeParts, noteOn, type NewsReading } from './news-view';
import { describeProgress, nameNews, writeSource } from './news-sources';

export interface NewsPreview {
  progress: NewsProgress;
  /** To whom it would go now. */
  reach: Reach;
  /** What a channel that is told of everything would read. */
  parts: readonly NewsPart[];
  reading: NewsReading;
  /** Name of whoever had the last word. */
  decider: string;
}

/** News as an admin sees it before it goes out: what it says, and to how many; afterwards, what was decided. */
export function viewPreview(speech: Speech, preview: NewsPreview): View {
  const { t } = speech;
  const { progress, parts, reading, decider } = preview;
  const name = nameNews(speech, progress.name);
  const isWaiting = progress.state === 'waiting';
  const lead = isWaiting
    ? describeReach(speech, preview.reach)
    : t(`offers.preview/${progress.state}`, { name: decider || t('offers.preview/nobody') });
  return {
    kind: 'view',
    card: 'offers.preview',
    title: t('offers.preview/title-of', { name }),
    summary: `${t('offers.preview/title-of', { name })}. ${lead}`,
    model: {
      lead,
      detail: isWaiting ? t('offers.preview/waits') : describeProgress(speech, progress) || null,
      sections: isWaiting ? describeParts(speech, parts, reading) : [],
      note: isWaiting ? `${t('offers.preview/sample')} ${noteOn(speech, parts, reading)}` : null,
    },
    buttons: buttonsFor(speech, progress),
  };
}

/** "It would go to 12 conversations: 3 channels and 9 private chats." */
function describeReach({ t, format }: Speech, reach: Reach): string {
  const { personal, groupChat, channel } = reach;
  const kinds = [
    channel > 0 ? t('offers.preview/channels', { count: channel }) : '',
    groupChat > 0 ? t('offers.preview/groups', { count: groupChat }) : '',
    personal > 0 ? t('offers.preview/chats', { count: personal }) : '',
  ].filter(Boolean);
  const total = personal + groupChat + channel;
  if (total === 0) return t('offers.preview/nobody-told');
  return t('offers.preview/reach', { count: total, number: format.number(total), kinds: format.list(kinds) });
}

function buttonsFor({ t }: Speech, { state, source, counts }: NewsProgress): Button[] {
  const slots = { news: writeSource(source) };
  const all = leadTo(t, 'offers.broadcasts');
  if (state === 'waiting') {
    return [
      {
        id: 'confirm',
        title: t('offers.release/button'),
        request: { operation: 'offers.release', slots },
        style: 'positive',
      },
      { id: 'cancel', title: t('offers.withhold/button'), request: { operation: 'offers.withhold', slots } },
      { ...all, secondary: true },
    ];
  }
  const isOut = state === 'released' || (state === 'announced' && counts.sent + counts.pending > 0);
  const recall: Button = {
    id: 'edit',
    title: t('offers.recall/button'),
    request: { operation: 'offers.recall', slots },
    style: 'destructive',
  };
  return isOut ? [all, recall] : [all];
}
