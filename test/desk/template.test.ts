import { Template } from 'adaptivecards-templating';
import fc from 'fast-check';
import { modelOf, readTemplates } from '../../src/desk/card';
import { compileTemplate } from '../../src/desk/template';
import { languages } from '../../src/language/languages';
import { cardsFolder, readSamples, sayContent } from '../gallery/samples';

const templates = new Map(
  readTemplates(cardsFolder).map(({ name, language, template }) => [
    `${language}/${name}`,
    { library: new Template(template), own: compileTemplate(template, (part) => part) },
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
function outcomeOf(expand: () => unknown): unknown {
  try {
    return JSON.stringify(expand());
  } catch {
    return 'a fault';
  }
}

function compare(name: string, model: unknown): void {
  const { library, own } = templates.get(name)!;
  const root = model as object;

  expect(outcomeOf(() => own(root))).toBe(outcomeOf(() => library.expand({ $root: root })));
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
  const expand = compileTemplate({ text }, (part) => part);

  expect(() => expand({ title: 'Prices' })).toThrow('more than its own data');
});

it('what has no places is made once', () => {
  const settle = jest.fn((part: unknown) => part);
  const expand = compileTemplate({ body: [{ type: 'TextBlock', text: 'Prices' }, '${title}'] }, settle);

  expect(expand({ title: 'One' })).toEqual({ body: [{ type: 'TextBlock', text: 'Prices' }, 'One'] });
  expect(expand({ title: 'Two' })).toEqual({ body: [{ type: 'TextBlock', text: 'Prices' }, 'Two'] });
  expect(settle.mock.calls).toEqual([[{ type: 'TextBlock', text: 'Prices' }]]);
});
