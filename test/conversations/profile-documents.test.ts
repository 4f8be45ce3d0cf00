import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Card } from '../support/connector';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import { gif, jpeg, pdf, png } from '../support/pictures';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const claire = (locale = 'en-US') => office.person('Claire Moreau', locale);
const waitingFiles = () => {
  const folder = join(office.dataDir, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const ids = (card: Card) => actionsOf(card).map(({ id }) => id);
const set = (section: 'legal' | 'tax', field: string, value: string) =>
  office.inDatabase(async (database) => {
    const row = await database
      .selectFrom('profile_sections')
      .selectAll()
      .where('section', '=', section)
      .executeTakeFirstOrThrow();
    const fields = JSON.stringify({ ...(JSON.parse(row.fields) as object), [field]: value });
    await database.updateTable('profile_sections').set({ fields }).where('section', '=', section).execute();
  });
const vettingIs = (state: string) => set('legal', 'vettingStatus', state);
const stored = () => office.inDatabase((database) => database.selectFrom('documents').selectAll().execute());
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a document for the vetting', () => {
  it('is dropped, said what for, added, listed, fetched back, removed and brought back', async () => {
    await vettingIs('rejected');
    await set('tax', 'exemption', 'granted');
    const extract = pdf('Contoso Partner SAS');

    const which = await claire().drops('extract.pdf', extract);
    expect(which.metadata).toEqual({ operation: 'profile.add-document', state: 'choosing' });
    expect(textOf(which)).toContain('What is extract.pdf for?');
    expect(textOf(which)).toContain('Vetting: the business (register extract)\nVetting: Rejected');
    const proposal = await claire().presses('choose:1', which);
    expect(proposal.metadata.state).toBe('proposed');
    expect(textOf(proposal)).toContain('Document\n—\nextract.pdf');
    expect(textOf(proposal)).toContain('Vetting\nRejected\nPending');
    expect(await stored()).toEqual([]);

    const added = await claire().presses('confirm', proposal);
    expect(added.metadata.state).toBe('done');
    expect(waitingFiles()).toEqual([]);

    const section = await claire().says('show the legal profile');
    expect(textOf(section)).toContain('Vetting\nPending');
    expect(textOf(section)).toContain(
      'Documents\nextract.pdf\nVetting: the business (register extract) · PDF, 1 kB\nAdded by Claire Moreau on 23 November 2026',
    );

    const fetching = await claire().presses('open:1', section);
    expect(textOf(fetching)).toContain('Take a copy of this document?');
    await claire().presses('confirm', fetching);
    const file = await claire().takesFile();
    expect(file.name).toBe('extract.pdf');
    expect(file.bytes.equals(extract)).toBe(true);

    const removed = await claire().presses('confirm', await claire().presses('edit:2', section));
    expect(removed.metadata).toEqual({ operation: 'profile.remove-document', state: 'done' });
    expect(textOf(await claire().says('show the legal profile'))).not.toContain('extract.pdf');
    await claire().presses('confirm', await claire().presses('undo', removed));
    expect(textOf(await claire().says('show the legal profile'))).toContain('extract.pdf');
  });

  it('se dit et s’ajoute en français, et l’ajout s’annule avec ce qu’il a entraîné', async () => {
    await vettingIs('rejected');
    const person = claire('fr-FR');

    const section = await person.says('montre le profil légal');
    expect(textOf(section)).toContain('ou ajoutez le document que Microsoft demande');
    const asked = await person.presses('choose:1', section);
    expect(textOf(asked)).toContain('Déposez le document dans cette conversation.');
    expect(textOf(asked)).toContain('Un fichier PDF, PNG ou JPG de 5\u00a0Mo au plus.');
    const which = await person.drops('extrait Kbis.pdf', pdf());
    expect(textOf(which)).toContain('À quoi sert extrait Kbis.pdf\u202f?');
    const added = await person.presses('confirm', await person.says('le premier'));
    expect(textOf(added)).toContain('C’est ajouté.');
    expect(textOf(added)).toContain('Vérification\nRefusée\nEn cours');

    const listed = await person.says('montre le profil légal');
    const copy = await person.presses('open:1', listed);
    expect(textOf(copy)).toContain('Récupérer une copie de ce document\u202f?');
    await person.presses('confirm', copy);
    expect((await person.takesFile()).name).toBe('extrait Kbis.pdf');
    const removing = await person.presses('edit:2', listed);
    expect(textOf(removing)).toContain('Supprimer ce document\u202f?');
    const removed = await person.presses('confirm', removing);
    await person.presses('confirm', await person.presses('undo', removed));
    expect(textOf(await person.says('montre le profil légal'))).toContain('extrait Kbis.pdf');

    await person.presses('confirm', await person.presses('undo', added));
    const after = await person.says('montre le profil légal');
    expect(textOf(after)).toContain('Vérification\nRefusée');
    expect(textOf(after)).not.toContain('Kbis');
  });

  it.each([
    {
      locale: 'en-US',
      section: 'show the legal profile',
      asks: 'What should whoever looks at this document know?',
      tooLong: 'A comment has 300 characters at most.',
      row: 'Comment\n—\nSee page 2: the new address.',
    },
    {
      locale: 'fr-FR',
      section: 'montre le profil légal',
      asks: 'Que doit savoir la personne qui examinera ce document\u202f?',
      tooLong: 'Un commentaire compte 300 caractères au plus.',
      row: 'Commentaire\n—\nSee page 2: the new address.',
    },
  ])(
    '$locale: goes with a comment, where there is something to say',
    async ({ locale, section, asks, tooLong, row }) => {
      await vettingIs('rejected');
      const person = claire(locale);
      const proposal = await person.presses('choose:1', await person.drops('extract.pdf', pdf()));

      const form = await person.presses('edit', proposal);
      expect(textOf(form)).toContain(asks);
      const again = await person.presses('save', form, { comment: 'x'.repeat(301) });
      expect(textOf(again)).toContain(tooLong);
      expect(JSON.stringify(again)).toContain('x'.repeat(301));
      const revised = await person.presses('save', again, { comment: ' See page 2: the new address. ' });
      expect(textOf(revised)).toContain(row);
      expect((await person.presses('confirm', proposal)).metadata.state).toBe('cancelled');
      const emptied = await person.presses('save', await person.presses('edit', revised), { comment: '' });
      expect(textOf(emptied)).not.toContain('page 2');
      const last = await person.presses('save', await person.presses('edit', emptied), { comment: 'See page 2' });

      await person.presses('confirm', last);

      expect(textOf(await person.says(section))).toContain('See page 2');
      expect(await stored()).toMatchObject([{ name: 'extract.pdf', comment: 'See page 2' }]);
      expect(waitingFiles()).toEqual([]);
    },
  );

  it('that was removed is deleted for good, once it can’t be brought back', async () => {
    await vettingIs('pending');
    await claire().presses('confirm', await claire().presses('choose:1', await claire().drops('a.pdf', pdf())));
    const section = await claire().says('show the legal profile');
    await claire().presses('confirm', await claire().presses('edit:2', section));

    await office.wait(30);
    expect(await stored()).toHaveLength(1);
    await office.wait(120);
    expect(await stored()).toEqual([]);
  });

  it('leaves its name and its hash in the trail, and none of its bytes', async () => {
    await vettingIs('pending');
    const secret = pdf('what nobody else should read');
    await claire().presses('confirm', await claire().presses('choose:1', await claire().drops('extract.pdf', secret)));

    const trail = await claire().says('show the audit trail');
    expect(textOf(trail)).toContain('Add a document · extract.pdf');
    expect(textOf(trail)).toContain(`SHA-256: ${hashOf(secret)}`);
    const entries = await office.inDatabase((database) => database.selectFrom('audit_entries').selectAll().execute());
    expect(JSON.stringify(entries)).not.toContain('nobody else');
    expect(JSON.stringify(entries)).not.toContain(secret.toString('base64').slice(0, 40));
    expect(office.logs.join('')).not.toContain('nobody else');
  });

  it('is on no web path', async () => {
    await vettingIs('pending');
    const extract = pdf();
    await claire().presses('confirm', await claire().presses('choose:1', await claire().drops('extract.pdf', extract)));
    const [{ id } = { id: '' }] = await stored();

    for (const path of [`/logos/${hashOf(extract)}`, `/documents/${id}`, `/documents/${hashOf(extract)}`])
      expect((await fetch(`${office.desk.origin}${path}`)).status).toBe(404);
  });
});

