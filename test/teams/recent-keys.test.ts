import { createRecentKeys } from '../../src/teams/recent-keys';

it.each([
  { after: 0, isKnown: true },
  { after: 599, isKnown: true },
  { after: 600, isKnown: true },
  { after: 1_800, isKnown: false },
])('a key that was met $after s ago is known: $isKnown', ({ after, isKnown }) => {
  let seconds = 0;
  const keys = createRecentKeys(600_000, () => seconds * 1_000);
  keys.meet('one');

  seconds = after;

  expect(keys.meet('two')).toBe(false);
  expect(keys.meet('one')).toBe(isKnown);
});

it('keys that keep coming do not keep an old one alive for good', () => {
  let seconds = 0;
  const keys = createRecentKeys(600_000, () => seconds * 1_000);
  keys.meet('first');

  for (seconds = 60; seconds < 1_260; seconds += 60) keys.meet(`${seconds}`);

  expect(keys.meet('first')).toBe(false);
});
