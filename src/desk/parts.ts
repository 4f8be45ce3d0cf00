import type { Logger } from 'pino';
import type { Account } from '../account/account';
import type { FirstAdmins } from '../account/embedded/first-admin';
import type { AuditReader } from '../audit/audit-reader';
import type { CheckpointPlaces } from '../audit/checkpoint-place';
import type { Preferences } from '../language/preferences';
import type { Deliveries } from '../notices/deliveries';
import type { NewsReader } from '../notices/news-parts';
import type { Outbox } from '../notices/outbox';
import type { Pacer } from '../notices/pacing';
import type { Subscriptions } from '../notices/subscriptions';
import type { MatterReader } from '../operations/matters';
import type { Operation } from '../operations/operation';
import type { PriceSheets } from '../prices/price-sheets';
import type { Prices } from '../prices/prices';
import type { Database } from '../store/database';
import type { CardRenderer } from './card';
import type { ConversationMemory } from './conversation-memory';
import type { Conversations } from './conversations';
import type { Delivery } from './delivery';
import type { LateAnswers } from './late-answers';
import type { Messenger } from './messenger';
import type { Refusals } from './refusals';
import type { Sealer } from './sealer';
import type { Tokens } from './token';
import type { KeptUploads } from './uploads';

/** What the road is made of; `main.ts` composes it, tests put fakes in its place. */
export interface DeskParts {
  database: Database;
  account: Account;
  firstAdmins: FirstAdmins;
  audit: AuditReader;
  prices: Prices;
  priceSheets: PriceSheets;
  uploads: KeptUploads;
  preferences: Preferences;
  subscriptions: Subscriptions;
  checkpointPlaces: CheckpointPlaces;
  deliveries: Deliveries;
  outbox: Outbox;
  news: NewsReader;
  matters: MatterReader;
  operations: readonly Operation[];
  conversations: Conversations;
  memory: ConversationMemory;
  messenger: Messenger;
  cards: CardRenderer;
  tokens: Tokens;
  /** Seals values that no row may hold in clear. */
  sealer: Sealer;
  refusals: Refusals;
  /** Where clients reach the desk, without a slash at the end; null where that is not known. */
  publicUrl: () => string | null;
  now: () => Date;
  /** Resolves when whoever asked should see something, even if the answer is not there yet. */
  patience: () => Promise<void>;
  /** Resolves when what says how far something is may be brought up to date again. */
  beat: () => Promise<void>;
  pacer: Pick<Pacer, 'spare'>;
  newId: () => string;
  log: Logger;
}

/** What asking and pressing need besides: the deliveries, and answers that take longer than the platform waits. */
export interface RoadParts extends DeskParts {
  delivery: Delivery;
  late: LateAnswers;
}

export function findOperation(parts: Pick<DeskParts, 'operations'>, id: string): Operation | undefined {
  return parts.operations.find((operation) => operation.id === id);
}
