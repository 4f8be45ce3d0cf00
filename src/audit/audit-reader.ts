import type { Database } from '../store/database';
import { type AuditEntry, type AuditFilter, readAuditEntries } from './audit-trail';
import type { Checkpoints, TrailVerdict } from './checkpoint';

/** What operations may read of the trail. */
export interface AuditReader {
  /** The newest entries first. */
  entries(filter: AuditFilter): Promise<AuditEntry[]>;
  verify(): Promise<TrailVerdict>;
}

export function createAuditReader(database: Database, checkpoints: Pick<Checkpoints, 'verify'>): AuditReader {
  return { entries: (filter) => readAuditEntries(database, filter), verify: () => checkpoints.verify() };
}
