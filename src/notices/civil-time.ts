/** A day as `2026-12-01` and a time as `20:00`: what a clock on a wall in a place shows. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether there is a time zone of this IANA name. */
export function isTimeZone(name: string): boolean {
  try {
    return formatOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** The zone of a country that has one alone; undefined for those that span several. */
export function onlyZoneOf(country: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(country)) return undefined;
  const { timeZones = [] } = new Intl.Locale(`und-${country}`) as Intl.Locale & { timeZones?: string[] };
  return timeZones.length === 1 ? timeZones[0] : undefined;
}

/** The day and the minute of it that a clock in the zone shows. */
export function readClock(zone: string, instant: Date): { day: string; minute: number } {
  const shown = new Date(instant.getTime() + offsetOf(zone, instant));
  return { day: shown.toISOString().slice(0, 10), minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

/** The first instant from `from` on at which a clock in the zone shows that time. */
export function nextTime(zone: string, time: string, from: Date): Date {
  const { day } = readClock(zone, from);
  const today = instantOf(zone, day, time);
  return today >= from ? today : instantOf(zone, dayAfter(day), time);
}

/** Minutes after midnight. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A time that a change of clocks leaves out is taken for as much later as the clocks are put forward. */
function instantOf(zone: string, day: string, time: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const guess = new Date(asUtc - offsetOf(zone, new Date(asUtc)));
  const settled = new Date(asUtc - offsetOf(zone, guess));
  return readsAs(zone, settled, day, time) ? settled : new Date(Math.max(guess.getTime(), settled.getTime()));
}

function readsAs(zone: string, instant: Date, day: string, time: string): boolean {
  const clock = readClock(zone, instant);
  return clock.day === day && clock.minute === minuteOf(time);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
function offsetOf(zone: string, instant: Date): number {
  const parts = Object.fromEntries(
    formatOf(zone)!
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const shown = Date.parse(
    `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}.000Z`,
  );
  return shown - Math.floor(instant.getTime() / 1000) * 1000;
}

/** Bounded: zones are written by people. */
const knownAtMost = 600;

function formatOf(zone: string): Intl.DateTimeFormat | undefined {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    if (formats.size < knownAtMost) formats.set(zone, format);
  }
  return format;
}
