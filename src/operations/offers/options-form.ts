import { holds } from '../../account/rights';
import { isTimeZone, onlyZoneOf } from '../../notices/civil-time';
import { usualOptions, type NewsOptions } from '../../notices/news-options';
import type { Context, Form, FormField, Request } from '../operation';

/** What the form of a subscription sends, by the ids of its inputs. */
export type TypedOptions = Partial<Record<OptionId, string>>;
type OptionId = 'only' | 'above' | 'when' | 'quietFrom' | 'quietUntil' | 'timeZone' | 'acknowledge';
type Flaws = Partial<Record<OptionId, string>>;

const atOnce = 'at-once';
const none = 'none';
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);

/** Everything, as it comes in, at any hour: in the speaker's time zone, else in that of the account's country. */
export function defaultOptions({ timeZone, organization }: Context): NewsOptions {
  const own = timeZone && isTimeZone(timeZone) ? timeZone : undefined;
  return { ...usualOptions, timeZone: own ?? onlyZoneOf(organization.country) ?? 'UTC' };
}

/** What an options form holds, as it would be typed. */
export function writeOptions(options: NewsOptions): TypedOptions {
  const { only, above, quiet, dailyAt, timeZone, acknowledge } = options;
  return {
    only,
    above: above > 0 ? `${above / 10}` : '',
    when: dailyAt ?? atOnce,
    quietFrom: quiet?.from ?? none,
    quietUntil: quiet?.until ?? '07:00',
    timeZone,
    acknowledge: acknowledge ? 'yes' : 'no',
  };
}

/** Reads what was typed, on top of how it stands; what is wrong is told at its field. */
export function readOptions(
  { speech: { t }, speaker }: Context,
  standing: NewsOptions,
  typed: TypedOptions,
): { options: NewsOptions; flaws: Flaws } {
  // Clients leave out what is empty.
  const isSent = Object.keys(typed).length > 0;
  const given: TypedOptions = { ...writeOptions(standing), ...(isSent ? { above: '' } : {}), ...typed };
  const flaws: Flaws = {};
  const only = (['all', 'prices', 'increases'] as const).find((each) => each === given.only) ?? standing.only;
  const above = readThousandths(given.above ?? '');
  if (above === undefined) flaws.above = t('news-options/flaw-above');
  else if (above > 0 && only !== 'increases') flaws.above = t('news-options/flaw-above-alone');
  const timeZone = (given.timeZone ?? '').trim();
  if (!isTimeZone(timeZone)) flaws.timeZone = t('news-options/flaw-zone');
  const [from, until] = [timeOf(given.quietFrom), timeOf(given.quietUntil)];
  if (from && from === until) flaws.quietUntil = t('news-options/flaw-quiet');
  return {
    options: {
      only,
      above: above ?? standing.above,
      quiet: from && until ? { from, until } : null,
      dailyAt: timeOf(given.when) ?? null,
      timeZone,
      // Whoever may not ask for it leaves it as it is.
      acknowledge: holds(speaker, 'news.manage') ? given.acknowledge === 'yes' : standing.acknowledge,
    },
    flaws,
  };
}

/** The form for how a conversation is told. */
export function optionsForm(
  { speech: { t, format }, speaker }: Context,
  name: string,
  typed: TypedOptions,
  flaws: Flaws,
  request: Request,
): Form {
  const times = hours.map((hour) => ({ title: format.clock(hour), value: hour }));
  const field = (id: OptionId, changed: Omit<FormField, 'id' | 'label'>): FormField => ({
    id,
    label: t(`fields/${id}`),
    value: typed[id] ?? '',
    error: flaws[id],
    ...changed,
  });
  return {
    kind: 'form',
    question: t('news-options/ask', { name }),
    note: Object.keys(flaws).length > 0 ? t('news-options/ask-again') : undefined,
    fields: [
      field('only', {
        choices: (['all', 'prices', 'increases'] as const).map((value) => ({
          title: t(`news-options/only-${value}`),
          value,
        })),
      }),
      field('above', { placeholder: t('news-options/above-example'), maxLength: 8 }),
      field('when', {
        choices: [
          { title: t('news-options/at-once'), value: atOnce },
          ...hours.map((hour) => ({
            title: t('news-options/daily-choice', { time: format.clock(hour) }),
            value: hour,
          })),
        ],
      }),
      field('quietFrom', { choices: [{ title: t('news-options/quiet-none'), value: none }, ...times] }),
      field('quietUntil', { choices: times }),
      field('timeZone', { placeholder: 'Europe/Paris', maxLength: 64, required: true }),
      ...(holds(speaker, 'news.manage')
        ? [
            field('acknowledge', {
              choices: (['no', 'yes'] as const).map((value) => ({ title: t(`news-options/ack-${value}`), value })),
            }),
          ]
        : []),
    ],
    request,
    action: 'save',
  };
}

/** “5”, “2,5 %”: in thousandths; undefined for what is no percentage. */
function readThousandths(written: string): number | undefined {
  const text = written.replace(/[%\s\u00a0\u202f]/g, '').replace(',', '.');
  if (text === '') return 0;
  if (!/^\d{1,4}(\.\d)?$/.test(text)) return undefined;
  const thousandths = Math.round(Number(text) * 10);
  return thousandths <= 10_000 ? thousandths : undefined;
}

function timeOf(written: string | undefined): string | undefined {
  return written && /^([01]\d|2[0-3]):[0-5]\d$/.test(written) ? written : undefined;
}
