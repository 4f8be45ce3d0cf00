import { writePhone } from '../../src/account/profile/write-phone';
import { openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const ids = (card: Card) => card.actions.map((action) => action.id);
const fieldsOf = (section: string) =>
  office.inDatabase(async (database) => {
    const query = database.selectFrom('profile_sections').select('fields').where('section', '=', section);
    return JSON.parse((await query.executeTakeFirst())?.fields ?? '{}') as Record<string, string>;
  });
const writeSection = (section: string, fields: Record<string, string>) =>
  office.inDatabase((database) =>
    database
      .updateTable('profile_sections')
      .set((row) => ({ fields: JSON.stringify(fields), version: row('version', '+', 1) }))
      .where('section', '=', section)
      .execute(),
  );
const auditOf = (operation: string) =>
  office.inDatabase((database) =>
    database.selectFrom('audit_entries').selectAll().where('operation', '=', operation).orderBy('sequence').execute(),
  );
/** The whole legal form as it stands in the sample account. */
const address = { addressLine1: '14 rue des Exemples', addressLine2: '', city: 'Lyon', postalCode: '69003' };

describe('the profile as it stands', () => {
  it('is told as a whole: how complete it is, section by section', async () => {
    const card = await office.person('Claire Moreau').says('show our company profile');

    expect(card.metadata).toEqual({ operation: 'profile.show', state: 'answered' });
    expect(textOf(card)).toContain('100% complete\nNothing is missing.');
    expect(textOf(card)).toContain('Legal profile\nComplete\nVetting: Authorised');
    expect(ids(card)).toEqual(['edit', ...[1, 2, 3, 4, 5, 6, 7].map((number) => `choose:${number}`)]);
  });

  it('dit ce qui manque, et la prochaine étape', async () => {
    await writeSection('support', { website: 'https://support.contoso-partner.example' });
    const claire = office.person('Claire Moreau', 'fr-FR');

    const card = await claire.says('il manque quoi dans notre profil d’organisation ?');
    expect(textOf(card)).toContain('Complet à 92\u00a0%');
    expect(textOf(card)).toContain('Prochaine étape\u00a0: compléter «\u00a0Coordonnées du support\u00a0».');
    expect(textOf(card)).toContain('2 champs manquants\nIl manque\u00a0: Adresse e-mail et Téléphone');

    const form = await claire.presses('edit', card);
    expect(textOf(form)).toContain('Coordonnées du support\u00a0: que faut-il changer\u202f?');
  });

  it('is told of one section, with what is good to know about it', async () => {
    const claire = office.person('Claire Moreau');

    const card = await claire.says('show the legal profile');

    expect(textOf(card)).toContain('Vetting\nAuthorised');
    expect(textOf(card)).toContain('Country\nFrance');
    expect(textOf(card)).toContain('The legal name is locked');
    expect(textOf(card)).not.toContain('State');
    expect(card.fallbackText).toMatch(/^Legal profile: Complete\.\n[^]*Country: France/);
    expect(textOf(await claire.presses('open', card))).toContain('100% complete');
  });

  it.each([
    ['Julien Petit', '100% complete, of what you may see', ['Billing', 'Tax'], ['Legal profile', 'Bank details']],
    ['Hugo Fontaine', '100% complete, of what you may see', ['Billing', 'Tax'], ['Support details', 'Bank details']],
    ['Léa Marchand', '100% complete, of what you may see', ['Bank details'], ['Legal profile', 'Tax']],
    ['Sofia Lindqvist', '100% complete', ['Legal profile', 'Tax', 'Bank details'], []],
  ])('%s sees as much of it as their roles let them', async (name, lead, seen, unseen) => {
    const text = textOf(await office.person(name).says('show our company profile'));

    expect(text.split('\n')).toContain(lead);
    for (const section of seen) expect(text).toContain(section);
    for (const section of unseen) expect(text).not.toContain(section);
  });

  it('of someone who can’t fill it in names who can', async () => {
    await writeSection('support', { website: 'https://support.contoso-partner.example' });

    const card = await office.person('Sofia Lindqvist').says('show our company profile');

    expect(textOf(card)).toContain('Next step: “Support details”. A global admin can fill it in.');
    expect(ids(card)).not.toContain('edit');
  });

  it('asked in a channel goes on in the speaker’s own chat', async () => {
    const claire = office.person('Claire Moreau');

    const there = await claire.says('<at>Partner Desk</at> show the bank details', { id: '19:team', kind: 'channel' });

    expect(textOf(there)).not.toContain('AGRI');
    expect(textOf(await claire.sees())).toContain('AGRIFRPP');
  });
});

describe('a profile that nobody filled in yet', () => {
  beforeEach(async () => {
    await office.close();
    office = await openOffice({ environment: { SAMPLE_ACCOUNT: '0', FIRST_ADMINS: 'stranger-Ada' } });
  });

  it('shows every section as missing, each with a button to fill it', async () => {
    const ada = office.person('Ada');

    const card = await ada.says('show our company profile');

    expect(textOf(card)).toContain('0% complete\nNext step: fill in “Legal profile”.');
    expect(textOf(card).match(/\d fields? missing/g)).toHaveLength(7);
    expect(ids(card)).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `edit:${number}`));
    // The sixth are the bank details: nobody else could agree to them yet.
    for (const id of ids(card)) {
      const state = id === 'edit:6' ? 'refused' : 'asking';
      expect((await ada.presses(id, card)).metadata.state).toBe(state);
    }
    for (const section of ['legal', 'contact', 'support', 'billing', 'tax', 'bank', 'security'])
      expect(textOf(await ada.says(`show the ${section} profile`))).toContain('missing');
  });

  it('gets its name, country and currency with the legal profile, and vetting begins', async () => {
    const ada = office.person('Ada');
    const form = await ada.says('edit the legal info');
    const typed = { ...address, companyName: 'Fabrikam SAS', country: 'france', state: '' };

    const faulty = await ada.presses('save', form, { ...typed, postalCode: '6900' });
    expect(textOf(faulty)).toContain('This is no postal code of France: one looks like 75001.');
    const proposed = await ada.presses('save', faulty, typed);
    expect(textOf(proposed)).toContain('Vetting\nNot started\nPending');
    await ada.presses('confirm', proposed);

    expect(textOf(await ada.says('show our company profile'))).toContain('Fabrikam SAS');
    expect(textOf(await ada.says('show the billing profile'))).toContain('Billing currency\nEUR');
    expect(textOf(await ada.says('change the country of our company to Germany'))).toContain('can’t be changed');
  });

  it('reads no national phone number while its country is not known', async () => {
    const ada = office.person('Ada');

    expect(textOf(await ada.says('set our support phone to 01 99 00 12 34'))).toContain('with its country code');
    const proposed = await ada.says('set our support phone to +33 1 99 00 12 34');
    await ada.presses('confirm', proposed);

    expect(await fieldsOf('support')).toEqual({ phone: '+33199001234' });
  });

  it('gets no bank details without a second person', async () => {
    const refused = await office.person('Ada').says('change our IBAN to FR1420041010050500013M02606');

    expect(refused.metadata.state).toBe('refused');
    expect(textOf(refused)).toContain('Nobody else could agree to this');
  });
});

