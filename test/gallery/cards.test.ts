import type * as AdaptiveCards from 'adaptivecards';
import { loadCards } from '../../src/desk/card';
import { languages } from '../../src/language/languages';
import { operations } from '../../src/operations';
import { cardsFolder, listTemplates, readSamples, sayContent } from './samples';

// Its main file is an ES module, which jest can't load; this is what the page loads too.
const { AdaptiveCard, SerializationContext, Versions } = jest.requireActual<typeof AdaptiveCards>(
  'adaptivecards/dist/adaptivecards.min.js',
);

const samples = readSamples();
const cards = loadCards(cardsFolder);
const drawn = samples.flatMap((sample) =>
  languages.map((language) => {
    const content = sayContent(sample, language);
    return {
      name: `${sample.template} ${sample.name} ${language}`,
      language,
      content,
      card: cards.render(content, language).card.toJSON() as Node,
    };
  }),
);

/** teams.md, Limits. */
const cardLimit = 24 * 1024;

type Node = Record<string, unknown>;

it('every template has samples, and every sample a template', () => {
  expect([...new Set(samples.map(({ template }) => template))].sort()).toEqual(listTemplates().sort());
});

it('no sample has the name of another', () => {
  const names = samples.map(({ template, name }) => `${template} ${name}`);

  expect(new Set(names).size).toBe(names.length);
});

it('every operation has its picture, unless it answers with the card of another', () => {
  const pictured = new Set(drawn.map(({ content }) => content.operation));
  const without = operations.filter((operation) => !pictured.has(operation.id));

  expect(without.filter((operation) => operation.risk === 'read' || !operation.showAfter).map(({ id }) => id)).toEqual(
    [],
  );
});

it('the states of the contract are all among the samples', () => {
  const states = [
    'answered',
    'asking',
    'cancelled',
    'choosing',
    'done',
    'expired',
    'failed',
    'proposed',
    'refused',
    'waiting',
  ];

  expect([...new Set(drawn.map(({ content }) => content.state))].sort()).toEqual(states);
});

describe.each(drawn)('$name', ({ language, content, card }) => {
  it('is a card that every client of version 1.5 reads', () => {
    const context = new SerializationContext(Versions.v1_5);
    const parsed = new AdaptiveCard();

    parsed.parse(card, context);

    const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
    expect(events.filter((message) => !isKnown(message))).toEqual([]);
    expect(parsed.getItemCount()).toBe((card.body as unknown[]).length);
  });

  it('says everything: no place is left unfilled, and nothing is empty', () => {
    const texts = nodesOf(card).flatMap(({ type, text }) => (type === 'TextBlock' || type === 'TextRun' ? [text] : []));

    expect(JSON.stringify(card)).not.toMatch(/\$\{|\{\{(?!DATE|TIME)|\bundefined\b|\"@[a-z.]+\//);
    expect(texts.filter((text) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
  });

  it('is small enough', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(cardLimit);
  });

  it('says what it is', () => {
    expect(card).toMatchObject({
      version: '1.5',
      lang: language,
      metadata: { operation: content.operation, state: content.state },
    });
    expect([null, ...operations.map(({ id }) => id)]).toContain(content.operation);
  });

  it('says in words what it shows', () => {
    const said = lettersOf(card.fallbackText);
    const shown = nodesOf(card.body).filter(({ type, text }) => type === 'TextBlock' && !String(text).includes('{{'));

    if (!content.summary.includes('{{')) expect(said.startsWith(lettersOf(content.summary))).toBe(true);
    expect(shown.filter(({ text }) => !said.includes(lettersOf(text))).map(({ text }) => text)).toEqual([]);
  });

  it('has every action in sight or in the menu', () => {
    const inSight = (card.actions as Node[]).filter(({ mode }) => mode !== 'secondary');

    expect(inSight.length).toBeLessThanOrEqual(6);
    expect(card.actions).toHaveLength(content.actions.filter(({ row }) => !row).length);
  });

  it('has actions and inputs that clients and people can tell apart', () => {
    const actions = nodesOf(card).filter(({ type }) => type === 'Action.Execute');
    const inputs = nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
    const fallbacks = new Set(actions.map(({ fallback }) => fallback as Node));
    const dialogs = nodesOf(card).filter((node) => node.type === 'Action.Submit' && !fallbacks.has(node));
    const ids = [...actions, ...dialogs, ...inputs].map(({ id }) => id);

    for (const { type, id, title, data, fallback } of actions) {
      expect({ type, id, title, data }).toEqual({
        type: 'Action.Execute',
        id: expect.stringMatching(
          /^(confirm|cancel|approve|reject|reveal|undo|next|previous|choose|edit|save|open)(:\d+)?$/,
        ),
        title: expect.stringMatching(/\S/),
        data: { token: expect.any(String) },
      });
      expect(fallback).toMatchObject({ type: 'Action.Submit', id, title, data });
    }
    for (const { id, title, data } of dialogs) {
      expect({ id, title, data }).toEqual({
        id: expect.stringMatching(/^(edit|choose)(:\d+)?$/),
        title: expect.stringMatching(/\S/),
        data: { token: expect.any(String), msteams: { type: 'task/fetch' } },
      });
    }
    for (const input of inputs) {
      expect(input).toMatchObject({ label: expect.stringMatching(/\S/), errorMessage: expect.stringMatching(/\S/) });
    }
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/**
 * What the parser says of sound cards too: Badge and Chart.Line are newer than 1.5 (a TextBlock and a Table are their
 * fallbacks), and every second `lang` is refused, as the parser's pattern remembers where it last stopped.
 */
function isKnown(message: string | undefined): boolean {
  return /Badge|Chart\.Line|property "lang"/.test(message ?? '');
}

function nodesOf(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf);
  if (typeof node !== 'object' || node === null) return [];
  return [node as Node, ...Object.values(node).flatMap(nodesOf)];
}

function lettersOf(text: unknown): string {
  return String(text).replace(/[^\p{L}\p{N}]/gu, '');
}
