import { JsonText } from '../../src/json-text';
import { answerWithFound } from '../../src/teams/message-extension';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ prices: true });
});
afterAll(() => office.close());

interface Line {
  content: unknown;
  preview: { content: { title: string; text: string } };
}

async function search(name: string, query: string, locale = 'en-US') {
  const person = office.person(name, locale);
  const { status, body } = await office.post({
    ...person.activity(''),
    type: 'invoke',
    name: 'composeExtension/query',
    text: undefined,
    value: {
      commandId: 'prices',
      parameters: [query === '' ? { name: 'initialRun', value: 'true' } : { name: 'query', value: query }],
      queryOptions: { skip: 0, count: 25 },
    },
  });
  expect(status).toBe(200);
  return (body as { composeExtension: { type: string; text?: string; attachments?: Line[] } }).composeExtension;
}

describe('a price in the compose box', () => {
  it('is found, and posted as a card without buttons', async () => {
    const { type, attachments } = await search('Nadia Haddad', 'business premium');

    expect(type).toBe('result');
    const [first] = attachments!;
    expect(first!.preview.content).toEqual({ title: 'Microsoft 365 Business Premium', text: 'Commercial' });
    expect(textOf(first!.content)).toContain('per licence and month');
    // It is posted where nobody knows who reads it: what the partner pays and keeps stays out.
    expect(textOf(first!.content)).toContain('24.04');
    expect(JSON.stringify(first!.content)).not.toMatch(/19\.23|You pay|Margin/);
    expect(first!.content).not.toHaveProperty('actions.0');
  });

  it('starts with the pinned offers, in the viewer’s language', async () => {
    const { attachments } = await search('Nadia Haddad', '', 'fr-FR');

    expect(attachments!.map(({ preview }) => preview.content.title)).toContain('Microsoft 365 E3');
    expect(textOf(attachments![0]!.content)).toContain('par licence et par mois');
  });

  it('of nothing known is an empty list', async () => {
    expect((await search('Nadia Haddad', 'qwertz uiop')).attachments).toEqual([]);
  });

  it.each(['Paul Lefebvre', 'Thomas Bernard', 'Elena Rossi', 'Kevin Brandt'])('is not shown to %s', async (name) => {
    const { type, text, attachments } = await search(name, 'business premium');

    expect({ type, attachments }).toEqual({ type: 'message', attachments: undefined });
    expect(text).not.toMatch(/€/);
  });
});

it('a product’s title that holds tags or hidden letters is shown as what it is', () => {
  const card = { card: new JsonText(['{}']), metadata: { operation: null, state: 'answered' }, summary: '' } as const;

  const answer = answerWithFound([{ title: '<b>E3</b>', detail: 'Com\u202emercial <at>x</at>', card }]) as {
    value: { body: { composeExtension: { attachments: Line[] } } };
  };

  const [line] = answer.value.body.composeExtension.attachments;
  expect(line!.preview.content).toEqual({ title: '‹b>E3‹/b>', text: 'Commercial ‹at>x‹/at>' });
});
