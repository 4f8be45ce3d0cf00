import { tagLists } from '../../src/account/business-profile';
import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';
import type { Person } from '../support/person';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const titles = (card: Card) => card.actions.map((action) => action.title);
const idOf = (card: Card, title: string) => card.actions.find((action) => action.title === title)!.id;
const valueOf = (card: Card, input: string) =>
  JSON.parse(
    new RegExp(`"id":"${input}","label":"[^"]*","value":("(?:[^"\\\\]|\\\\.)*")`).exec(JSON.stringify(card))![1]!,
  ) as string;
const state = ({ metadata }: Card) => metadata.state;

interface Page {
  description: string;
  website: string;
  industries: string[];
  skills: string[];
  sizes: string[];
  locations: { addressLine1: string; city: string }[];
  [field: string]: unknown;
}
const profile = async () => {
  const row = await office.inDatabase((database) =>
    database.selectFrom('business_profiles').selectAll().executeTakeFirst(),
  );
  if (!row) return undefined;
  const parse = (json: string | null) => (json === null ? null : (JSON.parse(json) as Page));
  return { ...row, draft: parse(row.draft)!, published: parse(row.published) };
};
const withoutProfile = () => office.inDatabase((database) => database.deleteFrom('business_profiles').execute());
const giveRole = (objectId: string, role: string) =>
  office.inDatabase((database) => database.insertInto('user_roles').values({ object_id: objectId, role }).execute());
const takeRoles = (objectId: string) =>
  office.inDatabase((database) => database.deleteFrom('user_roles').where('object_id', '=', objectId).execute());
const auditOf = (operation: string) =>
  office.inDatabase(async (database) => {
    const query = database.selectFrom('audit_entries').select('outcome').where('operation', '=', operation);
    return (await query.orderBy('sequence').execute()).map((entry) => entry.outcome);
  });
const agree = async (person: Person, sentence: string) => person.presses('confirm', await person.says(sentence));
const part = async (person: Person, title: string, sentence = 'edit the business profile') => {
  const menu = await person.says(sentence);
  return person.presses(menu.actions.find((action) => action.title.endsWith(title))!.id, menu);
};

