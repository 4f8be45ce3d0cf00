/** A point in time as ISO 8601 in UTC with milliseconds (`2026-11-23T14:03:00.000Z`): sorts as text. */
export type Instant = string;
/** JSON text; what is inside is parsed by the module that owns the table. */
export type Json = string;
/** SQLite has no booleans: 0 or 1. */
export type Flag = 0 | 1;
