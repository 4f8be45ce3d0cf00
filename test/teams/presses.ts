import type { Card } from '../support/connector';
import { textOf, type Office } from '../support/office';
import type { Person } from '../support/person';

export type Json = Record<string, unknown>;

/** A press of Action.Execute, as an activity to be sent by hand. */
export function pressOf(person: Person, card: Card, button: string, changed: Json = {}): Json {
  const action = card.actions.find(({ id }) => id === button)!;
  const value = {
    action: { type: 'Action.Execute', id: button, verb: action.verb, data: action.data },
    trigger: 'manual',
  };
  return { ...person.activity(''), text: undefined, type: 'invoke', name: 'adaptiveCard/action', value, ...changed };
}

/** Sends a press; the card that takes the pressed one's place. */
export async function press(office: Office, activity: Json): Promise<Card> {
  return ((await office.post(activity)).body as { value: Card }).value;
}

const password = /(?<![\w!%+=?@])[a-zA-Z0-9!%+=?@]{20}(?![\w!%+=?@])/g;

/** The temporary passwords that cards show. */
export function passwordsIn(...cards: Card[]): string[] {
  return cards.flatMap((card) => textOf(card).match(password) ?? []);
}

/** The outcomes in the audit trail, the oldest first. */
export async function outcomes(office: Office): Promise<string[]> {
  const entries = await office.inDatabase((database) =>
    database.selectFrom('audit_entries').select('outcome').orderBy('sequence').execute(),
  );
  return entries.map(({ outcome }) => outcome);
}

/** Paul asks and Thomas approves: the card on which Paul picks his password up. */
export async function readyCard(office: Office): Promise<Card> {
  const paul = office.person('Paul Lefebvre');
  const thomas = office.person('Thomas Bernard');
  await paul.says('I forgot my password');
  await thomas.presses('approve', await thomas.sees());
  return await paul.sees();
}

/** The status of signing in as Paul on the account page: 303 where the password fits. */
export async function signInAsPaul(office: Office, secret: string): Promise<number> {
  const body = new URLSearchParams({ username: 'paul.lefebvre@contoso-partner.example', password: secret });
  return (await fetch(`${office.desk.origin}/account/sign-in`, { method: 'POST', body, redirect: 'manual' })).status;
}
