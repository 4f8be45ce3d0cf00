import { z } from 'zod';
import { roleIds } from '../account/roles';

/** The slots of operations.md: each a schema that reads what a sentence, a button or a model gives. */
const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

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
