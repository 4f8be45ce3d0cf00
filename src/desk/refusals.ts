import { appendAuditEntry } from '../audit/audit-trail';
import type { Account } from '../account/account';
import type { Operation, Problem } from '../operations/operation';
import type { Database } from '../store/database';

/** An attempt that was refused: who wanted what of whom, and why not. */
export interface Refused {
  operation: Operation | null;
  /** Object id. */
  person: string;
  why: Problem;
  /** Whom or what it was about, where a matter says so. */
  subject?: { id: string; name: string };
  /** What was asked with: of it the user and the role are told. */
  slots?: Record<string, unknown>;
}

/** The refused attempts to change something, on their way into the audit trail. */
export interface Refusals {
  /** Notes one. Costs a look into a map: nothing is written in the turn of whoever is refused. */
  note(refused: Refused): void;
  /** Writes what was noted and is due; `all` of it before the process ends. */
  write(options?: { all?: boolean }): Promise<void>;
}

/** Problems that are a refusal: what a card calls “Not allowed”. A word below `refusals/` says each in the trail. */
const refusals = new Set([
  'lacks-right',
  'lost-right',
  'may-not-decide',
  'not-yours',
  'no-second-person',
  'no-second-admin',
  'stranger',
  'guest',
  'blocked-user',
  'reset-guest',
  'reset-blocked',
  'reset-removed',
  'own-account',
  'last-global-admin',
  'may-not-grant',
  'guest-role',
  'profile-locked-country',
  'profile-locked-currency',
  'profile-locked-bill-to-name',
  'profile-locked-legal-name',
]);

export function isRefusal({ code }: Problem): boolean {
  return refusals.has(code);
}

/** The same attempt of the same person is written once in so long, with how often it was made, in milliseconds. */
const quietSpan = 10 * 60_000;
/** More different attempts than these are not noted until some are written: a flood fills neither the trail nor the memory. */
const noted = 500;

interface Attempts extends Refused {
  key: string;
  operation: Operation;
  slots: { user?: string; role?: string };
  times: number;
  /** When it may be written (again), in milliseconds since 1970. */
  due: number;
}

/**
 * Attempts are kept in the process and written together, some seconds later: a process that is killed takes those of the last
 * seconds along.
 */
export function createRefusals(database: Database, account: Account, now: () => Date): Refusals {
  const attempts = new Map<string, Attempts>();
  return {
    note({ operation, slots = {}, ...rest }) {
      // Nothing else of what was asked with is kept: it may be large, and secret.
      const refused = { ...rest, slots: { user: shortText(slots.user), role: shortText(slots.role) } };
      if (!operation || operation.risk === 'read' || !isRefusal(refused.why) || refused.why.code === 'stranger') return;
      const key = keyOf(operation, refused);
      const known = attempts.get(key);
      if (known) known.times += 1;
      else if (attempts.size < noted) attempts.set(key, { key, operation, ...refused, times: 1, due: 0 });
    },
    async write({ all = false } = {}) {
      const time = now().getTime();
      const due = [...attempts].filter(([, attempt]) => all || attempt.due <= time);
      const told = due.map(([, attempt]) => ({ ...attempt })).filter(({ times }) => times > 0);
      if (told.length > 0) {
        await database.transaction().execute(async (transaction) => {
          const inside = account.within(transaction);
          for (const attempt of told) await appendAuditEntry(transaction, await toEvent(inside, attempt), now());
        });
      }
      for (const { key, times } of told) {
        const attempt = attempts.get(key)!;
        attempt.times -= times;
        attempt.due = time + quietSpan;
      }
      for (const [key, { times, due: next }] of due) if (times === 0 && next <= time) attempts.delete(key);
    },
  };
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 200) : undefined;
}

function keyOf(
  { id }: Operation,
  { person, why, subject, slots }: Omit<Attempts, 'key' | 'operation' | 'times' | 'due'>,
): string {
  return JSON.stringify([person, id, why.code, subject?.id, slots.user, slots.role]);
}

async function toEvent(account: Account, { operation, person, why, times, ...about }: Attempts) {
  const subject = about.subject ?? (await whomItWasAbout(account, person, about.slots.user));
  const role = about.slots.role;
  return {
    operation: operation.id,
    outcome: 'refused' as const,
    actor: person,
    subject: subject?.id ?? null,
    details: {
      actorName: (await account.user(person))?.displayName,
      subjectName: subject?.name,
      changes: [
        ...(role ? [{ field: 'role', from: null, to: `roles/${role}` }] : []),
        { field: 'refusal', from: null, to: `refusals/${why.code}` },
        ...(times > 1 ? [{ field: 'times', from: null, to: `${times}` }] : []),
      ],
    },
  };
}

/** The one user whom a written name means: what is written is not kept, since nobody could find it to erase it. */
async function whomItWasAbout(account: Account, person: string, written: string | undefined) {
  if (!written) return undefined;
  const { exact, users } = await account.findUsers(written === 'me' ? person : written);
  const [user, other] = users;
  return exact && user && !other ? { id: user.objectId, name: user.displayName } : undefined;
}
