import type { Generated } from 'kysely';
import type { Instant, Json } from './values';

/** The audit trail and where its checkpoint is posted. */
export interface AuditTables {
  audit_entries: AuditEntriesTable;
  checkpoint_place: CheckpointPlaceTable;
}

export interface AuditEntriesTable {
  sequence: Generated<number>;
  at: Instant;
  operation: string;
  outcome: string;
  actor: string | null;
  subject: string | null;
  /** Personal data of the entry (who, to whom, old → new); may be erased, `digest` stays. */
  details: Json | null;
  salt: string | null;
  digest: string;
  previous_hash: string;
  hash: string;
}

/** Where the audit trail's checkpoints are posted; one row. */
export interface CheckpointPlaceTable {
  id: 1;
  conversation_id: string | null;
  language: string | null;
  posted_on: Day | null;
  version: number;
}

/** A day as `2026-11-01`; sorts as text. */
type Day = string;
