import { readRecentUndo } from './matter-store';
import { undoMinutes, stepMinutes } from './matter';
import type { DeskParts } from './parts';

/** How often it is looked for what nobody needs any more, in milliseconds. */
const interval = 3_600_000;
/** What a change took away is kept for as long as the change can be undone, and the undoing be confirmed, in milliseconds. */
const undoSpan = (undoMinutes + stepMinutes.proposed) * 60_000;

/**
 * Deletes what nobody needs any more, at the start and once an hour: files whose request was never agreed on, removed
 * documents, and logos that no page names.
 */
export function createHousekeeping(
  parts: Pick<DeskParts, 'database' | 'account' | 'uploads' | 'now'>,
): () => Promise<void> {
  let due = -Infinity;
  return async () => {
    const now = parts.now();
    if (now.getTime() < due) return;
    due = now.getTime() + interval;
    const before = new Date(now.getTime() - undoSpan);
    await parts.uploads.sweep(now);
    await parts.account.documents.forgetRemoved(before);
    const undo = await readRecentUndo(parts.database, before);
    await parts.account.businessProfiles.forgetLogos((hash) => undo.some((each) => each.includes(hash)));
  };
}
