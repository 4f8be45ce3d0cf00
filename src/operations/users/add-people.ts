import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { z } from 'zod';
import type { Account } from '../../account/account';
import { mayGrant } from '../../account/manage-users';
import { looksLikePeople, longestPeopleFile, readPeopleFile, type PersonRow } from '../../account/people-file';
import { roleIds, roles, type Role } from '../../account/roles';
import { parseUserField } from '../../account/user-fields';
import type { User } from '../../account/user';
import { languages } from '../../language/languages';
import { speak } from '../../language/translate';
import { writeCsv } from '../csv-file';
import {
  problem,
  type Caution,
  type Context,
  type Effect,
  type FileContent,
  type Intake,
  type Performed,
  type Problem,
  type Proposal,
} from '../operation';

/** So many rows are a few milliseconds. */
const rowsPerStep = 10;
/** How many wrong rows a card tells about. */
const toldRows = 8;
/** A list of 500 people is far below it; what is larger is no such list. */
const largestFile = 512 * 1024;

/** A list of people as a CSV file: dropped into the chat, it is previewed and agreed to like one person. */
export const peopleIntake: Intake = {
  recognises: (file) => file.bytes.length <= largestFile && looksLikePeople(decode(file)),
  slots: (file) => ({ people: { file: file.name, text: decode(file) } }),
};

export const peopleSchema = z.object({ file: z.string().max(400), text: z.string().max(largestFile) });

const personSchema = z.object({
  objectId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roleIds).nullable(),
  /** Where it stands in the file. */
  line: z.number(),
});
type Person = z.output<typeof personSchema>;
/** A line that is left out, and why: a key of the words. */
const leftOutSchema = z.object({ line: z.number(), name: z.string(), email: z.string(), flaw: z.string() });
export const peopleDataSchema = z.object({
  file: z.string(),
  people: z.array(personSchema),
  leftOut: z.array(leftOutSchema),
  now: z.string(),
});
export const peopleUndoSchema = z.object({ added: z.array(z.object({ user: z.string(), version: z.number() })) });

/** What of a list can be added, with what is wrong with the other rows; a problem where nothing can. */
export async function proposePeople(
  context: Context,
  { file, text }: z.output<typeof peopleSchema>,
): Promise<Proposal | Problem> {
  const read = readPeopleFile(text);
  if ('flaw' in read) return problem(`people-${read.flaw}`, { file, limit: longestPeopleFile });
  const people: Person[] = [];
  const leftOut: z.output<typeof leftOutSchema>[] = [];
  for (const [at, row] of read.rows.entries()) {
    if (at % rowsPerStep === 0) await stepOn(context, 'checking-people', at, read.rows.length);
    const checked = await checkRow(context, row, people);
    const { line, name, email } = row;
    if ('flaw' in checked) leftOut.push({ line, name, email, flaw: checked.flaw.word });
    else people.push({ objectId: context.newId(), line, ...checked });
  }
  const wrong = leftOut.map(({ line, flaw }): Caution => ({
    word: 'users.add/wrong-row',
    values: { line, flaw: { word: flaw } },
  }));
  const told = [
    ...wrong.slice(0, toldRows),
    ...(wrong.length > toldRows ? [{ word: 'users.add/more-wrong', values: { count: wrong.length - toldRows } }] : []),
  ];
  if (people.length === 0) return noneFits(context, file, told);
  return {
    kind: 'propose',
    subject: { id: context.newId(), name: context.speech.t('users.add/people', { count: people.length, file }) },
    subjectVersion: null,
    changes: people.map(({ name, email, role }) => ({
      field: name,
      from: null,
      to: { text: role ? `${email} · ${context.speech.t(`roles/${role}`)}` : email },
    })),
    confirm: true,
    approval: false,
    cautions: [...told, 'cautions/people-without-password'],
    data: { file, people, leftOut, now: context.now.toISOString() } satisfies z.input<typeof peopleDataSchema>,
  };
}

export async function verifyPeople(account: Account, asker: User, data: unknown): Promise<Problem | undefined> {
  const { people, now } = peopleDataSchema.parse(data);
  for (const { email, role } of people) {
    if (role && !mayGrant(asker, role)) return problem('lost-right');
    if (await account.holderOfAddress(email, new Date(now))) return problem('changed-since');
  }
  return undefined;
}

