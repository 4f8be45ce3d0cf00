import { createEmbeddedAccount } from '../../src/account/embedded/embedded-account';
import {
  isSameOrder,
  moveOffer,
  pinOffer,
  placeOf,
  unpinOffer,
  type PinnedOffer,
} from '../../src/account/pinned-offers';
import { openDatabase, type Database } from '../../src/store/database';
import { up } from '../../src/store/migrations/0005-catalog';

const offer = (name: string): PinnedOffer => ({ productId: `CFQ7TEST000${name}`, skuId: '0001', title: name });
const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(offer) as [PinnedOffer, PinnedOffer, PinnedOffer, PinnedOffer];
const names = (offers: readonly PinnedOffer[]) => offers.map(({ title }) => title).join('');

describe('the order', () => {
  it.each<[string, PinnedOffer, number, string]>([
    ['to the top', c, 1, 'CABD'],
    ['up by one', c, 2, 'ACBD'],
    ['down by one', b, 3, 'ACBD'],
    ['to the end', a, 4, 'BCDA'],
    ['where it is', b, 2, 'ABCD'],
  ])('is changed by moving %s', (_where, moved, place, order) => {
    expect(names(moveOffer([a, b, c, d], moved, place))).toBe(order);
  });

  it('takes a new one behind the others, or in the place of one', () => {
    expect(names(pinOffer([a, b], d, undefined))).toBe('ABD');
    expect(names(pinOffer([a, b, c], d, b))).toBe('ADC');
    expect(names(pinOffer([], d, undefined))).toBe('D');
  });

  it('closes up where one is taken out', () => {
    expect(names(unpinOffer([a, b, c], b))).toBe('AC');
  });

  it('knows an offer by its product and SKU, whatever its title', () => {
    const renamed: PinnedOffer = { ...b, title: 'renamed' };
    const another: PinnedOffer = { ...b, skuId: '0002' };

    expect(placeOf([a, b], renamed)).toBe(2);
    expect(placeOf([a, b], another)).toBe(0);
    expect(isSameOrder([a, b], [a, renamed])).toBe(true);
    expect(isSameOrder([a, b], [b, a])).toBe(false);
    expect(isSameOrder([a], [a, b])).toBe(false);
  });
});

describe('in the account', () => {
  let database: Database;
  beforeEach(async () => void (database = await openDatabase(':memory:')));
  afterEach(() => database.destroy());

  it('the list is replaced whole, and only where nobody changed it since it was read', async () => {
    const account = createEmbeddedAccount(database);
    expect(await account.pinnedOffers()).toEqual({ offers: [], version: 0 });

    const replaced = [
      await account.setPinnedOffers([a, b], 0),
      await account.setPinnedOffers([c], 0),
      await account.setPinnedOffers([b, a], 1),
      await account.setPinnedOffers([c], 1),
    ];

    expect(replaced).toEqual([true, false, true, false]);
    expect(await account.pinnedOffers()).toEqual({ offers: [b, a], version: 2 });
  });

  it('never holds more than five', async () => {
    const account = createEmbeddedAccount(database);

    await expect(account.setPinnedOffers(['A', 'B', 'C', 'D', 'E', 'F'].map(offer), 0)).rejects.toThrow();

    expect(await account.pinnedOffers()).toEqual({ offers: [], version: 0 });
  });

  it('a sample account that was started before the table keeps what it had pinned', async () => {
    await database.schema.dropTable('pinned_offers').execute();
    const profile = JSON.stringify({ legal: {}, pinned: [b, a] });
    await database
      .insertInto('organization')
      .values({ id: 1, name: 'Contoso Partner', country: 'FR', currency: 'EUR', profile })
      .execute();

    await up(database as unknown as Parameters<typeof up>[0]);

    expect(await createEmbeddedAccount(database).pinnedOffers()).toEqual({ offers: [b, a], version: 1 });
  });
});
