import type { Generated } from 'kysely';

/** A point in time as ISO 8601 in UTC with milliseconds (`2026-11-23T14:03:00.000Z`): sorts as text. */
type Instant = string;
/** JSON text; what is inside is parsed by the module that owns the table. */
type Json = string;
/** SQLite has no booleans: 0 or 1. */
type Flag = 0 | 1;

/** The tables, one interface each. The migrations create them; a test compares the two. */
export interface Schema {
  organization: OrganizationTable;
  profile_sections: ProfileSectionsTable;
  users: UsersTable;
  user_roles: UserRolesTable;
  user_words: UserWordsTable;
  sessions: SessionsTable;
  preferences: PreferencesTable;
  audit_entries: AuditEntriesTable;
  keys: KeysTable;
  checkpoint_place: CheckpointPlaceTable;
  logos: LogosTable;
  documents: DocumentsTable;
  conversations: ConversationsTable;
  matters: MattersTable;
  matter_cards: MatterCardsTable;
  price_sheets: PriceSheetsTable;
  price_sheet_markets: PriceSheetMarketsTable;
  price_items: PriceItemsTable;
  prices: PricesTable;
  price_changes: PriceChangesTable;
  pinned_offers: PinnedOffersTable;
  business_profiles: BusinessProfilesTable;
  subscriptions: SubscriptionsTable;
  announced: AnnouncedTable;
  deliveries: DeliveriesTable;
  delivery_sources: DeliverySourcesTable;
  sending_pauses: SendingPausesTable;
  acknowledgements: AcknowledgementsTable;
  news_previews: NewsPreviewsTable;
  news_settings: NewsSettingsTable;
  offered_sheets: OfferedSheetsTable;
  promotion_lists: PromotionListsTable;
  promotions: PromotionsTable;
  reference_lists: ReferenceListsTable;
  reference_list_scopes: ReferenceListScopesTable;
  offer_rules: OfferRulesTable;
  usage_prices: UsagePricesTable;
  model_usage: ModelUsageTable;
}

export interface OrganizationTable {
  id: 1;
  name: string;
  country: string;
  currency: string;
  profile: Json;
}

/** A section of the organisation profile. */
export interface ProfileSectionsTable {
  section: string;
  fields: Json;
  /** Counts every change, so that a change agreed on an older state is noticed. */
  version: number;
}

export interface UsersTable {
  object_id: string;
  user_principal_name: string;
  display_name: string;
  /** The name folded for sorting and searching. */
  sort_name: string;
  mail: string | null;
  phone: string | null;
  job_title: string | null;
  language: string | null;
  enabled: Flag;
  user_type: 'Member' | 'Guest';
  password_hash: string | null;
  must_change_password: Flag;
  /** Counts every change of the user, so that a change agreed on an older state is noticed. */
  version: number;
  deleted_at: Instant | null;
}

export interface UserRolesTable {
  object_id: string;
  role: string;
}

export interface UserWordsTable {
  word: string;
  object_id: string;
}

export interface SessionsTable {
  token_digest: string;
  object_id: string;
  expires_at: Instant;
}

