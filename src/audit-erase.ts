import { erasePerson, type Erased } from './audit/erase-person';
import { openDataDir } from './open-data-dir';

const refusals = {
  'in-account': 'This person is still in the account: remove them first (“remove the user …”).',
  'open-matter': 'A request of, or about, this person is still open: decide or withdraw it first.',
  unknown: 'Nothing is known of this person.',
} as const satisfies Record<Extract<Erased, { refused: string }>['refused'], string>;

/** `npm run audit:erase -- PERSON`: ends with 0 where the person's data was erased, 1 where it was not. */
async function main([person, ...more]: string[]): Promise<number> {
  if (!person || person.startsWith('--') || more.length > 0) {
    process.stderr.write('Usage: npm run audit:erase -- PERSON\nPERSON is an object id or a sign-in name.\n');
    return 1;
  }
  const database = await openDataDir();
  if (!database) return 1;
  try {
    const erased = await erasePerson(database, person, new Date());
    if ('refused' in erased) {
      process.stderr.write(`${refusals[erased.refused]}\nNothing was erased.\n`);
      return 1;
    }
    process.stdout.write(
      `Erased from ${erased.entries} audit entries and ${erased.matters} requests; the chain stays whole.\n`,
    );
    return 0;
  } finally {
    await database.destroy();
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
