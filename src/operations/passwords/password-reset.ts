import { z } from 'zod';
import type { Account } from '../../account/account';
import { generateTemporaryPassword, hashPassword } from '../../account/password';
import { mayResetPassword, resetObstacle, rolesThatMayReset } from '../../account/password-reset';
import { holds, rolesWith } from '../../account/rights';
import { roles, type Role } from '../../account/roles';
import type { User } from '../../account/user';
import { defineChange, problem, type Problem } from '../operation';
import { noSecondPerson } from '../second-person';
import { slot } from '../slots';
import { askWho, findUser, isUser } from '../users/find-user';

/**
 * A new temporary password for a member of the account. One's own is asked for and decided by anyone who may reset that
 * person; someone else's is confirmed by the asker and, for privileged targets, agreed by a second person (contract.md,
 * Risk). The password is made at the moment of picking it up: until then nothing has changed, and it is stored nowhere.
 */
export const passwordReset = defineChange({
  id: 'password.reset',
  group: 'passwords',
  icon: '🔑',
  risk: 'dangerous',
  right: 'everyone',
  audience: 'personal',
  slots: z.object({ user: slot.user.optional() }),

  async propose(context, { user }) {
    // “I forgot my password” says whose; “reset a password” does not, and whoever resets others’ may mean anyone’s.
    if (user === undefined && holds(context.speaker, 'passwords.reset')) {
      const asked = { operation: 'password.reset', slots: {} };
      return askWho(context, asked, context.speech.t('password.reset/ask-user'));
    }
    const written = user ?? 'me';
    const found = await findUser(context, written, (one) => ({
      operation: 'password.reset',
      slots: { user: one },
    }));
    // Who may reset nobody learns no names either.
    if (!isUser(found))
      return holds(context.speaker, 'passwords.reset') ? found : lacksRight(rolesWith('passwords.reset'));
    const target = found;
    const own = target.objectId === context.speaker.objectId;
    const obstacle = await obstacleTo(context.account, context.speaker, target);
    if (obstacle) return obstacle;
    const open = await context.matters.open('password.reset', context.speaker.objectId, target.objectId);
    if (open) return { kind: 'matter', id: open.id };
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [
        { field: 'password', from: { word: 'values/password-today' }, to: { word: 'values/password-temporary' } },
        { field: 'sessions', from: { word: 'values/sessions-open' }, to: { word: 'values/sessions-ended' } },
      ],
      confirm: !own,
      approval: own || isPrivileged(target),
      cautions: isPrivileged(target) ? ['cautions/privileged-target'] : ['cautions/make-sure-who-asks'],
    };
  },

  async verify(account, asker, proposal) {
    const target = await account.user(proposal.subject.id);
    if (!target) return problem('no-such-user', { name: proposal.subject.name });
    if (target.version !== proposal.subjectVersion) return problem('changed-since');
    return await obstacleTo(account, asker, target);
  },

  deciders: (account, proposal, asker) => othersWhoMayReset(account, proposal.subject.id, asker),

  handOver: {
    recipients: (proposal, asker) => [proposal.subject.id, asker.objectId],
    async prepare() {
      const secret = generateTemporaryPassword();
      return { secret, protectedForm: await hashPassword(secret) };
    },
    async perform({ account, now }, proposal, passwordHash) {
      await account.setTemporaryPassword(proposal.subject.id, passwordHash, now);
      return {};
    },
  },

  perform: () => Promise.resolve({}),
});

async function obstacleTo(account: Account, asker: User, target: User): Promise<Problem | undefined> {
  const own = target.objectId === asker.objectId;
  if (!own && !mayResetPassword(asker, target)) return lacksRight(rolesThatMayReset(target));
  const obstacle = resetObstacle(target);
  if (obstacle) return problem(`reset-${obstacle}`, { name: target.displayName });
  if (!own && !isPrivileged(target)) return undefined;
  const others = await othersWhoMayReset(account, target.objectId, asker);
  if (others.length > 0) return undefined;
  return noSecondPerson(rolesThatMayReset(target));
}

/** Privileged: whoever holds an admin role (contract.md, Risk). */
function isPrivileged(target: User): boolean {
  return target.roles.some((role) => roles[role].admin);
}

async function othersWhoMayReset(account: Account, targetId: string, asker: User): Promise<User[]> {
  const target = await account.user(targetId);
  if (!target) return [];
  const holders = await account.holders(rolesThatMayReset(target));
  return holders.filter((holder) => holder.objectId !== asker.objectId && mayResetPassword(holder, target));
}

function lacksRight(rolesThatWould: readonly Role[]): Problem {
  return problem('lacks-right', { right: 'passwords.reset', roles: rolesThatWould });
}
