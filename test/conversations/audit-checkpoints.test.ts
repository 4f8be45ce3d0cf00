import { sql } from 'kysely';
import { actionsOf, openOffice, textOf, type Office } from '../support/office';
import type { Card } from '../support/connector';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const security = { id: '19:security@thread.tacv2', kind: 'channel' } as const;
const titles = (card: Card) => actionsOf(card).map(({ title }) => title);
const cardsInChannel = () => office.connector.messagesIn(security.id).map(({ card }) => card);
const day = 24 * 60;

async function chooseChannel(name = 'Claire Moreau', locale = 'en-US'): Promise<void> {
  const person = office.person(name, locale);
  const asks = locale === 'en-US' ? 'verify the audit trail' : 'vérifie le journal d’audit';
  const proof = await person.says(asks, security);
  const proposal = await person.presses('choose:1', proof, {}, security);
  const done = await person.presses('confirm', proposal, {}, security);
  expect(done.metadata).toEqual({ operation: 'audit.post-checkpoints', state: 'done' });
  await office.desk.sweep();
}

it('is posted to the channel that an admin chose, at once and then once a day', async () => {
  const claire = office.person('Claire Moreau');

  const proof = await claire.says('verify the audit trail', security);
  expect(textOf(proof)).toContain('Posted daily\nNowhere');
  await chooseChannel();

  const posted = cardsInChannel().at(-1)!;
  expect(posted.metadata).toEqual({ operation: 'audit.verify', state: 'answered' });
  expect(textOf(posted)).toMatch(/The trail has 1 entry\.\nHash of the last one\n([0-9a-f]{8} ?){8}\nSignature\n/);
  await office.wait(60);
  expect(cardsInChannel().at(-1)).toBe(posted);

  await claire.presses('confirm', await claire.says('add Luke Gray, luke.gray@contoso-partner.example'));
  await office.wait(day);
  expect(textOf(cardsInChannel().at(-1))).toMatch(/The trail has \d+ entries\./);
  expect(cardsInChannel().at(-1)).not.toBe(posted);
  expect(textOf(await claire.says('verify the audit trail', security))).toContain('In this conversation. Last on');
  expect(textOf(await claire.says('verify the audit trail'))).toContain('In another conversation.');
});

it('se compare au journal, et dénonce un journal réécrit avec son point de contrôle', async () => {
  await chooseChannel('Claire Moreau', 'fr-FR');
  const claire = office.person('Claire Moreau', 'fr-FR');
  const posted = cardsInChannel().at(-1)!;
  expect(textOf(posted)).toContain('Le journal compte 1 entrée.');

  const kept = await claire.presses('open', posted, {}, security);
  expect(textOf(kept)).toContain('L’entrée n° 1 porte toujours l’empreinte publiée.');

  await office.inDatabase(async (database) => {
    await sql`drop trigger audit_entries_are_not_changed`.execute(database);
    await database
      .updateTable('audit_entries')
      .set({ hash: 'f'.repeat(64) })
      .where('sequence', '=', 1)
      .execute();
  });
  const gone = await claire.presses('open', posted, {}, security);

  expect(textOf(gone)).toContain('L’entrée n° 1 ne porte plus l’empreinte publiée');
  expect(textOf(gone)).toContain('ALTÉRÉ');
});

it('stops when it is told to, and that is taken back like any change', async () => {
  await chooseChannel();
  const claire = office.person('Claire Moreau');

  const proof = await claire.says('verify the audit trail', security);
  expect(titles(proof)).toContain('Stop posting');
  const stop = await claire.presses('choose:1', proof, {}, security);
  const done = await claire.presses('confirm', stop, {}, security);
  const count = cardsInChannel().length;
  await office.wait(20);
  expect(cardsInChannel()).toHaveLength(count);

  // Taking back is the speaker's own matter: it goes on in their chat.
  await claire.presses('undo', done, {}, security);
  await claire.presses('confirm', await claire.sees());
  expect(textOf(await claire.says('verify the audit trail', security))).toContain('In this conversation.');
});

it('goes on after a restart, and is not posted twice on a day', async () => {
  await chooseChannel();
  const count = cardsInChannel().length;

  await office.restart();

  expect(cardsInChannel()).toHaveLength(count);
});

it('that the platform had no room for is posted later; one that may have arrived is not repeated', async () => {
  await chooseChannel();
  const count = cardsInChannel().length;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    office.connector.answerNext((method, path) =>
      method === 'POST' && path.includes(security.id) ? { status: 429, headers: { 'retry-after': '0' } } : undefined,
    );
  }

  await office.wait(day);
  await office.desk.sweep();

  expect(cardsInChannel()).toHaveLength(count + 1);
});

it.each(['Paul Lefebvre', 'Nadia Haddad', 'Thomas Bernard', 'Julien Petit'])(
  'is not for %s to place or compare',
  async (name) => {
    await chooseChannel();
    const posted = cardsInChannel().at(-1)!;
    const claire = office.person('Claire Moreau');
    const proof = await claire.says('verify the audit trail', security);
    const other = office.person(name);

    expect((await other.presses('open', posted, {}, security)).metadata.state).toBe('refused');
    expect((await other.presses('choose:1', proof, {}, security)).metadata.state).toBe('refused');
  },
);

describe('where the desk was removed from the channel', () => {
  const places = () =>
    office.inDatabase((database) => database.selectFrom('checkpoint_place').select('conversation_id').execute());
  const lost = (locale: string) => (locale === 'fr-FR' ? 'n’est plus publié' : 'is no longer posted');

  it.each(['en-US', 'fr-FR'])(
    'whoever chose it is told so once, and nothing is posted any more (%s)',
    async (locale) => {
      const claire = office.person('Claire Moreau', locale);
      await claire.says('help');
      await chooseChannel('Claire Moreau', locale);
      await office.post({ ...claire.activity('', security), type: 'installationUpdate', action: 'remove' });
      const posted = cardsInChannel().length;
      const before = claire.chat().length;

      await office.wait(day);
      await office.wait(day);

      const told = claire.chat().slice(before);
      expect(told).toHaveLength(1);
      expect(textOf(told[0])).toContain(lost(locale));
      expect(cardsInChannel()).toHaveLength(posted);
      expect(await places()).toEqual([{ conversation_id: null }]);

      const proof = await claire.presses('open', told[0]!);
      expect(proof.metadata.operation).toBe('audit.verify');
      const trail = await claire.says(locale === 'fr-FR' ? 'montre le journal d’audit' : 'show the audit trail');
      expect(textOf(trail)).toContain(locale === 'fr-FR' ? 'Partner Desk · ' : 'The desk itself');
    },
  );

  it('another admin is told, where the one who chose it can’t be', async () => {
    const david = office.person('David Okafor');
    await david.says('help');
    await chooseChannel('Claire Moreau');
    await office.inDatabase((database) =>
      database
        .updateTable('user_roles')
        .set({ role: 'report-viewer' })
        .where('object_id', '=', office.person('Claire Moreau').objectId)
        .execute(),
    );
    await office.post({ ...david.activity('', security), type: 'installationUpdate', action: 'remove' });

    await office.wait(day);

    expect(textOf(david.chat().at(-1))).toContain(lost('en-US'));
  });
});