describe('seeing the page', () => {
  it('everyone sees what a customer sees, and nothing of the draft', async () => {
    const card = await office.person('Paul Lefebvre').says('what do customers see about us?');

    expect(card.metadata).toEqual({ operation: 'business-profile.show', state: 'answered' });
    for (const seen of [
      'Public since 5 October 2026',
      'Contoso Partner helps small and medium companies in France',
      'Manufacturing · Professional services · Retail and consumer goods',
      'Azure · Dynamics 365 · Microsoft 365',
      '14 rue des Exemples, 69003 Lyon',
      'leads@contoso-partner.example',
      'https://www.contoso-partner.example',
    ])
      expect(textOf(card)).toContain(seen);
    expect(textOf(card)).not.toContain('Health');
    expect(ids(card)).toEqual([]);
  });

  it('whoever edits it sees what the draft has otherwise, and the draft', async () => {
    const camille = office.person('Camille Roux');

    const card = await camille.says('show our business profile');
    expect(textOf(card)).toContain('The draft has changes that customers don’t see yet');
    expect(textOf(card)).toContain('Health and life sciences, Manufacturing');
    expect(titles(card)).toEqual(['Publish', 'Edit', 'Show the draft', 'Take down', 'Delete for good']);

    const draft = await camille.presses(idOf(card, 'Show the draft'), card);
    expect(textOf(draft)).toContain('Draft: customers don’t see this');
    expect(textOf(draft)).toContain('Health and life sciences · Manufacturing');
    expect(titles(draft)).toContain('Show what is public');
  });

  it.each([
    ['en-US', 'show the draft of our business profile', 'Draft: customers don’t see this'],
    ['fr-FR', 'montre le brouillon de notre profil d’entreprise', 'Brouillon\u00a0: les clients ne le voient pas'],
  ] as const)('the draft is shown where a sentence asks for it (%s)', async (locale, text, expected) => {
    const card = await office.person('Camille Roux', locale).says(text);

    expect(card.metadata).toEqual({ operation: 'business-profile.show', state: 'answered' });
    expect(textOf(card)).toContain(expected);
  });

  it('shows nothing of the draft to whoever may not edit it, in words neither', async () => {
    const card = await office.person('Paul Lefebvre').says('show the draft of our business profile');

    expect(textOf(card)).toContain('Public since');
    expect(textOf(card)).not.toContain('Health');
  });

  it('in a channel nobody sees the draft', async () => {
    const channel = { id: '19:channel@thread.tacv2', kind: 'channel' as const };

    const card = await office.person('Camille Roux').says('show our business profile', channel);

    expect(textOf(card)).toContain('Public since');
    expect(textOf(card)).not.toContain('Health');
    expect(ids(card)).toEqual([]);
  });

  it('en français, avec les mots et les étiquettes de la langue', async () => {
    const card = await office.person('Camille Roux', 'fr-FR').says('montre notre profil d’entreprise');

    expect(textOf(card)).toContain('Public depuis le 5 octobre 2026');
    expect(textOf(card)).toContain('Industrie · Services aux entreprises · Commerce et grande consommation');
    expect(titles(card)).toEqual([
      'Publier',
      'Modifier',
      'Voir le brouillon',
      'Retirer de l’annuaire',
      'Supprimer définitivement',
    ]);
  });

  it('of a long description shows the first two lines as the search does, then all of it', async () => {
    const camille = office.person('Camille Roux');
    const description = `${'We move bakeries to the cloud. '.repeat(8)}\n\nAnd we stay reachable.`;
    const form = await part(camille, 'Description');
    await camille.presses('confirm', await camille.presses('save', form, { description }));

    const shown = await camille.says('show our business profile');
    const card = await camille.presses(idOf(shown, 'Show the draft'), shown);

    expect(textOf(card)).toMatch(/In the search results\nContoso Partner\n(We move bakeries to the cloud\. )+We …\n/);
    expect(textOf(card)).toMatch(/\nAnd we stay reachable\.\n/);
  });
});

