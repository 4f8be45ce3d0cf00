import { isTimeZone, minuteOf, nextTime, onlyZoneOf, readClock } from '../../src/notices/civil-time';

it.each([
  ['Europe/Paris', '2026-11-23T10:00:00Z', '2026-11-23', '11:00'],
  ['Europe/Paris', '2026-07-01T22:30:00Z', '2026-07-02', '00:30'],
  ['America/Montreal', '2026-11-23T03:00:00Z', '2026-11-22', '22:00'],
  ['Asia/Kathmandu', '2026-11-23T20:00:00Z', '2026-11-24', '01:45'],
  ['UTC', '2026-12-31T23:59:59Z', '2026-12-31', '23:59'],
])('in %s a clock shows at %s the day %s and %s', (zone, instant, day, time) => {
  expect(readClock(zone, new Date(instant))).toEqual({ day, minute: minuteOf(time) });
});

it.each([
  ['later today', 'Europe/Paris', '18:00', '2026-11-23T10:00:00Z', '2026-11-23T17:00:00.000Z'],
  ['now', 'Europe/Paris', '11:00', '2026-11-23T10:00:00Z', '2026-11-23T10:00:00.000Z'],
  ['tomorrow', 'Europe/Paris', '09:00', '2026-11-23T10:00:00Z', '2026-11-24T08:00:00.000Z'],
  ['on another day than in UTC', 'America/Montreal', '23:00', '2026-11-23T03:00:00Z', '2026-11-23T04:00:00.000Z'],
  ['over the month’s end', 'Europe/Paris', '08:00', '2026-11-30T20:00:00Z', '2026-12-01T07:00:00.000Z'],
  ['past the clocks going back', 'Europe/Paris', '09:00', '2026-10-24T12:00:00Z', '2026-10-25T08:00:00.000Z'],
  ['past the clocks going forward', 'Europe/Paris', '09:00', '2026-03-28T12:00:00Z', '2026-03-29T07:00:00.000Z'],
  [
    'in the hour that is left out, an hour later',
    'Europe/Paris',
    '02:30',
    '2026-03-28T23:00:00Z',
    '2026-03-29T01:30:00.000Z',
  ],
])('the next time is %s', (_when, zone, time, from, next) => {
  expect(nextTime(zone, time, new Date(from)).toISOString()).toBe(next);
});

it.each([
  ['FR', 'Europe/Paris'],
  ['US', undefined],
  ['', undefined],
  ['nowhere', undefined],
])('the one zone of %s is %s', (country, zone) => {
  expect(onlyZoneOf(country)).toBe(zone);
});

it.each([
  ['Europe/Paris', true],
  ['UTC', true],
  ['Europe/Nowhere', false],
  ['', false],
])('%s is a time zone: %s', (name, isOne) => {
  expect(isTimeZone(name)).toBe(isOne);
});
