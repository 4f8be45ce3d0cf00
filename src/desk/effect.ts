import type { User } from '../account/user';
import { type Effect, problem, type Report } from '../operations/operation';
import type { StagedSheet } from '../prices/price-sheets';
import type { DatabaseTransaction } from '../store/database';
import { createMatterWriter } from './matter-store';
import { findOperation, type DeskParts } from './parts';

/** What a change may touch, all of it inside of one transaction. */
export function effectIn(
  parts: DeskParts,
  transaction: DatabaseTransaction,
  asker: User,
  now: Date,
  { staged, report = () => undefined }: { staged?: StagedSheet | undefined; report?: Report } = {},
): Effect {
  const inside: Effect = {
    account: parts.account.within(transaction),
    preferences: parts.preferences.within(transaction),
    subscriptions: parts.subscriptions.within(transaction),
    checkpointPlaces: parts.checkpointPlaces.within(transaction),
    outbox: parts.outbox.within(transaction),
    matters: createMatterWriter(transaction),
    asker,
    now,
    report,
    uploads: parts.uploads,
    unseal(sealed) {
      const text = parts.sealer.open(sealed);
      if (text === undefined) throw new Error('a sealed value can no longer be opened');
      return text;
    },
    async takeInSheet() {
      if (!staged) throw new Error('no price sheet was made ready');
      return await staged.takeIn(transaction, now);
    },
    async takeBack(id, undo) {
      const operation = findOperation(parts, id);
      if (!operation || operation.risk === 'read' || !operation.takeBack) return problem('nothing-to-undo');
      return await operation.takeBack(inside, undo);
    },
  };
  return inside;
}