describe('editing the draft', () => {
  it('by a sentence; customers see nothing of it until it is published, and undo takes it back', async () => {
    const camille = office.person('Camille Roux');

    const proposed = await camille.says('set the website of the business profile to https://www.contoso.com');
    expect(proposed.metadata).toEqual({ operation: 'business-profile.edit', state: 'proposed' });
    expect(textOf(proposed)).toContain('Website\nhttps://www.contoso-partner.example\nhttps://www.contoso.com');
    expect((await profile())?.draft.website).toBe('https://www.contoso-partner.example');

    const done = await camille.presses('confirm', proposed);
    expect(state(done)).toBe('done');
    expect(textOf(done)).toContain('say “publish our business profile”');
    expect((await profile())?.draft.website).toBe('https://www.contoso.com');
    expect((await profile())?.published?.website).toBe('https://www.contoso-partner.example');
    expect(await auditOf('business-profile.edit')).toEqual(['done']);

    await camille.presses('confirm', await camille.presses('undo', done));
    expect((await profile())?.draft.website).toBe('https://www.contoso-partner.example');
  });

  it('par une phrase, en français', async () => {
    const camille = office.person('Camille Roux', 'fr-FR');

    const proposed = await camille.says(
      'change la description du profil d’entreprise en Le cloud sans jargon pour les artisans',
    );
    expect(textOf(proposed)).toContain('Modifier le brouillon du profil d’entreprise\u202f?');
    expect(textOf(proposed)).toContain('Le cloud sans jargon pour les artisans');
    await camille.presses('confirm', proposed);

    expect((await profile())?.draft.description).toBe('Le cloud sans jargon pour les artisans');
  });

  it('a tag that a sentence names joins those that are there', async () => {
    const camille = office.person('Camille Roux');

    const proposed = await camille.says('set the industry of our business profile to education');
    expect(textOf(proposed)).toContain('Education, Health and life sciences, Manufacturing');
    await camille.presses('confirm', proposed);
    expect((await profile())?.draft.industries).toEqual([
      'education',
      'health',
      'manufacturing',
      'professional-services',
      'retail',
    ]);

    const sixth = await camille.says('set the industry of our business profile to Insurance');
    expect(state(sixth)).toBe('asking');
    expect(textOf(sixth)).toContain('6 are chosen: 5 at most.');
    expect(valueOf(sixth, 'industries')).toBe('education,health,insurance,manufacturing,professional-services,retail');
  });

  it('part by part, in forms with what stands there today', async () => {
    const camille = office.person('Camille Roux');

    const menu = await camille.says('edit the business profile');
    expect(state(menu)).toBe('choosing');
    expect(titles(menu)).toEqual([
      '1. Description',
      '2. Industries and customers',
      '3. Microsoft products',
      '4. Services and skills',
      '5. Locations',
      '6. Contact and links',
      '7. Logo',
    ]);
    const form = await camille.presses('choose:2', menu);
    expect(valueOf(form, 'sizes')).toBe('1-9,10-49,50-249,250-999');
    expect(JSON.stringify(form)).toContain('"isMultiSelect":true');
    const proposed = await camille.presses('save', form, { industries: 'retail,energy', sizes: '1-9,10-49' });
    expect(textOf(proposed)).toContain('Energy and utilities and Retail and consumer goods');
    expect(textOf(proposed)).toContain('1 to 9 people and 10 to 49 people');
    await camille.presses('confirm', proposed);

    expect((await profile())?.draft).toMatchObject({ industries: ['energy', 'retail'], sizes: ['1-9', '10-49'] });
  });

  it('what a client leaves out of a form is empty: clients don’t send a list of which nothing is ticked', async () => {
    const camille = office.person('Camille Roux');

    const proposed = await camille.presses('save', await part(camille, 'Microsoft products'), {});
    expect(textOf(proposed)).toContain('Azure, Dynamics 365 and Microsoft 365\n—');
    await camille.presses('confirm', proposed);

    expect((await profile())?.draft.products).toEqual([]);
  });

  it('compétences libres, en français', async () => {
    const camille = office.person('Camille Roux', 'fr-FR');
    const form = await part(camille, 'Services et compétences', 'modifie le profil d’entreprise');

    const proposed = await camille.presses('save', form, {
      services: 'training,consulting',
      skills: ' Zero Trust ;SAP sur Azure, zero trust,, ',
    });
    expect(textOf(proposed)).toContain('Conseil et Formation');
    await camille.presses('confirm', proposed);

    expect((await profile())?.draft).toMatchObject({
      services: ['consulting', 'training'],
      skills: ['Zero Trust', 'SAP sur Azure'],
    });
  });

  it('is agreed anew where somebody else was faster', async () => {
    const camille = office.person('Camille Roux');
    const claire = office.person('Claire Moreau');
    const proposed = await camille.says('set the website of the business profile to https://www.contoso.com');
    await agree(claire, 'set the email of our business profile to sales@contoso-partner.example');

    const failed = await camille.presses('confirm', proposed);

    expect(state(failed)).toBe('failed');
    expect(textOf(failed)).toContain('Somebody changed this in the meantime');
    expect((await profile())?.draft.website).toBe('https://www.contoso-partner.example');
  });

  it('is undone where other fields moved on, and not where the same one did', async () => {
    const camille = office.person('Camille Roux');
    const claire = office.person('Claire Moreau');
    const website = await agree(camille, 'set the website of the business profile to https://www.contoso.com');
    const email = await agree(camille, 'set the email of our business profile to sales@contoso-partner.example');
    await agree(claire, 'set the email of our business profile to hello@contoso-partner.example');

    expect(state(await camille.presses('confirm', await camille.presses('undo', website)))).toBe('done');
    expect(state(await camille.presses('confirm', await camille.presses('undo', email)))).toBe('failed');
    expect((await profile())?.draft).toMatchObject({
      website: 'https://www.contoso-partner.example',
      email: 'hello@contoso-partner.example',
    });
  });

  it('can’t be undone after 30 minutes, nor by someone who lost the right', async () => {
    const camille = office.person('Camille Roux');
    const done = await agree(camille, 'set the website of the business profile to https://www.contoso.com');
    const undo = await camille.presses('undo', done);
    await takeRoles(camille.objectId);

    expect(state(await camille.presses('confirm', undo))).toBe('failed');
    await giveRole(camille.objectId, 'referrals-admin');
    await office.wait(31);
    expect(textOf(await camille.says('undo'))).toContain('There is nothing to take back');
    expect((await profile())?.draft.website).toBe('https://www.contoso.com');
  });
});

