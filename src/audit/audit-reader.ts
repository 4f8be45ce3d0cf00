import type { Database } from '../store/database';
import { countAuditEntries, type AuditEntry, type AuditFilter, readAuditEntries, readHash } from './audit-trail';
import { createCheckpointPlaces, type CheckpointPlace } from './checkpoint-place';
import type { Checkpoints, TrailVerdict } from './checkpoint';

/** What operations may read of the trail. */
export interface AuditReader {
  /** The newest entries first. */
  entries(filter: AuditFilter & { limit: number }): Promise<AuditEntry[]>;
  /** How many there are, and the number of the newest. */
  count(filter: AuditFilter): Promise<{ count: number; newest: number }>;
  verify(): Promise<TrailVerdict>;
  /** The hash of the entry with this number; undefined where there is none. */
  hashOf(sequence: number): Promise<string | undefined>;
  checkpointPlace(): Promise<CheckpointPlace>;
}

export function createAuditReader(database: Database, checkpoints: Pick<Checkpoints, 'verify'>): AuditReader {
  return {
    entries: (filter) => readAuditEntries(database, filter),
    count: (filter) => countAuditEntries(database, filter),
    verify: () => checkpoints.verify(),
    hashOf: (sequence) => readHash(database, sequence),
    checkpointPlace: () => createCheckpointPlaces(database).read(),
  };
}