describe('a certificate for a tax exemption', () => {
  it('asks for the exemption that was not asked for yet; the billing admin may add it', async () => {
    const julien = office.person('Julien Petit');

    const proposal = await julien.drops('certificate.png', png(900, 1_200));
    expect(textOf(proposal)).toContain('What for\n—\nTax exemption (certificate)');
    expect(textOf(proposal)).toContain('Tax exemption\nNone\nRequested');
    const added = await julien.presses('confirm', proposal);
    expect(added.metadata.state).toBe('done');

    const section = await julien.says('show the tax section');
    expect(textOf(section)).toContain('Tax exemption\nRequested');
    expect(textOf(section)).toContain('certificate.png');
    await julien.presses('confirm', await julien.presses('undo', added));
    expect(textOf(await julien.says('show the tax section'))).toContain('Tax exemption\nNone');
  });

  it('keeps the exemption requested when the first of two is taken back', async () => {
    const julien = office.person('Julien Petit');
    const first = await julien.presses('confirm', await julien.drops('one.pdf', pdf('one')));
    await office.wait(1);
    await julien.presses('confirm', await julien.drops('two.pdf', pdf('two')));

    await julien.presses('confirm', await julien.presses('undo', first));

    const section = await julien.says('show the tax section');
    expect(textOf(section)).toContain('Tax exemption\nRequested');
    expect(textOf(section)).not.toContain('one.pdf');
  });
});

