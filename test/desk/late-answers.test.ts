import { pino } from 'pino';
import { createLateAnswers } from '../../src/desk/late-answers';
import { JsonText } from '../../src/json-text';
import { DeliveryError, type ConversationReference, type FinishedCard, type Messenger } from '../../src/desk/messenger';
import type { Progress } from '../../src/operations/operation';

const chat = { conversationId: 'a:nadia', tenantId: 'contoso' } as ConversationReference;
const cardOf = (summary: string): FinishedCard => ({
  card: new JsonText(['{}']),
  metadata: { operation: null, state: 'answered' },
  summary,
});

/** What is shown on one message, by a clock that goes on when the test says so. */
function watch({ update, hasRoom = () => true }: { update?: Messenger['update']; hasRoom?: () => boolean } = {}) {
  const shown: string[] = [];
  const logs: string[] = [];
  let beat = (): void => undefined;
  const late = createLateAnswers({
    cards: { render: ({ summary }: { summary: string }) => cardOf(summary) },
    log: pino({ level: 'warn' }, { write: (line: string) => void logs.push(line) }),
    newId: () => 'fault-1',
    patience: () => settle(),
    beat: () => new Promise((resolve) => (beat = resolve)),
    pacer: { spare: hasRoom },
    messenger: {
      update: async (...message) => {
        shown.push(message[2].summary);
        await update?.(...message);
      },
    } as Messenger,
  });
  return {
    late,
    shown,
    logs,
    /** Time goes by. */
    async beats() {
      beat();
      await settle();
    },
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const draw = ({ doing, share = 0 }: Progress) => Promise.resolve(cardOf(`${doing} ${share}`));

/** Work that goes on when the test says so. */
function begin(late: ReturnType<typeof watch>['late']) {
  let report = (_progress: Progress): void => undefined;
  let finish = (_outcome: FinishedCard | Error): void => undefined;
  const answer = late.begin(
    chat,
    (tell) =>
      new Promise<FinishedCard>((resolve, reject) => {
        report = tell;
        finish = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
      }),
  );
  return { answer, report, finish };
}

it('what is soon there is no late answer', async () => {
  const { late } = watch();

  expect(await late.begin(chat, () => Promise.resolve(cardOf('done'))).inTime()).toEqual(cardOf('done'));
  expect(await begin(late).answer.inTime()).toBeUndefined();
});

it('says how far it is at each beat, where there is something new to say', async () => {
  const { late, shown, beats } = watch();
  const { answer, report } = begin(late);
  report({ doing: 'reading', share: 0.1 });
  expect(answer.progress()).toEqual({ doing: 'reading', share: 0.1 });
  answer.showProgress('message-1', draw);

  await settle();
  expect(shown).toEqual([]);
  report({ doing: 'reading', share: 0.2 });
  report({ doing: 'reading', share: 0.3 });
  await beats();
  await beats();
  report({ doing: 'comparing' });
  await beats();

  expect(shown).toEqual(['reading 0.3', 'comparing 0']);
});

it('says nothing after the outcome, also where a word was still on its way', async () => {
  let arrive = (): void => undefined;
  const { late, shown, beats } = watch({ update: () => new Promise((resolve) => (arrive = resolve)) });
  const { answer, report, finish } = begin(late);
  report({ doing: 'reading', share: 0.5 });
  answer.showProgress('message-1', draw);
  answer.follow('en', ({ summary }) => Promise.resolve(void shown.push(summary)));
  await beats();

  finish(cardOf('done'));
  report({ doing: 'reading', share: 1 });
  await beats();
  expect(shown).toEqual(['reading 0.5']);
  arrive();
  await late.settled();
  await beats();

  expect(shown).toEqual(['reading 0.5', 'done']);
});

it('goes on with the work where it could not be shown, and does not try again', async () => {
  const { late, shown, logs, beats } = watch({
    update: () => Promise.reject(new DeliveryError('busy', 'the connector answered 429')),
  });
  const { answer, report, finish } = begin(late);
  answer.showProgress('message-1', draw);
  answer.follow('en', ({ summary }) => Promise.resolve(void shown.push(summary)));

  report({ doing: 'reading', share: 0.5 });
  await beats();
  report({ doing: 'reading', share: 0.6 });
  await beats();
  finish(cardOf('done'));
  await late.settled();

  expect(shown).toEqual(['reading 0.5', 'done']);
  expect(logs.join()).toContain('how far something is could not be shown');
});

it('is silent while there is no room in the conversation', async () => {
  let hasRoom = false;
  const { late, shown, beats } = watch({ hasRoom: () => hasRoom });
  const { answer, report } = begin(late);
  answer.showProgress('message-1', draw);

  report({ doing: 'reading', share: 0.5 });
  await beats();
  expect(shown).toEqual([]);
  hasRoom = true;
  await beats();

  expect(shown).toEqual(['reading 0.5']);
});

it('work that fails has a card as well', async () => {
  const { late, shown } = watch();
  const { answer, finish } = begin(late);
  answer.follow('en', ({ summary }) => Promise.resolve(void shown.push(summary)));

  finish(new Error('out of luck'));
  await late.settled();

  expect(shown).toEqual(['Something went wrong on my side.']);
});
