import type { User } from '../account/user';
import type { Proposal } from './operation';

/** A change on its way or just made, as operations see it; the desk keeps it. */
export interface MatterSummary {
  id: string;
  operation: string;
  asker: string;
  proposal: Proposal;
  createdAt: string;
  expiresAt: string | null;
  updatedAt: string;
}

export interface ReversibleMatter extends MatterSummary {
  undo: Record<string, unknown>;
}

/** A part of what is open, and how much there is in all, counted up to `mostCounted`. */
export interface MatterPage {
  matters: MatterSummary[];
  total: number;
}

/** More open matters than these are not counted: an answer takes no longer where ten thousand wait. */
export const mostCounted = 1_000;

export interface Part {
  offset: number;
  limit: number;
}

/** What operations may know of matters. */
export interface MatterReader {
  /** What waits for this person's decision, the oldest first. */
  awaitingDecisionOf(user: User, part: Part): Promise<MatterPage>;
  /** What this person asked for and still waits for, the oldest first. */
  openedBy(user: User, part: Part): Promise<MatterPage>;
  /** Whether a matter is among what waits for this person's decision or what this person waits for. */
  isOpenTo(user: User, id: string): Promise<boolean>;
  /** An open matter of this operation about this subject, by this person. */
  open(operation: string, asker: string, subject: string): Promise<MatterSummary | undefined>;
  /** The speaker's last change that can still be taken back, or the given one. */
  lastReversible(user: User, now: Date, id?: string): Promise<ReversibleMatter | undefined>;
}

export interface MatterWriter {
  /** Marks a change as taken back; false where that was done already. */
  markUndone(id: string, now: Date): Promise<boolean>;
}
