import { appointAdmin, type Appointed } from './account/embedded/appoint-admin';
import { openDataDir } from './open-data-dir';

const refusals = {
  unknown: 'There is nobody of that object id or sign-in name in the account: add them first (“add a user”).',
  'not-a-member': 'A global admin is a member of the account whose sign-in is not blocked.',
  'is-one': 'This person is a global admin already.',
  'two-there': 'The account has two global admins: one of them asks for a third in the chat, the other agrees.',
} as const satisfies Record<Extract<Appointed, { refused: string }>['refused'], string>;

/** `npm run admins:appoint -- PERSON`: ends with 0 where the person was made a global admin, 1 where not. */
async function main([person, ...more]: string[]): Promise<number> {
  if (!person || person.startsWith('--') || more.length > 0) {
    process.stderr.write('Usage: npm run admins:appoint -- PERSON\nPERSON is an object id or a sign-in name.\n');
    return 1;
  }
  const database = await openDataDir();
  if (!database) return 1;
  try {
    const appointed = await appointAdmin(database, person, new Date());
    if ('refused' in appointed) {
      process.stderr.write(`${refusals[appointed.refused]}\nNothing was changed.\n`);
      return 1;
    }
    process.stdout.write(`${appointed.name} is a global admin from now on. The audit trail says so.\n`);
    return 0;
  } finally {
    await database.destroy();
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
