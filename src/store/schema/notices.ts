import type { Generated } from 'kysely';
import type { Flag, Instant } from './values';

/** Subscriptions to news, what was announced, and each delivery with its state. */
export interface NoticesTables {
  subscriptions: SubscriptionsTable;
  announced: AnnouncedTable;
  deliveries: DeliveriesTable;
  delivery_sources: DeliverySourcesTable;
  sending_pauses: SendingPausesTable;
  acknowledgements: AcknowledgementsTable;
  news_previews: NewsPreviewsTable;
  news_settings: NewsSettingsTable;
}

/** What a conversation is told of. An empty product or segment stands for all of them. */
export interface SubscriptionsTable {
  id: string;
  conversation_id: string;
  /** `CFQ7TTC0LCHC:0002`. */
  product: string;
  /** As the price sheet called it when it was chosen. */
  product_title: string;
  segment: string;
  only: Generated<'all' | 'prices' | 'increases'>;
  /** Increases of more than so many thousandths. */
  above: Generated<number>;
  /** `20:00`; nothing where there are no quiet hours. */
  quiet_from: Generated<string>;
  quiet_until: Generated<string>;
  /** `09:00`; nothing where news is told as it comes in. */
  daily_at: Generated<string>;
  /** IANA name: in which its hours are. */
  time_zone: Generated<string>;
  /** Whether readers are asked to say that they have read it. */
  acknowledge: Generated<Flag>;
  /** Object id of who subscribed. */
  subscriber: string;
  language: string;
  created_at: Instant;
}

/** What has news: a price sheet, a list of promotions, or a day on which promotions begin or end. */
type NewsSourceKind = 'sheet' | 'promotions' | 'promotion-day';

/** The sources whose news has been given out, is being given out, or waits for an admin. */
export interface AnnouncedTable {
  source: NewsSourceKind;
  /** Of the price sheet or the list; of a day, how many days it is after 1970-01-01. */
  source_id: number;
  announced_at: Instant;
  /** `released` until each subscription has its delivery, then `announced`. */
  state: 'waiting' | 'released' | 'announced' | 'withheld' | 'recalled';
  /** Object id of the admin who had the last word. */
  decided_by: string | null;
  decided_at: Instant | null;
}

/** One card of news for one subscription. */
export interface DeliveriesTable {
  id: string;
  subscription: string;
  conversation_id: string;
  tenant_id: string;
  /** `unknown` from the moment it is claimed: a process that dies then leaves what is true. */
  state: 'pending' | 'sent' | 'blocked' | 'failed' | 'unknown' | 'recalled';
  attempts: number;
  not_before: Instant;
  activity_id: string | null;
  /** The card that was sent is to be withdrawn, or could not be. */
  withdrawal: 'wanted' | 'failed' | null;
  created_at: Instant;
  updated_at: Instant;
}

/** What a card tells of; a source is told to a subscription once. */
export interface DeliverySourcesTable {
  subscription: string;
  source: NewsSourceKind;
  source_id: number;
  delivery: string;
}

/** Until when the platform has asked a tenant's news to wait (a 429 speaks for all). */
export interface SendingPausesTable {
  tenant_id: string;
  until: Instant;
}

/** Who has said that they read a card of news. */
export interface AcknowledgementsTable {
  delivery: string;
  /** Object id. */
  person: string;
  at: Instant;
}

/** An admin's card of news that waits to be released. */
export interface NewsPreviewsTable {
  source: NewsSourceKind;
  source_id: number;
  /** Object id. */
  viewer: string;
  conversation_id: string;
  activity_id: string | null;
  /** The state of the news that the card shows; nothing while it was not sent. */
  shown: string;
}

/** One row: how the account's news goes out. */
export interface NewsSettingsTable {
  id: 1;
  /** Whether an admin looks at it first. */
  preview: Flag;
}