/** Adds all of them or, with a problem, none: the transaction is the caller's. */
export async function performPeople({ account, now, report }: Effect, data: unknown): Promise<Performed> {
  const { people } = peopleDataSchema.parse(data);
  const added: z.output<typeof peopleUndoSchema>['added'] = [];
  for (const { objectId, email, name, role } of people) {
    if (added.length % rowsPerStep === 0) await stepOn({ report }, 'adding-people', added.length, people.length);
    const version = await account.addUser({ objectId, address: email, displayName: name, role }, now);
    added.push({ user: objectId, version });
  }
  return { undo: { added } };
}

/** Says how far it is, and lets others have their turns. */
async function stepOn({ report }: Pick<Effect, 'report'>, doing: string, count: number, of: number): Promise<void> {
  report({ doing, share: count / of, count });
  await yieldToOthers();
}

/** More people than these are not all on the card. */
const listedPeople = 20;

/** What became of each line, as a file: where some were left out, or there are more than the card lists. */
export function resultOf({ speech: { t, language } }: Context, data: unknown): FileContent | Problem {
  const { file, people, leftOut } = peopleDataSchema.parse(data);
  if (leftOut.length === 0 && people.length <= listedPeople) return problem('nothing-to-export');
  const columns = ['line', 'name', 'email', 'role', 'result'].map((column) => t(`users.add/columns/${column}`));
  const rows = [
    ...people.map(({ line, name, email, role }) => ({
      line,
      cells: [name, email, t(role ? `roles/${role}` : 'users/no-role'), t('users.add/row-added')],
    })),
    ...leftOut.map(({ line, name, email, flaw }) => ({
      line,
      cells: [name, email, '', t('users.add/row-left', { flaw: t(flaw) })],
    })),
  ].sort((one, other) => one.line - other.line);
  const bytes = writeCsv([columns, ...rows.map(({ line, cells }) => [line, ...cells])], language);
  return { name: `${file.replace(/\.[^.]*$/, '')}-${t('users.add/result-name')}.csv`, bytes };
}

/** Removes them again, where nobody has touched any of them since. */
export async function takePeopleBack({ account, now }: Effect, undo: unknown): Promise<Problem | undefined> {
  const { added } = peopleUndoSchema.parse(undo);
  for (const { user, version } of added) {
    const person = await account.user(user);
    if (person?.version !== version) return problem('changed-since');
  }
  for (const { user } of added) await account.setRemoved(user, now);
  return undefined;
}

type Flaw = { word: string };

async function checkRow(
  { account, speaker, now }: Context,
  row: PersonRow,
  before: readonly Person[],
): Promise<Omit<Person, 'objectId' | 'line'> | { flaw: Flaw }> {
  const name = parseUserField('name', row.name);
  if (name.flaw) return flawed(name.flaw);
  const email = parseUserField('email', row.email);
  if (email.flaw) return flawed(email.flaw);
  const address = email.value!;
  if (before.some((person) => person.email === address)) return flawed('address-twice');
  if (await account.holderOfAddress(address, now)) return flawed('address-in-account');
  const role = row.role === '' ? null : roleNamed(row.role);
  if (role === undefined) return flawed('role-unknown');
  // A second person agrees to an admin role, for one person at a time.
  if (role && roles[role].admin) return flawed('role-admin');
  if (role && !mayGrant(speaker, role)) return flawed('role-not-yours');
  return { name: name.value!, email: address, role };
}

function flawed(flaw: string): { flaw: Flaw } {
  return { flaw: { word: `user-flaws/${flaw}` } };
}

/** The role of an id or of a name in any of the languages. */
function roleNamed(written: string): Role | undefined {
  const folded = written.trim().toLowerCase();
  return roleIds.find((role) =>
    [role, ...languages.map((language) => speak(language).t(`roles/${role}`).toLowerCase())].includes(folded),
  );
}

function noneFits({ speech: { t } }: Context, file: string, told: readonly Caution[]): Problem {
  const flaws = told.map(({ word, values }) => {
    const { flaw, ...others } = values;
    return t(word, typeof flaw === 'object' ? { ...others, flaw: t(flaw.word) } : values);
  });
  return problem('people-none-fits', { file, flaws: flaws.join('\n') });
}

/** Spreadsheets on Windows still write lists in the system's own encoding. */
function decode({ bytes }: FileContent): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