describe('a change by a sentence', () => {
  it('shows old → new, is confirmed, and taken back', async () => {
    const claire = office.person('Claire Moreau');

    const proposed = await claire.says('change our support phone to 01 99 00 12 34');
    expect(proposed.metadata).toEqual({ operation: 'profile.edit', state: 'proposed' });
    expect(textOf(proposed)).toContain(`Support phone\n${writePhone('+33199009900')}\n${writePhone('+33199001234')}`);
    expect((await fieldsOf('support')).phone).toBe('+33199009900');
    const done = await claire.presses('confirm', proposed);
    expect((await fieldsOf('support')).phone).toBe('+33199001234');

    await claire.presses('confirm', await claire.presses('undo', done));
    expect((await fieldsOf('support')).phone).toBe('+33199009900');
  });

  it('en français, avec une adresse entière', async () => {
    const claire = office.person('Claire Moreau', 'fr-FR');

    const proposed = await claire.says('notre siège social est maintenant 12 rue de la Paix, 75002 Paris');
    expect(textOf(proposed)).toContain('Code postal (profil légal)\n69003\n75002');
    expect(textOf(proposed)).toContain('Vérification\nValidée\nEn cours');
    const done = await claire.presses('confirm', proposed);

    expect(textOf(done)).toContain('C’est enregistré.');
    // Legal changes are not taken back; the profile says what comes next.
    expect(ids(done)).toEqual(['open']);
    expect(await fieldsOf('legal')).toMatchObject({ city: 'Paris', vettingStatus: 'pending', country: 'FR' });
    expect(textOf(await claire.says('montre le profil de la société'))).toContain('Microsoft vérifie la société');
  });

  it('with a name in two parts', async () => {
    const claire = office.person('Claire Moreau');

    await claire.presses('confirm', await claire.says('change the security contact name to Anna de Vries'));

    expect(await fieldsOf('security')).toMatchObject({ firstName: 'Anna', lastName: 'de Vries' });
  });

  it('that fits several sections asks which, with today’s values', async () => {
    const claire = office.person('Claire Moreau');

    const choice = await claire.says('change our phone number to +33 1 99 00 12 34');
    expect(choice.metadata.state).toBe('choosing');
    expect(textOf(choice)).toContain(`Support details\nToday: ${writePhone('+33199009900')}`);
    const proposed = await claire.presses('choose:2', choice);

    expect(textOf(proposed)).toContain(`Support phone\n${writePhone('+33199009900')}\n${writePhone('+33199001234')}`);
  });

  it('without a part asks which, and how much is missing in each', async () => {
    const claire = office.person('Claire Moreau');

    const choice = await claire.says('edit company profile');

    expect(textOf(choice)).toContain('Which part would you like to change?');
    expect(textOf(await claire.presses('choose:5', choice))).toContain('Tax: what should change?');
  });

  it('to what stands already changes nothing', async () => {
    const claire = office.person('Claire Moreau');

    expect(textOf(await claire.says('change our VAT number to FR40303265045'))).toContain(
      'It stands like that already.',
    );
    expect(await auditOf('profile.edit')).toEqual([]);
  });

  it('with what can’t stand comes back as a form, with what was typed and what is wrong', async () => {
    const claire = office.person('Claire Moreau');

    const form = await claire.says('set the primary contact email to claire@gmail.com');
    expect(form.metadata.state).toBe('asking');
    expect(textOf(form)).toContain('A company mailbox is needed, not a personal one.');
    expect(JSON.stringify(form)).toContain('"value":"claire@gmail.com"');
    const proposed = await claire.presses('save', form, { email: 'ceo@contoso-partner.example' });

    expect(textOf(proposed)).toContain('ceo@contoso-partner.example');
    expect(textOf(proposed)).not.toContain('First name');
  });
});

