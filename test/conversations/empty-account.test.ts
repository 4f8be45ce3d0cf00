import type { Card } from '../support/connector';
import { inputsOf, openOffice, textOf, type Office } from '../support/office';
import { pdf } from '../support/pictures';

/** From an account that holds nothing to one that is whole: the tasks of domain.md 1, as a new admin does them. */
let office: Office;
beforeEach(async () => {
  const environment = { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' };
  office = await openOffice({ prices: true, environment });
});
afterEach(() => office.close());

const languages = [
  {
    locale: 'en-US',
    profile: 'show our company profile',
    nothing: '0% complete\nNext step: fill in “Legal profile”.',
    legalForm: 'Legal profile: please fill it in.',
    wrongCode: 'This is no postal code of France',
    country: 'Country (legal profile)\n—\nFrance',
    vetting: 'Vetting\nNot started\nPending',
    nearly: '92% complete',
    alone: 'It takes the role of incentives admin.',
    added: 'Sam Lee is in the account.',
    giveRole: 'give Sam Lee the sales agent role',
    page: 'show our business profile',
    legalFirst: 'the legal profile comes first',
    editPage: 'edit the business profile',
    begin: 'Begin it here',
    lacks: 'it needs a location and an e-mail address for leads.',
    catalog: 'show the catalog',
    howToPin: 'up to five offers can stand here. Say “pin',
    pin: 'pin business premium',
    trail: 'show the audit trail',
    written: 'Add a document · certificate.pdf – done',
  },
  {
    locale: 'fr-FR',
    profile: 'montre le profil de la société',
    nothing: 'Complet à 0\u00a0%\nProchaine étape\u00a0: compléter «\u00a0Profil légal\u00a0».',
    legalForm: 'Profil légal\u00a0: à remplir.',
    wrongCode: 'n’est pas un code postal',
    country: 'Pays (profil légal)\n—\nFrance',
    vetting: 'Vérification\nPas commencée\nEn cours',
    nearly: 'Complet à 92\u00a0%',
    alone: 'Il faut être administrateur des primes.',
    added: 'Sam Lee fait partie du compte.',
    giveRole: 'donne le rôle d’agent commercial à Sam Lee',
    page: 'montre notre profil d’entreprise',
    legalFirst: 'le profil légal vient d’abord',
    editPage: 'modifie le profil d’entreprise',
    begin: 'Commencez-le ici',
    lacks: 'il lui faut encore un établissement et une adresse e-mail pour les demandes.',
    catalog: 'ouvre le catalogue',
    howToPin: 'jusqu’à cinq offres peuvent figurer ici. Dites par exemple «\u00a0épingle',
    pin: 'épingle Business Premium',
    trail: 'montre le journal d’audit',
    written: 'Ajouter un document · certificate.pdf – fait',
  },
];

const address = { addressLine1: '3 rue du Test', city: 'Lyon', postalCode: '69001' };
const person = { firstName: 'Ada', lastName: 'Example', phone: '+33 1 99 00 99 01' };
const company = { companyName: 'Example SARL', country: 'france', ...address };

describe.each(languages)('in $locale', ({ locale, ...words }) => {
  const ada = () => office.person('Ada', locale);
  const save = async (form: Card, typed: Record<string, string>) =>
    await ada().presses('confirm', await ada().presses('save', form, typed));
  /** Fills in the form behind a button of the profile's card, confirms, and comes back to the profile. */
  const fillIn = async (profile: Card, button: string, typed: Record<string, string>) =>
    await ada().presses('open', await save(await ada().presses(button, profile), typed));

  it('the organisation profile is filled in, up to what takes a second person', async () => {
    const empty = await ada().says(words.profile);
    expect(textOf(empty)).toContain(words.nothing);

    const form = await ada().presses('edit:1', empty);
    expect(textOf(form)).toContain(words.legalForm);
    const wrong = await ada().presses('save', form, { ...company, postalCode: '6900' });
    expect(textOf(wrong)).toContain(words.wrongCode);
    const legal = await save(wrong, company);
    expect(textOf(legal)).toContain(words.country);
    expect(textOf(legal)).toContain(words.vetting);

    let profile = await ada().presses('open', legal);
    profile = await fillIn(profile, 'edit:1', { ...person, email: 'ada@example-sarl.example' });
    profile = await fillIn(profile, 'edit:1', {
      website: 'example-sarl.example',
      email: 'help@example-sarl.example',
      phone: '+33 1 99 00 99 02',
    });

    // The invoice most likely goes to the legal address and to the primary contact.
    const billing = await ada().presses('edit:1', profile);
    expect(inputsOf(billing)).toMatchObject({ ...address, ...person, phone: '+33199009901' });
    profile = await ada().presses('open', await save(billing, inputsOf(billing)));

    profile = await fillIn(profile, 'edit:1', { vatNumber: 'FR40303265045', exemption: 'none' });
    profile = await fillIn(profile, 'edit:2', { ...person, email: 'security@example-sarl.example' });
    expect(textOf(profile)).toContain(words.nearly);

    const alone = await ada().presses('edit', profile);
    expect(alone.metadata.state).toBe('refused');
    expect(textOf(alone)).toContain(words.alone);
    const helper = await ada().presses('edit', alone);
    expect(inputsOf(helper)).toMatchObject({ role: 'incentives-admin' });
    const added = await ada().presses('confirm', await ada().presses('next', helper, sam));
    expect(textOf(added)).toContain(words.added);
    await ada().presses('reveal', added);

    const bank = await ada().presses('edit', await ada().says(words.profile));
    expect(inputsOf(bank)).toMatchObject({ accountHolder: 'Example SARL' });
    const asked = await save(bank, { ...inputsOf(bank), iban: 'FR76 3000 6000 0112 3456 7890 189' });
    expect(asked.metadata.state).toBe('waiting');
  });

  it('the business profile waits for the legal one, whose country and name it bears', async () => {
    const early = await ada().says(words.page);
    expect(textOf(early)).toContain(words.legalFirst);
    expect((await ada().says(words.editPage)).metadata.state).toBe('failed');

    await fillIn(early, 'edit', company);

    expect(textOf(await ada().says(words.page))).toContain(words.begin);
  });

  it('people, business profile, catalog and documents follow, and all of it is in the trail', async () => {
    await fillIn(await ada().says(words.profile), 'edit:1', company);

    const form = await ada().says(locale === 'fr-FR' ? 'ajoute un utilisateur' : 'add a user');
    await ada().presses('reveal', await ada().presses('confirm', await ada().presses('next', form, sam)));
    const role = await ada().presses('confirm', await ada().says(words.giveRole));
    expect(role.metadata).toEqual({ operation: 'roles.assign', state: 'done' });

    const begin = await ada().says(words.page);
    expect(textOf(begin)).toContain(words.begin);
    const text = await ada().presses('choose:1', await ada().presses('edit', begin));
    const draft = await ada().presses('open', await save(text, { description: 'We work in the cloud.' }));
    expect(textOf(draft)).toContain(words.lacks);
    const location = await ada().presses('edit:1', draft);
    expect(inputsOf(location)).toMatchObject(address);
    const located = await ada().presses('open', await save(location, inputsOf(location)));
    const whole = await fillIn(located, 'edit:1', { email: 'hello@example-sarl.example' });
    const published = await ada().presses('confirm', await ada().presses('choose:1', whole));
    expect(textOf(await ada().presses('open', published))).toContain('We work in the cloud.');

    expect(textOf(await ada().says(words.catalog))).toContain(words.howToPin);
    const pinned = await ada().presses('confirm', await ada().says(words.pin));
    expect(textOf(await ada().presses('open', pinned))).toContain('Microsoft 365 Business Premium');

    const which = await ada().drops('certificate.pdf', pdf());
    await ada().presses('confirm', await ada().presses('choose:4', which));

    expect(textOf(await ada().says(words.trail))).toContain(words.written);
  });
});

const sam = { name: 'Sam Lee', email: 'sam.lee@example-sarl.example', role: 'incentives-admin' };
