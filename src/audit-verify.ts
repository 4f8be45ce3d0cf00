import { readHash } from './audit/audit-trail';
import { createCheckpoints, type TrailVerdict } from './audit/checkpoint';
import { dataDir, openDataDir } from './open-data-dir';
import { openReadOnly } from './store/database';

/** `npm run audit:verify`, perhaps `-- NUMBER:HASH` of a checkpoint that was posted to a channel: ends with 0 where the trail is whole, 1 where it is broken, 2 where it could not be read. */
async function main(): Promise<number> {
  const written = process.argv.slice(2).join('').replaceAll(' ', '');
  const posted = readPosted(written);
  if (written !== '' && !posted) {
    process.stderr.write('A posted checkpoint is written as its number, a colon and its hash: 1042:0123abcd…\n');
    return 2;
  }
  try {
    const database = await openDataDir(openReadOnly);
    if (!database) return 2;
    const verdict = await createCheckpoints(database, dataDir()).verify();
    const kept = posted && (await readHash(database, posted.sequence)) === posted.hash;
    await database.destroy();
    process.stdout.write(`${describe(verdict)}\n`);
    if (posted)
      process.stdout.write(
        `posted        ${kept ? 'whole: the' : 'BROKEN: no such'} hash at number ${posted.sequence}\n`,
      );
    const isWhole = verdict.integrity.whole && !['cut', 'forged-checkpoint'].includes(verdict.completeness);
    return isWhole && kept !== false ? 0 : 1;
  } catch (error) {
    process.stderr.write(`The trail could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

/** A checkpoint as it was posted, the hash in groups or not. */
function readPosted(written: string): { sequence: number; hash: string } | undefined {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{64})$/i.exec(written) ?? [];
  return sequence && hash ? { sequence: Number(sequence), hash: hash.toLowerCase() } : undefined;
}

const breaks = {
  missing: 'is missing',
  altered: 'was altered',
  'personal-data-altered': 'has altered personal data',
  unlinked: 'does not follow from the one before',
} as const;

const completeness = {
  whole: 'whole: everything that the last checkpoint vouches for is there',
  cut: 'BROKEN: entries that the last checkpoint vouches for are gone',
  'forged-checkpoint': 'BROKEN: the checkpoint or its key was tampered with',
  unknown: 'unknown: there is no checkpoint yet; the running desk writes one',
} as const;

function describe({ entries, integrity, completeness: complete, freshness }: TrailVerdict): string {
  const chain = integrity.whole
    ? `whole: ${entries} entries, each as it was written`
    : `BROKEN: entry ${integrity.broken.sequence} ${breaks[integrity.broken.what]}`;
  const fresh = freshness.checkpointAt
    ? `last checkpoint ${freshness.checkpointAt}; ${freshness.newerEntries} entries since`
    : 'no checkpoint yet';
  return [`integrity     ${chain}`, `completeness  ${completeness[complete]}`, `freshness     ${fresh}`].join('\n');
}

void main().then((code) => {
  process.exitCode = code;
});
