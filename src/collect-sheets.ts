import type { Logger } from 'pino';
import { appendAuditEntry } from './audit/audit-trail';
import type { StageSheet } from './prices/price-sheets';
import type { SheetSource } from './prices/sheet-source';
import { takeOffered, type OfferedOutcome } from './prices/take-offered';
import { describeImport } from './sheet-entry';
import type { Database, DatabaseTransaction } from './store/database';

/** How often a source is asked, in milliseconds: sheets come once a month, some once a day. */
const lookSpan = 60_000;

export interface SheetCollector {
  /** Takes in what is new, beside everything else; does nothing while it still does, or looked a moment ago. */
  look(): void;
  /** Resolves when nothing is being taken in. */
  settled(): Promise<void>;
}

export interface CollectorParts {
  database: Database;
  log: Logger;
  now: () => Date;
  stage: StageSheet;
  /** The account's own country. */
  market: () => Promise<string>;
}

/** Takes price sheets in by themselves. What became of each is in the audit trail and the log; faulty ones are told once. */
export function createSheetCollector(
  source: SheetSource,
  { database, log, now, stage, market }: CollectorParts,
): SheetCollector {
  let running: Promise<void> | undefined;
  let lookedAt = -Infinity;

  async function collect(): Promise<void> {
    const at = now();
    const within = async (transaction: DatabaseTransaction, outcome: OfferedOutcome) => {
      const { file } = outcome;
      const entry =
        outcome.outcome === 'taken'
          ? describeImport(outcome.summary)
          : ({
              operation: 'prices.import',
              outcome: 'failed',
              actor: null,
              subject: file,
              details: { reason: outcome.error.code },
            } as const);
      await appendAuditEntry(transaction, entry, at);
    };
    const outcomes = await takeOffered(database, { source, stage, market: await market(), now: at, within });
    for (const outcome of outcomes) {
      if (outcome.outcome === 'faulty') {
        const { code, line } = outcome.error;
        log.warn({ file: outcome.file, code, line }, 'a price sheet could not be taken in');
      } else {
        const { tookPart, added, changed, removed } = outcome.summary;
        log.info({ file: outcome.file, tookPart, added, changed, removed }, 'a price sheet was taken in');
      }
    }
  }

  return {
    look() {
      if (running || now().getTime() - lookedAt < lookSpan) return;
      lookedAt = now().getTime();
      running = collect()
        .catch((error: unknown) => log.error({ err: error }, 'price sheets could not be looked for'))
        .finally(() => (running = undefined));
    },
    settled: async () => await running,
  };
}
