import { performPeople, proposePeople } from '../../src/operations/users/add-people';
import type { Context, Effect, Progress } from '../../src/operations/operation';
import { speak } from '../../src/language/translate';

const people = Array.from({ length: 25 }, (_, at) => ({
  objectId: `person-${at}`,
  name: `Person ${at}`,
  email: `person.${at}@contoso.example`,
  role: null,
  line: at + 2,
}));
const told = (progress: Progress[]) => progress.map(({ doing, count, share }) => [doing, count, share]);

it('a list that is checked says how far it is', async () => {
  const progress: Progress[] = [];
  const context = {
    account: { holderOfAddress: () => Promise.resolve(undefined) },
    speech: speak('en'),
    newId: () => 'id',
    now: new Date('2026-11-23T10:00:00Z'),
    report: (each: Progress) => progress.push(each),
  } as unknown as Context;

  const text = ['name,email', ...people.map(({ name, email }) => `${name},${email}`)].join('\n');
  await proposePeople(context, { file: 'team.csv', text });

  expect(told(progress)).toEqual([0, 10, 20].map((count) => ['checking-people', count, count / 25]));
});

it('people who are added are counted, and others get their turns meanwhile', async () => {
  const progress: Progress[] = [];
  let turns = 0;
  let goesOn = true;
  const count = (): void => {
    turns += 1;
    if (goesOn) setImmediate(count);
  };
  setImmediate(count);

  const performed = await performPeople(
    {
      account: { addUser: () => Promise.resolve(1) },
      now: new Date('2026-11-23T10:00:00Z'),
      report: (each: Progress) => progress.push(each),
    } as unknown as Effect,
    { file: 'team.csv', people, leftOut: [], now: '2026-11-23T10:00:00.000Z' },
  );
  goesOn = false;

  expect(told(progress)).toEqual([0, 10, 20].map((done) => ['adding-people', done, done / 25]));
  expect((performed.undo as { added: unknown[] }).added).toHaveLength(25);
  expect(turns).toBeGreaterThan(1);
});