describe('locations', () => {
  const nantes = { addressLine1: '3 quai de l’Essai', addressLine2: '', postalCode: '44000', city: 'Nantes' };

  it('are added and removed, never edited', async () => {
    const camille = office.person('Camille Roux');

    const menu = await part(camille, 'Locations');
    expect(textOf(menu)).toContain('An address can’t be edited: remove it and add it anew.');
    expect(titles(menu)).toEqual(['1. Add a location', '2. Remove 14 rue des Exemples']);
    const form = await camille.presses('choose:1', menu);
    await camille.presses('confirm', await camille.presses('save', form, nantes));
    expect((await profile())?.draft.locations.map(({ city }) => city)).toEqual(['Lyon', 'Nantes']);

    const removed = await camille.presses('choose:2', await part(camille, 'Locations'));
    expect(textOf(removed)).toContain('14 rue des Exemples, 69003 Lyon · 3 quai de l’Essai, 44000 Nantes');
    await camille.presses('confirm', removed);
    expect((await profile())?.draft.locations.map(({ city }) => city)).toEqual(['Nantes']);
  });

  it('an address in a sentence begins a new one', async () => {
    const card = await office
      .person('Camille Roux')
      .says('change the address on our business profile to 5 Example Street');

    expect(state(card)).toBe('asking');
    expect(valueOf(card, 'addressLine1')).toBe('5 Example Street');
  });

  it('cinq au plus\u202f: il faut d’abord en retirer un', async () => {
    const camille = office.person('Camille Roux', 'fr-FR');
    const add = async (city: string) => {
      const menu = await part(camille, 'Établissements', 'modifie le profil d’entreprise');
      const form = await camille.presses('choose:1', menu);
      return camille.presses('confirm', await camille.presses('save', form, { ...nantes, city }));
    };
    const early = await camille.presses(
      'choose:1',
      await part(camille, 'Établissements', 'modifie le profil d’entreprise'),
    );
    for (const city of ['Nantes', 'Rennes', 'Lille', 'Nice']) await add(city);

    const full = await part(camille, 'Établissements', 'modifie le profil d’entreprise');
    expect(textOf(full)).toContain('Les 5 établissements sont pris\u202f: retirez-en un'.replace('\u202f', '\u00a0'));
    expect(titles(full)).toHaveLength(5);
    expect(titles(full).join()).not.toContain('Ajouter');
    const late = await camille.presses('save', early, { ...nantes, city: 'Metz' });
    expect(textOf(late)).toContain('Les 5 établissements sont pris');
    expect((await profile())?.draft.locations).toHaveLength(5);
  });
});

