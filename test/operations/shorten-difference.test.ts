import { shortenDifference } from '../../src/operations/business-profile/shorten-difference';

const before = 'We have moved bakeries to the cloud for twelve years now, one after the other. '.repeat(5);
const after = ' We stay reachable by telephone long after the last workshop has been held.'.repeat(5);

it.each([
  ['short texts', 'We bake.', 'We brew.'],
  ['nothing before', '', 'We bake.'],
])('%s stay whole', (_name, from, to) => {
  expect(shortenDifference(from, to)).toEqual([from, to]);
});

it('a changed word in a long text is shown with what stands around it', () => {
  const [from, to] = shortenDifference(`${before}Twenty people.${after}`, `${before}Thirty people.${after}`);

  expect(from).toMatch(/^… .{40,60}Twenty people\..{40,60} …$/);
  expect(to).toBe(from.replace('Twenty', 'Thirty'));
});

it('what is only added or taken out is seen too', () => {
  const [from, to] = shortenDifference(before + after, `${before}Ask us!${after}`);

  expect(from).not.toContain('Ask us!');
  expect(to).toMatch(/^… .+Ask us!.+ …$/);
});

it('a difference that is itself long is cut, and says so', () => {
  const [from, to] = shortenDifference('', (before + after).repeat(3));

  expect(from).toBe('');
  expect(to.length).toBeLessThan(620);
  expect(to).toMatch(/\p{L}\.? …$/u);
});

it('the beginning and the end of a text need no mark', () => {
  const [from, to] = shortenDifference(`Old. ${before}`, `New. ${before}`);

  expect(from).toMatch(/^Old\. .+ …$/);
  expect(to).toMatch(/^New\. .+ …$/);
});