export interface PreferencesTable {
  object_id: string;
  language: string;
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
/** Millionths of the currency's unit: 21.50 EUR is 21500000. */
type Micros = number;

/** One price sheet that was taken in. */
export interface PriceSheetsTable {
  id: Generated<number>;
  file: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  digest: string;
  view: 'license-based' | 'software' | 'legacy';
  /** A preview lists only what will change. */
  kind: 'current' | 'preview';
  /** `2026-11`. */
  month: string;
  /** The day that the sheet speaks of: the first of its month, or the newest start in it where that is later. */
  effective_from: Day;
  imported_at: Instant;
  summary: Json;
}

/** The markets and currencies that a sheet holds. */
export interface PriceSheetMarketsTable {
  sheet_id: number;
  market: string;
  currency: string;
}

/** What can be bought: a SKU of a product in its segment. */
export interface PriceItemsTable {
  id: Generated<number>;
  view: 'license-based' | 'software' | 'legacy';
  product_id: string;
  sku_id: string;
  segment: string;
  product_title: string;
  sku_title: string;
  publisher: string;
  description: string;
  unit_of_measure: string;
  /** `License;Trial`. */
  tags: string;
  /** Month of the sheet that the texts are from: an older sheet, taken in later, leaves them alone. */
  described_by: string;
}

/** The price of an item from a day on: the newest row that has begun is in force. Without amounts: no longer sold. */
export interface PricesTable {
  item_id: number;
  market: string;
  currency: string;
  term: string;
  billing: string;
  valid_from: Day;
  /** Last day; null is open. */
  valid_to: Day | null;
  /** For the whole term. */
  unit_micros: Micros | null;
  retail_micros: Micros | null;
  /** What the sheet itself says the price was before. */
  previous_unit_micros: Micros | null;
  previous_retail_micros: Micros | null;
  sheet_id: number;
}

/** What a sheet changed against what was known; the first sheet of a market and currency leaves none. */
export interface PriceChangesTable {
  id: Generated<number>;
  sheet_id: number;
  item_id: number;
  kind: 'added' | 'removed' | 'price' | 'dates' | 'text';
  effective_from: Day;
  market: string | null;
  currency: string | null;
  term: string | null;
  billing: string | null;
  unit_before: Micros | null;
  unit_after: Micros | null;
  retail_before: Micros | null;
  retail_after: Micros | null;
  text_before: Json | null;
  text_after: Json | null;
}

/** The pinned offers of the account: one row, since they are an order and change as a whole. */
export interface PinnedOffersTable {
  id: 1;
  /** Counts every change of the list. */
  version: number;
  offers: Json;
}

/** The company's public page, one per country. */
export interface BusinessProfilesTable {
  country: string;
  draft: Json;
  published: Json | null;
  published_at: Instant | null;
  /** Counts every change, so that a change agreed on an older state is noticed. */
  version: number;
}

/** The logos that pages name. */
export interface LogosTable {
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  type: 'png' | 'jpeg' | 'gif';
  /** base64 */
  bytes: string;
}

/** Papers for vetting and tax exemptions. */
export interface DocumentsTable {
  id: string;
  kind: 'business' | 'employment' | 'email-domain' | 'exemption';
  name: string;
  type: 'pdf' | 'png' | 'jpeg';
  /** In bytes. */
  size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string;
  /** May be empty. */
  comment: string;
  /** base64 */
  bytes: string;
  /** Object id; empty once that person's data was erased. */
  added_by: string;
  added_at: Instant;
  /** It can be brought back for as long as an undo is possible; then it is deleted. */
  removed_at: Instant | null;
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

/** What a source of price sheets (a folder) offered, and what became of it. */
export interface OfferedSheetsTable {
  source: string;
  /** Name, size and time of the file: another version of it is another. */
  key: string;
  file: string;
  outcome: 'taken' | 'faulty';
  /** What is at fault. */
  fault: Json | null;
  at: Instant;
}

/** A list of promotions that brought something new. */
export interface PromotionListsTable {
  id: Generated<number>;
  file: string;
  imported_at: Instant;
}

/** A promotion as the platform's API gives it (domain.md 4.7). */
export interface PromotionsTable {
  /** `product:sku:availability`. */
  id: string;
  name: string;
  description: string;
  starts_on: Day;
  ends_on: Day;
  automatic: Flag;
  products: Json;
  /** The list that first had it. */
  list_id: number;
}

/** A list beside the price sheets that was taken in. */
export interface ReferenceListsTable {
  id: Generated<number>;
  form: 'offer-matrix' | 'usage';
  file: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  digest: string;
  imported_at: Instant;
  summary: Json;
}

/** What a list speaks of as a whole: what it no longer lists there is gone. */
export interface ReferenceListScopesTable {
  list_id: number;
  scope: string;
}

/** What the offer matrix says of a SKU (domain.md 4.2), from one list until another said otherwise. */
export interface OfferRulesTable {
  id: Generated<number>;
  scope: string;
  product_id: string;
  sku_id: string;
  title: string;
  min_seats: number | null;
  max_seats: number | null;
  owned_limit: number | null;
  owned_limit_type: string;
  /** References: `CFQ7TTC0LDPB:0001`, or a product alone. */
  prerequisites: Json;
  conversions: Json;
  countries: Json;
  from_list: number;
  /** Null while it holds. */
  until_list: number | null;
}

/** A price by use, or of a reservation (domain.md 4.5); amounts and tiers are decimal text. */
export interface UsagePricesTable {
  id: Generated<number>;
  scope: string;
  product_id: string;
  sku_id: string;
  family: 'consumption' | 'reservation' | 'marketplace';
  term: string;
  billing: string;
  market: string;
  currency: string;
  tier_from: string;
  meter_ids: string;
  product_title: string;
  title: string;
  /** The words by which it is found. */
  search: string;
  publisher: string;
  unit: string;
  meter_type: string;
  tier_to: string | null;
  price: string;
  retail: string | null;
  valid_from: Day;
  valid_to: Day | null;
  from_list: number;
  until_list: number | null;
  /** From this day on a replaced price no longer holds. */
  until_day: Day | null;
}

/** What a language model was asked on a day: counts, no words. */
export interface ModelUsageTable {
  day: Day;
  /** Object id. */
  person: string;
  calls: number;
  tokens: number;
}
