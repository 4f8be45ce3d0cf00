import type { Amount } from './amounts';
import type { Mark } from './marks';
import type { Token } from './tokens';

/** A stretch of days named in the sentence; `open` where it has no end ("since Monday"). */
export interface Period {
  from: string;
  to: string;
  start: number;
  end: number;
  /** How it is bounded by the words around it. */
  bound: 'since' | 'until' | 'within';
  /** A stretch that reaches to today ("the last seven days", "this month"). */
  running: boolean;
}

const DAY = 86_400_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date);
const valid = (year: number, month: number, date: number): boolean => {
  const time = new Date(day(year, month, date));
  return time.getUTCMonth() === month - 1 && time.getUTCDate() === date && year > 1990 && year < 2200;
};

/** Words without which there is no day but in digits: each counts, names or bounds one. */
const NAMING = [
  ...['month', 'weekday', 'yesterday', 'today', 'tomorrow', 'dayBefore', 'dayAfter', 'hour', 'day', 'week', 'weekend'],
  ...['quarter', 'year', 'since', 'until', 'between', 'and'],
];
const namesDay: ReadonlySet<string> = new Set(NAMING);
/** All that days are read from. */
const DATED: ReadonlySet<string> = new Set([
  ...NAMING,
  ...['past', 'next', 'this', 'latest', 'ago', 'start', 'end', 'place'],
]);
/** Days by how far they are from today. */
const NEAR_DAYS = [
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
  ['dayBefore', -2],
  ['dayAfter', 2],
] as const;
/** "Q3", "T3". */
const SHORT_QUARTER = /^[qt]([1-4])$/;

function mayHoldDays(tokens: readonly Token[], marks: readonly Mark[]): boolean {
  return (
    marks.some((mark) => namesDay.has(mark.prefix || mark.concept)) ||
    tokens.some(({ kind, low }) => kind === 'date' || (low.length === 2 && SHORT_QUARTER.test(low)))
  );
}

interface Span {
  from: number;
  to: number;
  start: number;
  end: number;
  running?: boolean;
  /** A day that there is not, as YYYY-MM-DD: whoever named it is asked again. */
  missing?: string;
}