describe('a picture that may be the logo or a document', () => {
  it('is asked about where both are likely, and goes on as either', async () => {
    await vettingIs('rejected');

    const which = await claire().drops('scan.png', png(250, 250));
    expect(textOf(which)).toContain('What is scan.png?');
    expect(textOf(which)).toContain('The company’s logo');
    expect(textOf(which)).toContain('A document for vetting or a tax exemption');

    const logo = await claire().presses('choose:1', which);
    expect(logo.metadata).toEqual({ operation: 'business-profile.edit', state: 'proposed' });
    const document = await claire()
      .drops('scan.png', png(250, 250))
      .then((card) => claire().presses('choose:2', card));
    expect(document.metadata).toEqual({ operation: 'profile.add-document', state: 'choosing' });
  });

  it('is the logo while no document is waited for', async () => {
    const proposal = await claire().drops('logo.png', png(250, 250));

    expect(proposal.metadata).toEqual({ operation: 'business-profile.edit', state: 'proposed' });
  });

  it('is a document where it is too wide for a logo', async () => {
    await vettingIs('rejected');

    expect(
      textOf(await claire().drops('scan.jpg', Buffer.concat([jpeg(1_200, 1_600), Buffer.from([0xff, 0xd9])]))),
    ).toContain('What is scan.jpg for?');
  });
});

