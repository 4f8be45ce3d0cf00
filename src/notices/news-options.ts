import { minuteOf, nextTime, readClock } from './civil-time';

/** How a conversation wants to be told. */
export interface NewsOptions {
  /** Everything, changes of price alone, or prices that go up. */
  only: 'all' | 'prices' | 'increases';
  /** Of increases: those of more than so many thousandths. */
  above: number;
  /** `20:00`, in the time zone. */
  quiet: { from: string; until: string } | null;
  /** `09:00`: gathered until then, once a day. Null: as it comes in. */
  dailyAt: string | null;
  /** IANA name. */
  timeZone: string;
  /** Whether readers are asked to say that they have read it. */
  acknowledge: boolean;
}

export const usualOptions: Omit<NewsOptions, 'timeZone'> = {
  only: 'all',
  above: 0,
  quiet: null,
  dailyAt: null,
  acknowledge: false,
};

/** When news that comes in now is to be told: at its hour, and never in the quiet ones. */
export function whenToTell({ quiet, dailyAt, timeZone }: NewsOptions, now: Date): Date {
  const at = dailyAt === null ? now : nextTime(timeZone, dailyAt, now);
  return quiet && isQuiet(quiet, readClock(timeZone, at).minute) ? nextTime(timeZone, quiet.until, at) : at;
}

/** What nobody waits for at night: not before this hour of the conversation's morning. */
const morning = '08:00';

/** When news of the day itself is to be told, where it is known from midnight on. */
export function whenToTellOfDay(options: NewsOptions, now: Date): Date {
  const isNight = readClock(options.timeZone, now).minute < minuteOf(morning);
  return whenToTell(options, isNight ? nextTime(options.timeZone, morning, now) : now);
}

function isQuiet({ from, until }: { from: string; until: string }, minute: number): boolean {
  const [begins, ends] = [minuteOf(from), minuteOf(until)];
  return begins <= ends ? minute >= begins && minute < ends : minute >= begins || minute < ends;
}
