import { usualOptions, whenToTell, whenToTellOfDay, type NewsOptions } from '../../src/notices/news-options';

const night = { from: '20:00', until: '07:30' };
const lunch = { from: '12:00', until: '14:00' };
const inParis = (options: Partial<NewsOptions>): NewsOptions => ({
  ...usualOptions,
  timeZone: 'Europe/Paris',
  ...options,
});

/** Instants in UTC; Paris is an hour ahead. */
it.each<[string, Partial<NewsOptions>, string, string]>([
  ['as it comes in', {}, '2026-11-23T10:00', '2026-11-23T10:00'],
  ['before the quiet hours', { quiet: night }, '2026-11-23T18:59', '2026-11-23T18:59'],
  ['from their first minute on when they end', { quiet: night }, '2026-11-23T19:00', '2026-11-24T06:30'],
  ['after midnight on the same day', { quiet: night }, '2026-11-24T03:00', '2026-11-24T06:30'],
  ['when they have just ended', { quiet: night }, '2026-11-24T06:30', '2026-11-24T06:30'],
  ['after a quiet noon', { quiet: lunch }, '2026-11-23T11:30', '2026-11-23T13:00'],
  ['at its hour', { dailyAt: '09:00' }, '2026-11-23T10:00', '2026-11-24T08:00'],
  ['at its hour, still today', { dailyAt: '18:00' }, '2026-11-23T10:00', '2026-11-23T17:00'],
  [
    'where its hour is a quiet one, at their end',
    { dailyAt: '21:00', quiet: night },
    '2026-11-23T10:00',
    '2026-11-24T06:30',
  ],
])('news is told %s', (_when, options, now, told) => {
  expect(whenToTell(inParis(options), new Date(`${now}:00Z`)).toISOString()).toBe(`${told}:00.000Z`);
});

it.each<[string, Partial<NewsOptions>, string, string]>([
  ['in the morning', {}, '2026-11-22T23:05', '2026-11-23T07:00'],
  ['at once by day', {}, '2026-11-23T10:00', '2026-11-23T10:00'],
  ['at its hour of that day', { dailyAt: '09:00' }, '2026-11-22T23:05', '2026-11-23T08:00'],
  [
    'after quiet hours that last longer',
    { quiet: { from: '20:00', until: '10:00' } },
    '2026-11-22T23:05',
    '2026-11-23T09:00',
  ],
])('news of the day itself is told %s', (_when, options, now, told) => {
  expect(whenToTellOfDay(inParis(options), new Date(`${now}:00Z`)).toISOString()).toBe(`${told}:00.000Z`);
});
