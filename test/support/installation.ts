import type { Card } from './connector';
import type { Office } from './office';
import type { Person } from './person';

/** The app is added to someone's personal chat: what they see first. */
export async function installsTheApp(office: Office, person: Person): Promise<Card> {
  const { status } = await office.post({ ...person.activity(''), type: 'installationUpdate', action: 'add' });
  if (status !== 200) throw new Error(`the installation was answered ${status}`);
  return await person.sees();
}