describe('a section’s form', () => {
  it('has today’s values, and says what is locked and why', async () => {
    const form = await office.person('Claire Moreau').says('edit the legal info');

    expect(JSON.stringify(form)).toContain('"value":"14 rue des Exemples"');
    expect(textOf(form)).toContain('The legal name is locked, as Microsoft has authorised the company');
    expect(JSON.stringify(form)).not.toMatch(/"id":"(companyName|country|state)"/);
  });

  it('keeps everything that was typed, and judges field by field', async () => {
    const claire = office.person('Claire Moreau');

    const again = await claire.presses('save', await claire.says('edit the support details'), {
      website: 'javascript:alert(1)',
      email: 'aide@contoso-partner.example',
      phone: '12',
    });

    expect(textOf(again)).toContain('Support details: something isn’t right yet. Nothing was changed.');
    expect(textOf(again)).toContain('Write a web address');
    expect(textOf(again)).toContain('I can’t read this phone number.');
    for (const value of ['javascript:alert(1)', 'aide@contoso-partner.example', '12'])
      expect(JSON.stringify(again)).toContain(`"value":"${value}"`);
  });

  it('that somebody overtook shows today’s values beside what was typed', async () => {
    const claire = office.person('Claire Moreau');
    const form = await claire.says('edit the support details');
    const david = office.person('David Okafor');
    await david.presses('confirm', await david.says('change our support phone to 01 99 00 77 77'));

    const stale = await claire.presses('save', form, {
      website: 'https://help.contoso-partner.example',
      email: 'support@contoso-partner.example',
      phone: '+33199009900',
    });

    expect(textOf(stale)).toContain('somebody changed this while you were typing');
    expect(textOf(stale)).toContain(`Today: ${writePhone('+33199007777')}`);
    const proposed = await claire.presses('save', stale, {
      website: 'https://help.contoso-partner.example',
      email: 'support@contoso-partner.example',
      phone: '+33199007777',
    });
    expect(textOf(proposed)).not.toContain('phone');
  });

  it('demande une exonération et dit quels justificatifs il faut', async () => {
    const claire = office.person('Claire Moreau', 'fr-FR');

    const form = await claire.says('modifie la fiscalité');
    expect(textOf(form)).toContain('repose sur vos justificatifs\u00a0: ajoutez-les ici');
    const proposed = await claire.presses('save', form, { vatNumber: 'FR40303265045', exemption: 'requested' });
    expect(textOf(proposed)).toContain('Exonération fiscale\nAucune\nDemandée');
    await claire.presses('confirm', proposed);

    expect(textOf(await claire.says('montre la fiscalité'))).toContain('Exonération fiscale\nDemandée');
  });

  it('empties what its client left out as empty, and keeps every field where something is wrong', async () => {
    const claire = office.person('Claire Moreau');
    const sent = { addressLine1: '14 rue des Exemples', city: 'Lyon', postalCode: '69003' };
    const filled = await claire.presses('save', await claire.says('edit the legal info'), {
      ...sent,
      addressLine2: 'Bâtiment C',
    });
    expect(textOf(filled)).toContain('—\nBâtiment C');
    expect((await claire.presses('confirm', filled)).metadata.state).toBe('done');

    // Vetted anew, so its name can be changed again.
    const all = { ...sent, companyName: 'Contoso Partner' };
    const again = await claire.presses('save', await claire.says('edit the legal info'), { ...all, postalCode: '1' });
    expect(JSON.stringify(again)).toContain('"id":"addressLine2"');
    const emptied = await claire.presses('save', again, all);

    expect(textOf(emptied)).toContain('Bâtiment C\n—');
    await claire.presses('confirm', emptied);
    expect(await fieldsOf('legal')).not.toHaveProperty('addressLine2');
  });

  it('of billing has for the billing admin the purchase order alone', async () => {
    const julien = office.person('Julien Petit');

    const form = await julien.says('edit the billing profile');
    const inputs = JSON.stringify(form).match(/"type":"Input\.Text","id":"(\w+)"/g);
    expect(inputs).toEqual(['"type":"Input.Text","id":"poNumber"']);
    const proposed = await julien.presses('save', form, { poNumber: 'PO-7', city: 'Paris' });

    expect(proposed.metadata.state).toBe('refused');
    const own = await julien.presses('save', form, { poNumber: 'PO-7' });
    await julien.presses('confirm', own);
    expect(await fieldsOf('billing')).toMatchObject({ poNumber: 'PO-7', city: 'Lyon' });
  });
});