describe('publishing', () => {
  it('shows the difference to what is public, and can be undone', async () => {
    const camille = office.person('Camille Roux');

    const proposed = await camille.says('publish our business profile');
    expect(proposed.metadata).toEqual({ operation: 'business-profile.publish', state: 'proposed' });
    expect(textOf(proposed)).toContain('Industries\nManufacturing, Professional services');
    expect(textOf(proposed)).toContain('Health and life sciences, Manufacturing');
    expect(textOf(proposed)).not.toContain('Website');
    expect((await profile())?.published?.industries).not.toContain('health');

    const done = await camille.presses('confirm', proposed);
    expect(textOf(done)).toContain('The business profile is public.');
    expect(await profile()).toMatchObject({ published_at: '2026-11-23T10:00:00.000Z' });
    expect((await profile())?.published?.industries).toContain('health');
    expect(await auditOf('business-profile.publish')).toEqual(['done']);

    await camille.presses('confirm', await camille.presses('undo', done));
    expect(await profile()).toMatchObject({ published_at: '2026-10-05T08:00:00.000Z' });
    expect((await profile())?.published?.industries).not.toContain('health');
    expect((await profile())?.draft.industries).toContain('health');
  });

  it('la deuxième fois, il n’y a rien à publier', async () => {
    const camille = office.person('Camille Roux', 'fr-FR');
    await agree(camille, 'publie le profil d’entreprise');

    const again = await camille.says('publie le profil d’entreprise');

    expect(textOf(again)).toContain('Le brouillon est déjà ce qui est public\u00a0: rien ne diffère.');
    expect(titles(again)).toEqual(['Modifier']);
  });

  it('is not undone where something else was published since', async () => {
    const camille = office.person('Camille Roux');
    const claire = office.person('Claire Moreau');
    const done = await agree(camille, 'publish our business profile');
    await agree(claire, 'set the website of the business profile to https://www.contoso.com');
    await agree(claire, 'publish our business profile');

    const refused = await camille.presses('confirm', await camille.presses('undo', done));

    expect(state(refused)).toBe('failed');
    expect((await profile())?.published?.website).toBe('https://www.contoso.com');
  });

  it('is agreed anew where the draft changed meanwhile: nobody publishes what they did not see', async () => {
    const camille = office.person('Camille Roux');
    const proposed = await camille.says('publish our business profile');
    await agree(office.person('Claire Moreau'), 'set the website of the business profile to https://www.contoso.com');

    expect(state(await camille.presses('confirm', proposed))).toBe('failed');
    expect((await profile())?.published?.website).toBe('https://www.contoso-partner.example');
  });
});

describe('an account without a profile', () => {
  beforeEach(withoutProfile);

  it.each(['show our business profile', 'publish our business profile', 'unpublish our business profile'])(
    '“%s” says so and offers to begin',
    async (sentence) => {
      const card = await office.person('Camille Roux').says(sentence);

      expect(textOf(card)).toContain('There is no business profile yet.');
      expect(titles(card)).toEqual(['Begin']);
    },
  );

  it('tells everyone else that nothing is public', async () => {
    const card = await office.person('Paul Lefebvre').says('show our business profile');

    expect(textOf(card)).toContain('The business profile is not public: customers see nothing.');
    expect(ids(card)).toEqual([]);
  });

  it('the first edit begins the draft; what is missing is told with a way to write it; then it goes public', async () => {
    const camille = office.person('Camille Roux');
    await agree(camille, 'change the description of our business profile to Cloud for bakeries');
    expect(await profile()).toMatchObject({ country: 'FR', published: null, version: 1 });

    const refused = await camille.says('publish our business profile');
    expect(state(refused)).toBe('failed');
    expect(textOf(refused)).toContain('The draft still lacks a location and an e-mail address for leads.');
    expect(titles(refused)).toEqual(['Fill in: Locations', 'Fill in: E-mail']);
    expect(textOf(await camille.says('show our business profile'))).toContain(
      'Before it can be published it needs a location and an e-mail address for leads.',
    );

    const address = await camille.presses(idOf(refused, 'Fill in: Locations'), refused);
    const proposed = await camille.presses('save', address, {
      addressLine1: '14 rue des Exemples',
      postalCode: '69003',
      city: 'Lyon',
    });
    await camille.presses('confirm', proposed);
    const email = await camille.presses(idOf(refused, 'Fill in: E-mail'), refused);
    await camille.presses('confirm', await camille.presses('save', email, { email: 'leads@contoso-partner.example' }));
    const publication = await camille.says('publish our business profile');
    expect(textOf(publication)).toContain('In the directory\nNot public\nPublic');
    expect(textOf(publication)).toContain('Description\n—\nCloud for bakeries');
    const done = await camille.presses('confirm', publication);
    expect(textOf(await office.person('Paul Lefebvre').says('show our business profile'))).toContain(
      'Cloud for bakeries',
    );

    await camille.presses('confirm', await camille.presses('undo', done));
    expect((await profile())?.published).toBeNull();
  });
});

