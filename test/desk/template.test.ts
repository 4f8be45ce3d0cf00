import { Template } from 'adaptivecards-templating';
import fc from 'fast-check';
import { modelOf, readTemplates } from '../../src/desk/card';
import { writerOf } from '../../src/desk/finish-card';
import { compileTemplate, type Fill } from '../../src/desk/template';
import { languages } from '../../src/language/languages';
import { cardsFolder, readSamples, sayContent } from '../gallery/samples';

const asItStands = () => (value: unknown) => JSON.stringify(value);

function fillWith(fill: Fill, model: unknown): string {
  const pieces: string[] = [];
  fill(model, pieces);
  return pieces.join('');
}

const templates = new Map(
  readTemplates(cardsFolder).map(({ name, language, template }) => [
    `${language}/${name}`,
    { library: new Template(template), own: compileTemplate(template, asItStands) },
  ]),
);

const drawn = readSamples().flatMap((sample) =>
  languages.map((language) => ({
    name: `${sample.template} ${sample.name} ${language}`,
    template: `${language}/${sample.template}`,
    model: modelOf(sayContent(sample, language)),
  })),
);

/** What comes out, or that it fails. */
function outcomeOf(expand: () => string): string {
  try {
    return expand();
  } catch {
    return 'a fault';
  }
}

function compare(name: string, model: unknown): void {
  const { library, own } = templates.get(name)!;
  const root = model as object;

  expect(outcomeOf(() => fillWith(own, root))).toBe(outcomeOf(() => JSON.stringify(library.expand({ $root: root }))));
}

it.each(drawn)('$name comes out as the library makes it', ({ template, model }) => {
  compare(template, model);
});

describe('a model with something missing or strange comes out as the library makes it', () => {
  const strange = fc.constantFrom<unknown>(undefined, null, '', 0, true, false, [], {}, 'x', [null], [{}], '5 %');

  it.each(drawn.filter(({ name }) => name.endsWith('en')))('$name', ({ template, model }) => {
    const fields = fc.uniqueArray(fc.constantFrom(...Object.keys(model)), { maxLength: 3 });
    const changed = fields.chain((names) =>
      fc.tuple(...names.map((name) => strange.map((value) => [name, value] as const))),
    );

    fc.assert(
      fc.property(changed, (changes) => compare(template, { ...model, ...Object.fromEntries(changes) })),
      { numRuns: 30 },
    );
  });
});

it.each(['${$root.title}', '${title} of ${$index}', '${$host.scheme}'])('%s is refused', (text) => {
  const fill = compileTemplate({ text }, asItStands);

  expect(() => fillWith(fill, { title: 'Prices' })).toThrow('more than its own data');
});

it('what has no places is written once', () => {
  const write = jest.fn((value: unknown) => JSON.stringify(value));
  const fill = compileTemplate({ body: [{ type: 'TextBlock', text: 'Prices' }, '${title}'] }, () => write);

  expect(fillWith(fill, { title: 'One' })).toBe('{"body":[{"type":"TextBlock","text":"Prices"},"One"]}');
  expect(fillWith(fill, { title: 'Two' })).toBe('{"body":[{"type":"TextBlock","text":"Prices"},"Two"]}');
  expect(write.mock.calls.flat()).toEqual(['TextBlock', 'Prices', 'One', 'Two']);
});

/** Every text of a model, foreign. */
function makeForeign(model: unknown): unknown {
  if (typeof model === 'string') return '[Approved](https://evil.example)\u202e';
  if (Array.isArray(model)) return model.map(makeForeign);
  if (typeof model !== 'object' || model === null) return model;
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [key, makeForeign(value)]));
}

it.each(readTemplates(cardsFolder).filter(({ language }) => language === 'en'))(
  'whatever stands in a place of $name passes the escape',
  ({ name, template }) => {
    const fill = compileTemplate(template, writerOf);
    const texts = drawn
      .filter((sample) => sample.template === `en/${name}`)
      .map(({ model }) => fillWith(fill, makeForeign(model)));

    const foreign = texts.flatMap((text) => text.match(/"[^"]*Approved[^"]*"/g) ?? []);
    expect(foreign.length).toBeGreaterThan(0);
    expect(foreign.filter((text) => text.includes('\u202e'))).toEqual([]);
    expect(texts.join('')).not.toMatch(/"type":"TextBlock","text":"\[|"facts":\[[^\]]*"(?:title|value)":"\[/);
  },
);