describe('what nobody can change', () => {
  it.each([
    ['set the legal name to Contoso Group SAS', 'The legal name is locked', 'Open a ticket with Microsoft support'],
    [
      'change the country of our company to Germany',
      'The country of the account can’t be changed',
      'open a partner account there',
    ],
  ])('“%s” is refused, with what to do instead', async (sentence, why, instead) => {
    const refused = await office.person('Claire Moreau').says(sentence);

    expect(refused.metadata).toEqual({ operation: 'profile.edit', state: 'refused' });
    expect(textOf(refused)).toContain(why);
    expect(textOf(refused)).toContain(instead);
  });

  it('the legal name is open while vetting is not authorised', async () => {
    const claire = office.person('Claire Moreau');
    await writeSection('legal', { ...(await fieldsOf('legal')), vettingStatus: 'rejected' });

    const proposed = await claire.says('set the legal name to Contoso Group SAS');

    expect(textOf(proposed)).toContain('Legal name\nContoso Partner SAS\nContoso Group SAS');
    expect(textOf(proposed)).toContain('Vetting\nRejected\nPending');
  });
});

describe('who may change what', () => {
  it.each([
    ['en-US', 'change our support phone to +33 1 99 00 99 00', 'It takes the role of global admin.'],
    [
      'fr-FR',
      'modifie le profil légal',
      'Il faut être administrateur général, administrateur du compte ou administrateur de conformité.',
    ],
  ])('%s: whoever has no right at all to “%s” is told the roles of that section', async (locale, sentence, told) => {
    const refused = await office.person('Paul Lefebvre', locale).says(sentence);

    expect(refused.metadata).toEqual({ operation: 'profile.edit', state: 'refused' });
    expect(textOf(refused)).toContain(told);
  });

  const sentences = {
    legal: 'edit the legal info',
    contact: 'change the primary contact',
    support: 'edit the support details',
    billing: 'edit the billing profile',
    tax: 'edit the tax details',
    bank: 'change the bank details',
    security: 'change the security contact',
  };
  const everything = Object.keys(sentences);

  it.each<[string, string[]]>([
    ['Claire Moreau', everything],
    ['Inès Garcia', ['legal', 'contact', 'bank']],
    ['Julien Petit', ['billing', 'tax']],
    ['Hugo Fontaine', ['billing', 'tax']],
    ['Léa Marchand', ['bank']],
    ['Sofia Lindqvist', []],
    ['George Whitfield', []],
    ['Thomas Bernard', []],
    ['Nadia Haddad', []],
    ['Camille Roux', []],
    ['Paul Lefebvre', []],
    ['Omar Benali', []],
  ])('%s: %j', async (name, sections) => {
    const person = office.person(name);

    const may: string[] = [];
    for (const [section, sentence] of Object.entries(sentences)) {
      const card = await person.says(sentence);
      expect([section, card.metadata.operation]).toEqual([section, 'profile.edit']);
      if (card.metadata.state === 'asking') may.push(section);
      else expect([section, card.metadata.state]).toEqual([section, 'refused']);
    }

    expect(may).toEqual(sections);
  });

  it.each<[string, string[]]>([
    ['Sofia Lindqvist', everything],
    ['George Whitfield', everything],
    ['Inès Garcia', everything],
    ['Julien Petit', ['billing', 'tax']],
    ['Hugo Fontaine', ['billing', 'tax']],
    ['Léa Marchand', ['bank']],
    ['Thomas Bernard', []],
    ['Nadia Haddad', []],
    ['Camille Roux', []],
    ['Paul Lefebvre', []],
    ['Omar Benali', []],
  ])('%s sees %j', async (name, sections) => {
    const person = office.person(name);

    const seen: string[] = [];
    for (const section of everything) {
      const card = await person.says(`show the ${section} profile`);
      expect([section, card.metadata.operation]).toEqual([section, 'profile.show']);
      if (card.metadata.state === 'answered') seen.push(section);
    }

    expect(seen).toEqual(sections);
  });

  it('a refusal names the roles and who can grant them', async () => {
    const refused = await office.person('Inès Garcia').says('change our VAT number to FR11123456782');

    expect(textOf(refused)).toContain('change tax details');
    expect(textOf(refused)).toContain('It takes the role of global admin, billing admin or admin agent.');
    expect(textOf(refused)).toContain('Claire Moreau');
  });

  it('a role taken away between the question and the answer counts', async () => {
    const claire = office.person('Claire Moreau');
    const proposed = await claire.says('change our support phone to 01 99 00 12 34');
    await office.inDatabase((database) =>
      database
        .updateTable('user_roles')
        .set({ role: 'billing-admin' })
        .where('object_id', '=', claire.objectId)
        .execute(),
    );

    const failed = await claire.presses('confirm', proposed);

    expect(failed.metadata.state).toBe('failed');
    expect(textOf(failed)).toContain('no longer has the right');
    expect((await fieldsOf('support')).phone).toBe('+33199009900');
  });

  it('a change that was overtaken is not made, and not taken back over another', async () => {
    const claire = office.person('Claire Moreau');
    const david = office.person('David Okafor');
    const proposed = await claire.says('change our support phone to 01 99 00 12 34');
    const done = await david.presses('confirm', await david.says('change our support phone to 01 99 00 77 77'));

    expect(textOf(await claire.presses('confirm', proposed))).toContain('Somebody changed this in the meantime');
    await claire.presses('confirm', await claire.says('change our support phone to 01 99 00 12 34'));
    const undone = await david.presses('confirm', await david.presses('undo', done));

    expect(undone.metadata.state).toBe('failed');
    expect((await fieldsOf('support')).phone).toBe('+33199001234');
  });
});
