import type { Card } from '../support/connector';
import { openOffice, textOf, type Office } from '../support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice({ prices: true });
});
afterEach(() => office.close());

const refused = () =>
  office.inDatabase(async (database) => {
    const rows = await database
      .selectFrom('audit_entries')
      .selectAll()
      .where('outcome', '=', 'refused')
      .orderBy('sequence')
      .execute();
    return rows.map(({ operation, actor, subject, details }) => ({
      operation,
      actor,
      subject,
      changes: (JSON.parse(details ?? '{}') as { changes: { to: string }[] }).changes.map(({ to }) => to),
    }));
  });
const approvalOn = (cards: Card[]) => cards.find((card) => card.actions.some(({ id }) => id === 'approve'))!;

it('an attempt without the right is in the trail: who, what, about whom, and why', async () => {
  const paul = office.person('Paul Lefebvre');
  const marie = office.person('Marie Dupont');

  expect((await paul.says('block Marie Dupont')).metadata.state).toBe('refused');

  expect(await refused()).toEqual([
    { operation: 'users.block', actor: paul.objectId, subject: marie.objectId, changes: ['refusals/lacks-right'] },
  ]);
  const trail = await office.person('Claire Moreau').says('show the audit trail');
  expect(textOf(trail)).toContain('Blocking a sign-in · Marie Dupont – refused');
  expect(textOf(trail)).toContain('Paul Lefebvre');
  expect(textOf(trail)).toContain('Refused because: a right is missing');
});

it('se lit en français, avec le rôle demandé', async () => {
  const nadia = office.person('Nadia Haddad', 'fr-FR');
  await nadia.says('donne le rôle d’agent commercial à Paul Lefebvre');

  const trail = await office.person('Claire Moreau', 'fr-FR').says('montre le journal d’audit');
  expect(textOf(trail)).toContain('Attribution d’un rôle · Paul Lefebvre – non autorisé');
  expect(textOf(trail)).toContain('Rôle\u00a0: agent commercial');
  expect(textOf(trail)).toContain('Motif du refus\u00a0: ');
});

it('repeated, it is one entry, and one more with their number ten minutes later', async () => {
  const paul = office.person('Paul Lefebvre');
  for (let at = 0; at < 5; at += 1) await paul.says('block Marie Dupont');
  expect(await refused()).toHaveLength(1);

  await office.wait(9);
  expect(await refused()).toHaveLength(1);
  await office.wait(2);

  const [, second] = await refused();
  expect(second!.changes).toEqual(['refusals/lacks-right', '4']);
  await office.wait(60);
  expect(await refused()).toHaveLength(2);
});

it('a person who may, but not this one, is told and written down', async () => {
  const thomas = office.person('Thomas Bernard');
  await thomas.says('reset the password of Claire Moreau');
  await office.person('Claire Moreau').says('block Claire Moreau');

  expect((await refused()).map(({ operation, changes }) => [operation, changes[0]])).toEqual([
    ['password.reset', 'refusals/lacks-right'],
    ['users.block', 'refusals/own-account'],
  ]);
});

it('a press on another person’s button is written down with the matter that it was about', async () => {
  await office.person('Paul Lefebvre').says('I forgot my password');
  const approval = approvalOn(office.person('Thomas Bernard').chat());
  const nadia = office.person('Nadia Haddad');

  await nadia.presses('approve', approval);

  expect(await refused()).toEqual([
    {
      operation: 'password.reset',
      actor: nadia.objectId,
      subject: office.person('Paul Lefebvre').objectId,
      changes: ['refusals/not-yours'],
    },
  ]);
});

it('guests and the blocked are of the account; strangers are not', async () => {
  await office.person('Elena Rossi').says('block Marie Dupont');
  await office.person('Kevin Brandt').says('publish our business profile');
  await office.person('Nobody At All').says('block Marie Dupont');

  expect((await refused()).map(({ changes }) => changes[0])).toEqual(['refusals/guest', 'refusals/blocked-user']);
});

it('a look that is refused leaves nothing, nor does a change that is merely wrong', async () => {
  const paul = office.person('Paul Lefebvre');
  expect((await paul.says('show the audit trail')).metadata.state).toBe('refused');
  expect((await office.person('Claire Moreau').says('block Nobody Known')).metadata.state).toBe('failed');

  expect(await refused()).toEqual([]);
});

it('what was noted last is written when the desk stops', async () => {
  await office.person('Paul Lefebvre').says('block Marie Dupont');
  await office.person('Paul Lefebvre').says('block Marie Dupont');
  await office.restart();

  expect((await refused()).map(({ changes }) => changes)).toEqual([['refusals/lacks-right'], ['refusals/lacks-right']]);
});

it('nothing else of what was said is kept', async () => {
  await office.person('Nadia Haddad').says('change our IBAN to FR7630006000011234567890189');

  const [entry] = await refused();
  expect(entry).toMatchObject({ operation: 'profile.edit', subject: null });
  expect(JSON.stringify(entry)).not.toContain('FR76');
});