/** Finds absolute and relative dates, resolved against `today` (YYYY-MM-DD). */
export function findPeriods(
  tokens: readonly Token[],
  marks: readonly Mark[],
  amounts: readonly Amount[],
  today: string,
  dayFirst: boolean,
): Period[] {
  if (!mayHoldDays(tokens, marks)) return [];
  const now = Date.parse(`${today}T00:00:00Z`);
  if (Number.isNaN(now)) return [];
  const spans = new Finder(tokens, marks, amounts, now, dayFirst).find();
  return spans.map((span, at) => {
    const before = spans[at - 1];
    const ends = (concept: string): Mark | undefined =>
      marks.find(
        (mark) =>
          mark.concept === concept &&
          mark.end <= span.start &&
          span.start - mark.end <= 1 &&
          (tokens[mark.end] === undefined ||
            mark.end === span.start ||
            /^(?:the|le|la|l'|on|du|au)$/.test(tokens[mark.end]?.low ?? '')),
      );
    const until = ends('until');
    const since = ends('since');
    const joined = before !== undefined && reaches(before, span, marks);
    let bound: Period['bound'] = 'within';
    if (joined) bound = 'until';
    else if (until && (!since || until.start > since.start || until.end - until.start >= since.end - since.start))
      bound = 'until';
    else if (since || reaches(span, spans[at + 1], marks)) bound = 'since';
    const exclusive = marks.some((mark) => mark.concept === 'before' && mark.start === until?.start);
    const to = bound === 'until' && exclusive && !joined ? span.from - DAY : span.to;
    const start = Math.min(span.start, since?.start ?? span.start, until?.start ?? span.start);
    const days = span.missing ? [span.missing, span.missing] : [iso(span.from), iso(to)];
    return { from: days[0]!, to: days[1]!, start, end: span.end, bound, running: span.running === true };
  });
}

/** Whether "to" or "and" leads from one day to the next ("between … and …", "du … au …"). */
function reaches(one: Span, next: Span | undefined, marks: readonly Mark[]): boolean {
  if (!next || next.start - one.end > 2) return false;
  return marks.some((mark) => mark.concept === 'and' && mark.start >= one.end && mark.end <= next.start);
}

class Finder {
  /** The marks that begin at each token. */
  private readonly at: Mark[][];
  private readonly year: number;
  private readonly dayFirst: boolean;

  constructor(
    private readonly tokens: readonly Token[],
    marks: readonly Mark[],
    private readonly amounts: readonly Amount[],
    private readonly now: number,
    dayFirst: boolean,
  ) {
    const isDayFirst = (token: Token): boolean => token.kind === 'date' && /^(?:1[3-9]|[23]\d)[/.]/.test(token.text);
    this.dayFirst = dayFirst || tokens.some(isDayFirst);
    this.at = tokens.map(() => []);
    for (const mark of marks) if (DATED.has(mark.prefix || mark.concept)) this.at[mark.start]!.push(mark);
    this.year = new Date(now).getUTCFullYear();
  }

  find(): Span[] {
    const spans: Span[] = [];
    for (let at = 0; at < this.tokens.length; at++) {
      if (!this.mayBegin(at)) continue;
      const span = this.written(at) ?? this.named(at) ?? this.relative(at);
      if (!span) continue;
      spans.push(span);
      at = span.end - 1;
    }
    return spans;
  }

  /** A word that is no number, no mark of ours and longer than "a", "an" and "Q3" begins no day: most are such. */
  private mayBegin(at: number): boolean {
    const { kind, low } = this.tokens[at]!;
    return (
      kind !== 'word' || low.length < 3 || this.at[at]!.length > 0 || this.amounts.some(({ start }) => start === at)
    );
  }

  private mark(at: number, concept: string): Mark | undefined {
    return this.at[at]?.find((mark) => mark.concept === concept);
  }

  private numbered(at: number, prefix: string): { value: number; end: number } | undefined {
    const mark = this.at[at]?.find((one) => one.prefix === prefix);
    return mark && { value: Number(mark.concept.slice(prefix.length + 1)), end: mark.end };
  }

  /** 2026-10-01, 01/10/2026, 1.10.2026, 1/10. */
  private written(at: number): Span | undefined {
    const token = this.tokens[at];
    if (token?.kind !== 'date') return undefined;
    const numbers = token.text.split(/\D/).map(Number);
    const [one = 0, two = 0, three = this.year] = numbers;
    let [year, month, date] = [one, two, three];
    if (one <= 31) {
      year = three < 100 ? 2000 + three : three;
      [date, month] = (this.dayFirst || token.text.includes('.')) && two <= 12 ? [one, two] : [two, one];
    }
    return valid(year, month, date)
      ? this.one(day(year, month, date), at, at + 1)
      : this.missing(year, month, date, at);
  }

  /** 31 February: a day of a month that has fewer. */
  private missing(year: number, month: number, date: number, start: number, end = start + 1): Span | undefined {
    if (month < 1 || month > 12 || date < 29 || date > 31 || year <= 1990 || year >= 2200) return undefined;
    const named = [year, month, date].map((part) => String(part).padStart(2, '0')).join('-');
    return { ...this.one(day(year, month, 1), start, end), missing: named };
  }

  private one(time: number, start: number, end: number): Span {
    return { from: time, to: time, start, end };
  }

  /** 1 December 2026, December 1st, october, october 2026, 2026. */
  private named(at: number): Span | undefined {
    const amount = this.amounts.find((number) => number.start === at);
    if (amount && amount.value >= 1 && amount.value <= 31) {
      const gap =
        this.tokens[amount.end]?.low === 'of' ||
        this.tokens[amount.end]?.low === 'de' ||
        this.tokens[amount.end]?.text === '.'
          ? 1
          : 0;
      const month = this.numbered(amount.end + gap, 'month');
      if (month) return this.dated(month.value, amount.value, at, month.end);
    }
    const joined = amount && (this.sharedMonth(amount) ?? this.bareDay(amount));
    if (joined) return joined;
    const month = this.numbered(at, 'month');
    if (!month) return undefined;
    const skip = this.tokens[month.end]?.low === 'the' ? 1 : 0;
    const date = this.amounts.find(
      (number) => number.start === month.end + skip && number.value >= 1 && number.value <= 31,
    );
    if (date && this.tokens[date.start]?.kind !== 'word') return this.dated(month.value, date.value, at, date.end);
    const year = this.yearAt(month.end);
    const of = year?.value ?? this.pastYear(month.value, 1);
    return { from: day(of, month.value, 1), to: day(of, month.value + 1, 0), start: at, end: year?.end ?? month.end };
  }

  /** "from 5 to 9 October": the first number borrows its month from the second. */
  private sharedMonth(amount: Amount): Span | undefined {
    const joint = this.mark(amount.end, 'and');
    if (!joint || amount.value < 1 || amount.value > 31) return undefined;
    const second = this.amounts.find(
      (number) => number.start >= joint.end && number.start <= joint.end + 2 && number.value >= amount.value,
    );
    const month = second && this.numbered(second.end, 'month');
    return month && this.dated(month.value, amount.value, amount.start, amount.end, month.end);
  }

  /** "since the 3rd", "du 1er au 15": the last such day; only behind a word that bounds, and before no noun. */
  private bareDay(amount: Amount): Span | undefined {
    if (amount.value < 1 || amount.value > 31 || this.tokens[amount.start]?.kind === 'word') return undefined;
    const bounded = [amount.start, amount.start - 1].some((end) =>
      this.at
        .flat()
        .some(
          (mark) =>
            mark.end === end &&
            (mark.concept === 'and'
              ? this.amounts.some((number) => number.end === mark.start)
              : /^(?:since|until|between)$/.test(mark.concept) && this.tokens[mark.start]?.low !== 'to'),
        ),
    );
    const next = this.tokens[amount.end];
    const ends = next === undefined || next.kind === 'mark' || this.mark(amount.end, 'and') !== undefined;
    const isPlace = this.at.flat().some((mark) => mark.concept === 'place' && mark.end === amount.start);
    if (!bounded || !ends || isPlace) return undefined;
    const now = new Date(this.now);
    const month = now.getUTCMonth() + (amount.value > now.getUTCDate() ? 0 : 1);
    return valid(this.year, month, amount.value)
      ? this.one(day(this.year, month, amount.value), amount.start, amount.end)
      : undefined;
  }

  private yearAt(at: number): { value: number; end: number } | undefined {
    const skip = this.tokens[at]?.text === ',' ? 1 : 0;
    const token = this.tokens[at + skip];
    if (token?.kind !== 'number' || !/^20\d\d$/.test(token.text)) return undefined;
    return { value: Number(token.text), end: at + skip + 1 };
  }

  private pastYear(month: number, date: number): number {
    return day(this.year, month, date) > this.now ? this.year - 1 : this.year;
  }

  private dated(month: number, date: number, start: number, end: number, monthEnd = end): Span | undefined {
    const year = this.yearAt(monthEnd);
    const of = year?.value ?? this.nearYear(month, date);
    const last = monthEnd > end ? end : (year?.end ?? end);
    return valid(of, month, date)
      ? this.one(day(of, month, date), start, last)
      : this.missing(of, month, date, start, last);
  }

  /** Without a year: the nearest such day, for the trail looks back and a price looks ahead. */
  private nearYear(month: number, date: number): number {
    const time = day(this.year, month, date);
    if (time - this.now > 92 * DAY) return this.year - 1;
    return this.now - time > 300 * DAY ? this.year + 1 : this.year;
  }

  private monday(): number {
    return this.now - ((new Date(this.now).getUTCDay() + 6) % 7) * DAY;
  }

  private relative(at: number): Span | undefined {
    for (const [concept, offset] of NEAR_DAYS) {
      const mark = this.mark(at, concept);
      if (mark) return this.one(this.now + offset * DAY, at, mark.end);
    }
    return (
      this.weekOf(at) ??
      this.weekend(at) ??
      this.numberedQuarter(at) ??
      this.edge(at) ??
      this.weekday(at) ??
      this.counted(at) ??
      this.unit(at)
    );
  }

  /** "the week of 2 November". */
  private weekOf(at: number): Span | undefined {
    const week = this.mark(at, 'week');
    if (!week) return undefined;
    for (let next = week.end + 1; next < week.end + 3; next++) {
      const date = this.written(next) ?? this.named(next);
      if (!date || date.from !== date.to) continue;
      const monday = date.from - ((new Date(date.from).getUTCDay() + 6) % 7) * DAY;
      return { from: monday, to: monday + 6 * DAY, start: at, end: date.end };
    }
    return undefined;
  }

  private weekend(at: number): Span | undefined {
    const mark = this.mark(at, 'weekend');
    return mark && { from: this.monday() - 2 * DAY, to: this.monday() - DAY, start: at, end: mark.end };
  }

  /** "Q3", "T3 2026", "the third quarter". */
  private numberedQuarter(at: number): Span | undefined {
    const short = SHORT_QUARTER.exec(this.tokens[at]?.low ?? '');
    const ordinal = this.amounts.find((number) => number.start === at && number.ordinal && number.value <= 4);
    const word = ordinal && this.mark(ordinal.end, 'quarter');
    const number = short ? Number(short[1]) : word ? ordinal.value : 0;
    if (!number) return undefined;
    const end = short ? at + 1 : (word?.end ?? at + 1);
    const year = this.yearAt(end);
    const of = year?.value ?? this.pastYear(number * 3 - 2, 1);
    return { from: day(of, number * 3 - 2, 1), to: day(of, number * 3 + 1, 0), start: at, end: year?.end ?? end };
  }

  /** The beginning or the end of a month, week or year. */
  private edge(at: number): Span | undefined {
    for (const concept of ['start', 'end'] as const) {
      const mark = this.mark(at, concept);
      if (!mark) continue;
      for (let next = mark.end; next < mark.end + 3; next++) {
        const span = this.unit(next) ?? this.named(next) ?? this.bare(next);
        if (span) return this.one(concept === 'start' ? span.from : span.to, at, span.end);
      }
    }
    return undefined;
  }

  private bare(at: number): Span | undefined {
    for (const unit of ['week', 'month', 'quarter', 'year'] as const) {
      const mark = this.mark(at, unit);
      if (mark) return this.calendar(unit, 0, at, mark.end);
    }
    return undefined;
  }

  private weekday(at: number): Span | undefined {
    const before = this.mark(at, 'past') ?? this.mark(at, 'next') ?? this.mark(at, 'this');
    const found = this.numbered(before ? before.end : at, 'weekday');
    if (!found) return undefined;
    const after = this.mark(found.end, 'past') ?? this.mark(found.end, 'next');
    const ahead = (before ?? after)?.concept === 'next';
    const todayNumber = ((new Date(this.now).getUTCDay() + 6) % 7) + 1;
    let offset = found.value - todayNumber;
    if (ahead) offset += offset <= 0 ? 7 : 0;
    else if (offset >= 0 && !(offset === 0 && before?.concept === 'this')) offset -= 7;
    const end = after ? after.end : found.end;
    const date = this.amounts.find((number) => number.start === end && number.value <= 31);
    const dated = date && this.named(end);
    return dated ? { ...dated, start: at } : this.one(this.now + offset * DAY, at, end);
  }

  /** "the last seven days", "les trois derniers mois", "two weeks ago", "il y a deux semaines". */
  private counted(at: number): Span | undefined {
    const past = this.mark(at, 'past') ?? this.mark(at, 'latest');
    const ago = this.mark(at, 'ago');
    const from = past?.end ?? ago?.end ?? at;
    const amount = this.amounts.find((number) => number.start === from && !number.ordinal);
    const article = !amount && /^(?:a|an)$/.test(this.tokens[from]?.low ?? '') ? 1 : 0;
    if (!amount && !article) return undefined;
    const count = amount?.value ?? 1;
    let next = amount?.end ?? from + 1;
    const inner = this.mark(next, 'past') ?? this.mark(next, 'latest');
    if (inner) next = inner.end;
    const unit = (['hour', 'day', 'week', 'month', 'quarter', 'year'] as const).find((one) => this.mark(next, one));
    if (!unit || count > 1000) return undefined;
    let end = this.mark(next, unit)?.end ?? next;
    const trailing = this.mark(end, 'past');
    const agoAfter = this.mark(end, 'ago');
    const then = this.back(unit, count);
    if (agoAfter || ago) return this.one(then, at, agoAfter?.end ?? end);
    if (trailing) end = trailing.end;
    if (past || inner || trailing || this.sinceBefore(at))
      return { from: then, to: this.now, start: at, end, running: true };
    return undefined;
  }

  private sinceBefore(at: number): boolean {
    return this.at
      .flat()
      .some(
        (mark) =>
          mark.concept === 'since' && mark.end === at && !/^(?:du|de|from)$/.test(this.tokens[mark.start]?.low ?? ''),
      );
  }

  private back(unit: string, count: number): number {
    const date = new Date(this.now);
    if (unit === 'hour') return this.now - Math.ceil(count / 24) * DAY;
    if (unit === 'day') return this.now - count * DAY;
    if (unit === 'week') return this.now - count * 7 * DAY;
    const months = count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12);
    const year = date.getUTCFullYear();
    const month = date.getUTCMonth() + 1 - months;
    const last = new Date(day(year, month + 1, 0)).getUTCDate();
    return day(year, month, Math.min(date.getUTCDate(), last));
  }

  /** "last week", "ce mois-ci", "le mois dernier", "next month". */
  private unit(at: number): Span | undefined {
    const before = this.mark(at, 'past') ?? this.mark(at, 'this') ?? this.mark(at, 'next');
    const from = before?.end ?? at;
    const unit = (['week', 'month', 'quarter', 'year'] as const).find((one) => this.mark(from, one));
    if (!unit) return undefined;
    const end = this.mark(from, unit)?.end ?? from;
    const after = before ? undefined : (this.mark(end, 'past') ?? this.mark(end, 'next') ?? this.mark(end, 'this'));
    const kind = (before ?? after)?.concept;
    if (!kind) return undefined;
    const offset = kind === 'past' ? -1 : kind === 'next' ? 1 : 0;
    return this.calendar(unit, offset, at, after?.end ?? end);
  }

  private calendar(unit: 'week' | 'month' | 'quarter' | 'year', offset: number, start: number, end: number): Span {
    const month = new Date(this.now).getUTCMonth() + 1;
    let from = this.monday() + offset * 7 * DAY;
    let to = from + 6 * DAY;
    if (unit === 'month') [from, to] = [day(this.year, month + offset, 1), day(this.year, month + offset + 1, 0)];
    if (unit === 'year') [from, to] = [day(this.year + offset, 1, 1), day(this.year + offset, 12, 31)];
    if (unit === 'quarter') {
      const first = month - ((month - 1) % 3) + offset * 3;
      [from, to] = [day(this.year, first, 1), day(this.year, first + 3, 0)];
    }
    return { from, to, start, end, running: offset === 0 };
  }
}

/** The slots since and until of what was named; `until` is inclusive. A day of a story gives way to what is bounded. */
export function boundPeriod(periods: readonly Period[]): { since?: string; until?: string; used: number[] } {
  const bounds: { since?: string; until?: string; used: number[] } = { used: [] };
  const isBounded = periods.some((period) => period.bound !== 'within');
  for (const period of periods) {
    for (let at = period.start; at < period.end; at++) bounds.used.push(at);
    if (isBounded && period.bound === 'within') continue;
    if (period.bound === 'since') bounds.since ??= period.from;
    else if (period.bound === 'until') bounds.until ??= period.to;
    else {
      bounds.since ??= period.from;
      if (!period.running) bounds.until ??= period.to;
    }
  }
  return bounds;
}
