import type { NewsOptions } from '../../notices/news-options';
import type { Speech } from '../../language/translate';

/** In words which changes are told: "price increases of more than 5%". */
export function describeOnly({ t, format }: Speech, { only, above }: Pick<NewsOptions, 'only' | 'above'>): string {
  return only === 'increases' && above > 0
    ? t('news-options/only-increases-above', { ratio: format.percent(above / 1_000) })
    : t(`news-options/only-${only}`);
}

/** When it is told: "daily at 09:00, Europe/Paris time". */
export function describeWhen({ t, format }: Speech, { dailyAt, timeZone }: NewsOptions): string {
  return dailyAt === null
    ? t('news-options/at-once')
    : t('news-options/daily', { time: format.clock(dailyAt), zone: timeZone });
}

/** When nothing is told: "20:00 to 07:00, Europe/Paris time". */
export function describeQuiet({ t, format }: Speech, { quiet, timeZone }: NewsOptions): string {
  if (!quiet) return t('news-options/quiet-none');
  const { from, until } = quiet;
  return t('news-options/quiet', { from: format.clock(from), until: format.clock(until), zone: timeZone });
}

/** All of it in a line, for a list of subscriptions. */
export function describeOptions(speech: Speech, options: NewsOptions): string {
  const { t } = speech;
  const quiet = options.quiet ? t('news-options/quiet-line', { hours: describeQuiet(speech, options) }) : '';
  return [
    describeOnly(speech, options),
    describeWhen(speech, options),
    quiet,
    options.acknowledge ? t('news-options/acknowledge-line') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
