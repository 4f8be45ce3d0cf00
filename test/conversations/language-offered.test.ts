import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const offerOn = (card: Card, title: string) => card.actions.find((action) => action.title === title);

describe('a sentence in another language than the client’s', () => {
  it.each([
    ['en-US', 'montre-moi la liste des utilisateurs', 'fr', 'Toujours en français', 'list users', 'fr'],
    ['fr-FR', 'show me the list of users', 'en', 'Always in English', 'liste des utilisateurs', 'en'],
  ])('is answered in it, and it is offered (%s: %s)', async (locale, sentence, lang, title, later) => {
    const claire = office.person('Claire Moreau', locale);

    const card = await claire.says(sentence);
    expect(card.lang).toBe(lang);
    const offer = offerOn(card, title);

    const after = await claire.presses(offer!.id, card);

    expect(after.metadata).toEqual(card.metadata);
    expect(after.lang).toBe(lang);
    expect(offerOn(after, title)).toBeUndefined();
    expect((await claire.sees()).metadata).toEqual({ operation: 'language.set', state: 'done' });
    expect((await claire.says(later)).lang).toBe(lang);
  });

  it('keeps a proposal as it stands', async () => {
    const sofia = office.person('Sofia Lindqvist', 'en-US');
    const card = await sofia.says('bloque la connexion de Omar Benali');
    expect(card.actions.map(({ id }) => id)).toEqual(['confirm', 'cancel', 'choose:1']);

    const after = await sofia.presses('choose:1', card);

    expect(after.actions.map(({ id }) => id)).toEqual(['confirm', 'cancel']);
    expect((await sofia.presses('confirm', after)).metadata).toEqual({ operation: 'users.block', state: 'done' });
  });

  it('is not offered to someone who chose', async () => {
    const claire = office.person('Claire Moreau', 'en-US');
    await claire.says('speak English');

    const card = await claire.says('montre-moi la liste des utilisateurs');

    expect(card.lang).toBe('en');
    expect(card.actions.map(({ title }) => title)).not.toContain('Toujours en français');
  });

  it('of which a word or two say nothing is answered in the client’s', async () => {
    expect((await office.person('Claire Moreau', 'en-US').says('catalogue')).lang).toBe('en');
  });

  it('can be taken back', async () => {
    const claire = office.person('Claire Moreau', 'en-US');
    const card = await claire.says('montre-moi la liste des utilisateurs');
    await claire.presses(offerOn(card, 'Toujours en français')!.id, card);

    const undone = await claire.presses('undo', await claire.sees());
    await claire.presses('confirm', undone);

    expect(textOf(await claire.says('help'))).toContain('What you can ask me');
  });
});

it('a refusal of a button is said in the language that was chosen, whatever the client’s', async () => {
  const thomas = office.person('Thomas Bernard', 'en-US');
  await thomas.says('speak French');
  await office.person('Paul Lefebvre').says('I forgot my password');
  const another = office.person('Sofia Lindqvist').chat().at(-1)!;

  const card = await thomas.presses('approve', another);

  expect(textOf(card)).toContain('Ce bouton est destiné à quelqu’un d’autre.');
});
