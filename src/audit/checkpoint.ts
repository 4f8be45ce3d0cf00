import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Database } from '../store/database';
import { type ChainBreak, findChainBreak } from './audit-trail';

/**
 * What the trail's head was, signed with a key that is not in the database: cutting off the newest entries, which leaves a
 * chain that is whole in itself, is noticed against it (teams.md, Attacks).
 */
const checkpointSchema = z.object({
  sequence: z.number().int(),
  hash: z.string(),
  at: z.string(),
  signature: z.string(),
});
export type SignedCheckpoint = z.infer<typeof checkpointSchema>;
type Checkpoint = SignedCheckpoint;

/** Three separate verdicts on the trail. */
export interface TrailVerdict {
  entries: number;
  /** Whether each entry is as it was written and linked to the one before. */
  integrity: { whole: true } | { whole: false; broken: ChainBreak };
  /** Whether nothing that a checkpoint vouches for was cut off. `unknown`: there is no checkpoint yet. */
  completeness: 'whole' | 'cut' | 'forged-checkpoint' | 'unknown';
  /** How many entries came after the last checkpoint, which vouches for nothing newer. */
  freshness: { checkpointAt: string | null; newerEntries: number };
}

export interface Checkpoints {
  /** Signs the head where it has moved since. */
  write(now: Date): Promise<void>;
  verify(): Promise<TrailVerdict>;
  /** The one that was signed last. */
  latest(): SignedCheckpoint | undefined;
}

/** @param dataDir where the checkpoint and its key lie, beside the database */
export function createCheckpoints(database: Database, dataDir: string): Checkpoints {
  const file = join(dataDir, 'audit-checkpoint.json');
  const keyFile = join(dataDir, 'audit-checkpoint.key');
  return {
    async write(now) {
      const head = await database
        .selectFrom('audit_entries')
        .select(['sequence', 'hash'])
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst();
      const known = readCheckpoint(file);
      if (!head || known?.hash === head.hash) return;
      // A trail that its last checkpoint does not fit was cut or rewritten: signing it anew would cover that up.
      if (known && (await completenessOf(database, known, keyFile, head.sequence)) !== 'whole') return;
      const signed = { sequence: head.sequence, hash: head.hash, at: now.toISOString() };
      const checkpoint: Checkpoint = { ...signed, signature: sign(loadKey(keyFile), signed) };
      writeFileSync(`${file}.new`, `${JSON.stringify(checkpoint)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
    latest: () => readCheckpoint(file),
    async verify() {
      const { entries, broken } = await findChainBreak(database);
      const checkpoint = readCheckpoint(file);
      return {
        entries,
        integrity: broken ? { whole: false, broken } : { whole: true },
        completeness: await completenessOf(database, checkpoint, keyFile, entries),
        freshness: {
          checkpointAt: checkpoint?.at ?? null,
          newerEntries: Math.max(0, entries - (checkpoint?.sequence ?? 0)),
        },
      };
    },
  };
}

async function completenessOf(
  database: Database,
  checkpoint: Checkpoint | undefined,
  keyFile: string,
  entries: number,
): Promise<TrailVerdict['completeness']> {
  if (!checkpoint) return entries === 0 ? 'whole' : 'unknown';
  if (!existsSync(keyFile) || !isSignedBy(loadKey(keyFile), checkpoint)) return 'forged-checkpoint';
  const entry = await database
    .selectFrom('audit_entries')
    .select('hash')
    .where('sequence', '=', checkpoint.sequence)
    .executeTakeFirst();
  return entry?.hash === checkpoint.hash ? 'whole' : 'cut';
}

function readCheckpoint(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  const parsed = checkpointSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : { sequence: 0, hash: '', at: '', signature: '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function loadKey(keyFile: string): Buffer {
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(keyFile, 'utf8'), 'base64');
}

function sign(key: Buffer, { sequence, hash, at }: Omit<Checkpoint, 'signature'>): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([sequence, hash, at]))
    .digest('hex');
}

function isSignedBy(key: Buffer, { signature, ...signed }: Checkpoint): boolean {
  const expected = Buffer.from(sign(key, signed));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
