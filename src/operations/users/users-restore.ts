import { z } from 'zod';
import { globalAdminsBeside, mayManage } from '../../account/manage-users';
import { restorableSince } from '../../account/user-changes';
import type { User } from '../../account/user';
import { defineChange, problem, type Answer, type Context } from '../operation';
import { slot } from '../slots';
import {
  isProblem,
  managingObstacle,
  showSubject,
  subjectOf,
  subjectOfUndo,
  unchangedSubject,
  undoOf,
} from './manage-user';

/** How many removed people a choice card shows. */
const shownCandidates = 6;

/** Brings back someone who was removed in the last 30 days, with the roles held then; without a name, offers who was. */
export const usersRestore = defineChange({
  id: 'users.restore',
  group: 'users',
  icon: '♻️',
  risk: 'change',
  right: 'users.manage',
  audience: 'personal',
  next: showSubject,
  slots: z.object({ user: slot.user.optional() }),

  async propose(context, { user: written }) {
    const removed = await context.account.removedUsers(context.now, written);
    const [target] = removed;
    if (!target) return await nobodyToRestore(context, written);
    if (written === undefined || removed.length > 1) return chooseRemoved(context, removed, written);
    const obstacle = managingObstacle(context.speaker, target);
    if (obstacle) return obstacle;
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'membership', from: { word: 'users/removed' }, to: { word: 'users/in-account' } }],
      confirm: true,
      approval: false,
      cautions: target.roles.length > 0 ? ['cautions/roles-come-back'] : [],
    };
  },

  async verify(account, asker, proposal) {
    const target = await unchangedSubject(account, proposal);
    return isProblem(target) ? target : managingObstacle(asker, target);
  },

  async perform({ account, now }, { subject }) {
    const target = await account.user(subject.id);
    // The 30 days may have run out between the question and the answer.
    if (!target?.deletedAt || target.deletedAt <= restorableSince(now)) return problem('not-restorable');
    return undoOf(subject.id, await account.setRemoved(subject.id, null));
  },

  async takeBack(effect, undo) {
    const target = await subjectOfUndo(effect, undo);
    if (isProblem(target)) return target;
    if ((await globalAdminsBeside(effect.account, target)) === 0)
      return problem('last-global-admin', subjectOf(target));
    await effect.account.setRemoved(target.objectId, effect.now);
    return undefined;
  },
});

async function nobodyToRestore(context: Context, written: string | undefined): Promise<Answer> {
  if (written === undefined) return problem('nobody-removed');
  const { exact, users } = await context.account.findUsers(written);
  const [active] = users;
  if (exact && active) return problem('not-removed', subjectOf(active));
  return problem('no-such-removed', { name: written });
}

function chooseRemoved(context: Context, removed: User[], written: string | undefined): Answer {
  const { t, format } = context.speech;
  const mine = removed.filter((user) => mayManage(context.speaker, user));
  const offered = mine.length > 0 ? mine : removed;
  return {
    kind: 'choice',
    question:
      written === undefined
        ? t('users.restore/whom', { count: offered.length })
        : t('choice/several-users', { name: written, count: offered.length }),
    options: offered.slice(0, shownCandidates).map((user) => ({
      title: user.displayName,
      detail: t('users.restore/removed-on', { address: user.userPrincipalName, date: format.date(user.deletedAt!) }),
      request: { operation: 'users.restore', slots: { user: user.objectId } },
    })),
    more: Math.max(0, offered.length - shownCandidates),
  };
}