describe('taking it down', () => {
  it('hides the page, keeps the draft, and can be undone', async () => {
    const camille = office.person('Camille Roux');
    const paul = office.person('Paul Lefebvre');

    const proposed = await camille.says('unpublish our business profile');
    expect(textOf(proposed)).toContain('In the directory\nPublic\nNot public');
    expect(textOf(proposed)).toContain('The draft stays');
    const done = await camille.presses('confirm', proposed);
    expect(textOf(await paul.says('show our business profile'))).toContain('is not public: customers see nothing');
    expect(textOf(await camille.says('show our business profile'))).toContain('Draft: customers don’t see this');
    expect(textOf(await camille.says('unpublish our business profile'))).toContain('is not public');

    await camille.presses('confirm', await camille.presses('undo', done));
    expect(textOf(await paul.says('show our business profile'))).toContain('Public since 5 October 2026');
  });

  it('« supprime » en parlant retire la page, ce qui se reprend', async () => {
    const camille = office.person('Camille Roux', 'fr-FR');

    const proposed = await camille.says('retire le profil public');

    expect(proposed.metadata).toEqual({ operation: 'business-profile.unpublish', state: 'proposed' });
    expect(textOf(proposed)).toContain('Retirer le profil d’entreprise de l’annuaire\u202f?');
  });
});

it('se retire de l’annuaire, puis se supprime pour de bon, en français', async () => {
  const camille = office.person('Camille Roux', 'fr-FR');

  const down = await agree(camille, 'dépublie le profil d’entreprise');
  expect(textOf(down)).toContain('Le profil d’entreprise n’est plus public.');
  const card = await camille.says('montre notre profil d’entreprise');
  const proposed = await camille.presses(idOf(card, 'Supprimer définitivement'), card);
  expect(textOf(proposed)).toContain('Supprimer définitivement le profil d’entreprise\u202f?');
  const done = await camille.presses('confirm', proposed);

  expect(textOf(done)).toContain('Le profil d’entreprise est supprimé.');
  expect(textOf(await camille.says('montre notre profil d’entreprise'))).toContain('Il n’y a pas encore de profil');
});

