import { openOffice, type Office, type OfficeOptions } from './office';

/** One desk for a group of tests that change nothing: after each it holds what it held before. */
export function useUnchangedOffice(options?: OfficeOptions): {
  office: () => Office;
  /** What it holds now is what is compared with from now on. */
  note: () => Promise<void>;
} {
  let office: Office;
  let before: unknown;
  const note = async () => void (before = await heldBy(office));
  beforeAll(async () => {
    office = await openOffice(options);
    await note();
  });
  afterAll(() => office.close());
  afterEach(async () => expect(await heldBy(office)).toEqual(before));
  return { office: () => office, note };
}

/** All that the account holds and all that is on its way. */
async function heldBy(office: Office): Promise<unknown> {
  return await office.inDatabase(async (database) => ({
    users: await database.selectFrom('users').selectAll().execute(),
    roles: await database.selectFrom('user_roles').selectAll().execute(),
    sections: await database.selectFrom('profile_sections').selectAll().execute(),
    pages: await database.selectFrom('business_profiles').selectAll().execute(),
    pins: await database.selectFrom('pinned_offers').selectAll().execute(),
    preferences: await database.selectFrom('preferences').selectAll().execute(),
    matters: await database.selectFrom('matters').selectAll().execute(),
  }));
}
