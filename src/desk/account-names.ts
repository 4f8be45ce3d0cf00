import type { Account } from '../account/account';
import type { Prices } from '../prices/prices';

/** The account's own names, with which a sentence is understood better: people's and products'. */
export interface AccountNames {
  /** The same arrays while nothing has changed: what reads them keeps what it made of them. */
  current(): { users: readonly string[]; products: readonly string[] };
  /** Reads them anew: at the start and once a minute. */
  refresh(): Promise<void>;
}

/** Names beyond these are understood by their form alone. */
const userLimit = 2_000;

export function createAccountNames(account: Account, prices: Prices): AccountNames {
  let users: readonly string[] = [];
  let products: readonly string[] = [];
  return {
    current: () => ({ users, products }),
    async refresh() {
      const page = await account.users({ offset: 0, limit: userLimit });
      users = keepEqual(
        users,
        page.users.map((user) => user.displayName),
      );
      products = keepEqual(products, await prices.productTitles());
    },
  };
}

function keepEqual(before: readonly string[], now: readonly string[]): readonly string[] {
  return before.length === now.length && before.every((name, index) => name === now[index]) ? before : now;
}