describe('deleting', () => {
  const remove = async (person: Person) => {
    const card = await person.says('show our business profile');
    return person.presses(idOf(card, 'Delete for good'), card);
  };

  it('is for good: draft and page go, and nothing brings them back', async () => {
    const camille = office.person('Camille Roux');
    const claire = office.person('Claire Moreau');
    const down = await agree(claire, 'unpublish our business profile');
    const pending = await claire.says('set the website of the business profile to https://www.contoso.com');

    const proposed = await remove(camille);
    expect(proposed.metadata).toEqual({ operation: 'business-profile.delete', state: 'proposed' });
    expect(textOf(proposed)).toContain('This is for good and can’t be undone');
    const done = await camille.presses('confirm', proposed);
    expect(state(done)).toBe('done');
    expect(ids(done)).toEqual([]);
    expect(JSON.stringify(await profile())).not.toContain('Contoso');
    expect(textOf(await camille.says('show our business profile'))).toContain('There is no business profile yet.');
    expect(await auditOf('business-profile.delete')).toEqual(['done']);

    expect(state(await claire.presses('confirm', pending))).toBe('failed');
    expect(state(await claire.presses('confirm', await claire.presses('undo', down)))).toBe('failed');
    expect((await profile())?.published).toBeNull();
  });

  it('is offered to the business profile admin alone, and refused to whoever is none any more', async () => {
    const camille = office.person('Camille Roux');
    const paul = office.person('Paul Lefebvre');
    await giveRole(paul.objectId, 'referrals-admin');
    expect(titles(await office.person('Claire Moreau').says('show our business profile'))).not.toContain(
      'Delete for good',
    );
    expect(titles(await paul.says('show our business profile'))).not.toContain('Delete for good');

    const card = await camille.says('show our business profile');
    const proposed = await remove(camille);
    await takeRoles(camille.objectId);
    await giveRole(camille.objectId, 'referrals-admin');

    const refused = await camille.presses(idOf(card, 'Delete for good'), card);
    expect(state(refused)).toBe('refused');
    expect(textOf(refused)).toContain('It takes the role of business profile admin.');
    expect(state(await camille.presses('confirm', proposed))).toBe('failed');
    expect((await profile())?.published).not.toBeNull();
  });

  it('is no sentence, and not in the help', async () => {
    const camille = office.person('Camille Roux');

    expect((await camille.says('delete our business profile')).metadata.operation).toBe('business-profile.unpublish');
    expect(textOf(await camille.says('help'))).not.toContain('Deletes the business profile');
  });
});

describe('who may not change it', () => {
  it('whoever lost the right between the question and the answer', async () => {
    const camille = office.person('Camille Roux');
    const proposed = await camille.says('publish our business profile');
    await takeRoles(camille.objectId);

    expect(state(await camille.presses('confirm', proposed))).toBe('failed');
    expect((await profile())?.version).toBe(1);
  });

  it.each(['referrals-admin', 'business-profile-admin', 'global-admin'])('whoever is %s may', async (role) => {
    const paul = office.person('Paul Lefebvre');
    await giveRole(paul.objectId, role);

    expect(state(await agree(paul, 'publish our business profile'))).toBe('done');
  });
});

it('the trail tells of tags in the reader’s language', async () => {
  await agree(office.person('Camille Roux'), 'publish our business profile');

  const trail = await office.person('Claire Moreau', 'fr-FR').says('montre le journal d’audit');

  expect(textOf(trail)).toContain('Publication du profil d’entreprise');
  expect(textOf(trail)).toContain('Santé et sciences de la vie, Industrie');
});

it('the fullest page there can be still fits on every card', async () => {
  const long = (count: number) => '語'.repeat(count);
  const location = (at: number) => ({
    addressLine1: long(199) + at,
    addressLine2: long(200),
    postalCode: '69003',
    city: long(100),
  });
  const draft = JSON.stringify({
    description: long(2_500),
    website: `https://contoso.example/${'a'.repeat(170)}`,
    linkedin: `https://www.linkedin.com/company/${'a'.repeat(165)}`,
    email: 'leads@contoso-partner.example',
    phone: '+33199009950',
    ...tagLists,
    industries: tagLists.industries.slice(0, 5),
    skills: Array.from({ length: 12 }, (_, at) => long(38) + at),
    locations: [0, 1, 2, 3, 4].map(location),
  });
  await office.inDatabase((database) =>
    database.updateTable('business_profiles').set({ draft, published: null }).execute(),
  );
  const camille = office.person('Camille Roux', 'fr-FR');

  const sentences = [
    'montre notre profil d’entreprise',
    'modifie le profil d’entreprise',
    'change la description du profil d’entreprise',
    'change l’adresse du profil d’entreprise',
    'publie le profil d’entreprise',
  ];
  const cards = [];
  for (const sentence of sentences) cards.push(await camille.says(sentence));
  cards.push(await camille.presses('confirm', cards.at(-1)!), await camille.says('dépublie le profil d’entreprise'));

  expect(cards.map(state)).toEqual(['answered', 'choosing', 'asking', 'choosing', 'proposed', 'done', 'proposed']);
  // teams.md, Limits.
  for (const card of cards) expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(24 * 1024);
});