describe('what can’t be added', () => {
  it('is told while no document is asked for', async () => {
    await set('tax', 'exemption', 'granted');

    const card = await claire().drops('extract.pdf', pdf());

    expect(card.metadata.state).toBe('failed');
    expect(textOf(card)).toContain('Vetting: Authorised. Tax exemption: Granted.');
    expect(waitingFiles()).toEqual([]);
  });

  it.each([
    ['broken off', 'a.pdf', pdf().subarray(0, 20), 'its end is missing'],
    ['a picture that broke off', 'a.png', png(900, 900).subarray(0, 200), 'its end is missing'],
    ['too large', 'a.pdf', Buffer.concat([Buffer.from('%PDF-1.7'), randomBytes(5_300_000), pdf()]), '5 MB at most'],
  ])('is %s', async (_what, name, bytes, told) => {
    await vettingIs('rejected');

    const card = await office.person('Inès Garcia').drops(name, bytes);

    expect(card.metadata.state).toBe('failed');
    expect(textOf(card)).toContain(told);
    expect(waitingFiles()).toEqual([]);
  });

  it.each([
    ['a GIF', 'a.pdf', gif(10, 10)],
    ['a program', 'extract.pdf', Buffer.from('MZ\0\0%PDF-1.7')],
    ['a page', 'extract.png', '<html><script>alert(1)</script>'],
  ])('is %s by its bytes, whatever its name', async (_what, name, bytes) => {
    await vettingIs('rejected');

    const card = await office.person('Julien Petit').drops(name, bytes);

    expect(card.metadata.state).not.toBe('proposed');
    expect(await stored()).toEqual([]);
    expect(waitingFiles()).toEqual([]);
  });

  it('is there already, under whatever name', async () => {
    const julien = office.person('Julien Petit');
    await julien.presses('confirm', await julien.drops('one.pdf', pdf()));

    const again = await julien.drops('two.pdf', pdf());

    expect(textOf(again)).toContain('This document is there already, as one.pdf.');
    expect(waitingFiles()).toEqual([]);
  });

  it('is more than a section keeps', async () => {
    const julien = office.person('Julien Petit');
    for (let at = 0; at < 8; at += 1)
      await julien.presses('confirm', await julien.drops(`certificate ${at}.pdf`, pdf(`number ${at}`)));

    const card = await julien.says('show the tax section');
    expect(JSON.stringify(card).length).toBeLessThan(24_000);
    expect(textOf(await julien.drops('ninth.pdf', pdf('ninth')))).toContain('There are 8 documents already');
  });

  it('changes nothing where the vetting moved on before it was confirmed', async () => {
    await vettingIs('rejected');
    const proposal = await claire().presses('choose:1', await claire().drops('a.pdf', pdf()));
    const edit = await claire().says('change the legal city to Paris');
    await claire().presses('confirm', edit);

    const stopped = await claire().presses('confirm', proposal);

    expect(stopped.metadata.state).toBe('failed');
    expect(await stored()).toEqual([]);
    expect(waitingFiles()).toEqual([]);
  });
});

describe('whoever has not the section’s right', () => {
  it.each(['Paul Lefebvre', 'Sofia Lindqvist', 'Nadia Haddad', 'Elena Rossi', 'George Whitfield'])(
    '%s is refused to add a document',
    async (name) => {
      await vettingIs('rejected');

      const card = await office.person(name).drops('extract.pdf', pdf());

      expect(card.metadata.state).toBe('refused');
      expect(await stored()).toEqual([]);
    },
  );

  it.each([
    ['en-US', 'show the legal profile', '1 document is kept with this section; only those who may change'],
    ['fr-FR', 'montre le profil légal', '1 document est conservé avec cette partie\u202f; seules les personnes'],
  ])('%s: sees that there are documents, and not what they are called', async (locale, asks, told) => {
    await vettingIs('pending');
    await claire().presses('confirm', await claire().presses('choose:1', await claire().drops('extract.pdf', pdf())));

    const section = await office.person('Sofia Lindqvist', locale).says(asks);

    expect(textOf(section)).toContain(told);
    expect(JSON.stringify(section)).not.toContain('extract');
    expect(ids(section)).toEqual(['open']);
  });

  it('may add certificates, where theirs is the tax section, but nothing for the vetting', async () => {
    await vettingIs('rejected');

    const proposal = await office.person('Hugo Fontaine').drops('extract.pdf', pdf());

    expect(textOf(proposal)).toContain('Tax exemption (certificate)');
  });

  it('is handed no file that was agreed to before the right was lost', async () => {
    const julien = office.person('Julien Petit');
    await julien.presses('confirm', await julien.drops('one.pdf', pdf()));
    const section = await julien.says('show the tax section');
    await julien.presses('confirm', await julien.presses('open:1', section));
    await office.inDatabase((database) =>
      database
        .updateTable('user_roles')
        .set({ role: 'incentives-admin' })
        .where('object_id', '=', julien.objectId)
        .execute(),
    );

    await expect(julien.takesFile()).rejects.toThrow('no file was stored');
  });
});
