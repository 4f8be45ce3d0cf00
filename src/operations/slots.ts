import { z } from 'zod';
import { roleIds } from '../account/roles';

/** The slots of operations.md: each a schema that reads what a sentence, a button or a model gives. */
/** A day that there is: no 31 February. */
const isoDate = z.iso.date();

export const slot = {
  user: z.string().trim().min(1).max(256),
  role: z.enum(roleIds),
  query: z.string().trim().min(1).max(256),
  product: z.string().trim().min(1).max(256),
  quantity: z.coerce.number().int().min(1).max(1_000_000),
  term: z.enum(['P1M', 'P1Y', 'P3Y']),
  billing: z.enum(['monthly', 'annual', 'triennial']),
  segment: z.enum(['commercial', 'education', 'charity', 'government']),
  market: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  date: isoDate,
  position: z.coerce.number().int().min(1).max(1_000),
  language: z.string().min(2).max(35),
  operation: z.string().min(1).max(64),
  /** Which page of a list, from 0: buttons only. */
  page: z.coerce.number().int().min(0).max(100_000),
} as const;

/** The slots that a sentence can give, with what they mean (operations.md, Slots); others come from buttons, forms and files. */
export const slotMeanings: Readonly<Record<string, string>> = {
  user: 'The person as written: a name, a sign-in name, an e-mail address or a mention; "me" for the speaker',
  role: 'The id of the role',
  query: 'What the list is searched for, as written',
  product: 'The product as written, however abbreviated',
  quantity: 'How many licences',
  term: 'For how long it is bought: a month, a year, three years',
  billing: 'How often it is billed',
  segment: 'The kind of customer',
  market: 'The country, ISO 3166-1 alpha-2',
  currency: 'The currency, ISO 4217',
  date: 'The day that is asked about, YYYY-MM-DD',
  since: 'From which day, YYYY-MM-DD',
  until: 'Until which day, YYYY-MM-DD',
  section: 'The section of the organisation profile',
  field: 'The id of the field: website, phone, email, description, name, jobTitle, …',
  value: 'The new value, as written',
  name: 'The name of the person to be added, as written',
  email: 'The e-mail address of the person to be added, as written',
  position: 'The place in the list, from 1',
  language: 'The language, en or fr',
  operation: 'The id of an operation, with a dot: users.block',
};

/** Of these, what is taken over as it was written. */
export const writtenSlots: ReadonlySet<string> = new Set(['user', 'query', 'product', 'value', 'name', 'email']);
