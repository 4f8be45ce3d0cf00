import type { AuditEvent } from './audit/audit-trail';
import type { PriceSheetSummary } from './prices/import-sheet';

/** What the audit trail says of a price sheet that was taken in by no one: from the command line, or by itself. */
export function describeImport({ file, form, added, changed, removed, month }: PriceSheetSummary): AuditEvent {
  const counts = {
    ...(month === null ? { form } : { month }),
    added: `${added}`,
    changed: `${changed}`,
    removed: `${removed}`,
  };
  const changes = Object.entries(counts).map(([field, to]) => ({ field, from: null, to }));
  return { operation: 'prices.import', outcome: 'done', actor: null, subject: file, details: { changes } };
}
