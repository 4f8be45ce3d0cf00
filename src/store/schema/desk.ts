import type { Flag, Instant, Json } from './values';

/** What the desk itself keeps: keys, conversations, and the matters that are agreed on there. */
export interface DeskTables {
  keys: KeysTable;
  conversations: ConversationsTable;
  matters: MattersTable;
  matter_cards: MatterCardsTable;
  model_usage: ModelUsageTable;
}

export interface KeysTable {
  name: string;
  value: string;
}

export interface ConversationsTable {
  conversation_id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  tenant_id: string;
  service_url: string;
  channel_id: string;
  bot_id: string;
  /** Object id of the person of a personal conversation. */
  person: string | null;
  locale: string | null;
  blocked: Flag;
  updated_at: Instant;
}

export interface MattersTable {
  id: string;
  operation: string;
  /** What is to be done, as the operation proposed it (subject, old → new, versions). */
  proposal: Json;
  asker: string;
  conversation_id: string;
  /** Object id or other id of what the matter is about. */
  subject: string | null;
  step: string;
  approval: Flag;
  decided_by: string | null;
  decided_at: Instant | null;
  reason: string | null;
  /** Who may take up what was agreed (a temporary password), while the step is `ready`. */
  recipient: string | null;
  outcome: Json | null;
  undo: Json | null;
  undone_at: Instant | null;
  activity_key: string | null;
  version: number;
  created_at: Instant;
  updated_at: Instant;
  expires_at: Instant | null;
  /** Whether a card of it may not show its latest version yet. */
  behind: Flag;
}

export interface MatterCardsTable {
  id: string;
  matter: string;
  /** Object id of the person who sees the card. */
  viewer: string;
  role: 'asker' | 'approver' | 'recipient';
  conversation_id: string | null;
  activity_id: string | null;
  /** Version of the matter that the card in the chat shows; 0 while it was not sent. */
  shown_version: number;
  delivery: 'pending' | 'sent' | 'blocked' | 'unknown';
  /** The card is left as it is until then. */
  not_before: Instant | null;
}

/** A day as `2026-11-01`; sorts as text. */
type Day = string;

/** What a language model was asked on a day: counts, no words. */
export interface ModelUsageTable {
  day: Day;
  /** Object id. */
  person: string;
  calls: number;
  tokens: number;
}
