import type { AccountTables } from './schema/account';
import type { AuditTables } from './schema/audit';
import type { DeskTables } from './schema/desk';
import type { NoticesTables } from './schema/notices';
import type { PricesTables } from './schema/prices';

export type * from './schema/account';
export type * from './schema/audit';
export type * from './schema/desk';
export type * from './schema/notices';
export type * from './schema/prices';

/** The tables, one interface each, by area. The migrations create them; a test compares the two. */
export interface Schema extends AccountTables, AuditTables, DeskTables, NoticesTables, PricesTables {}
