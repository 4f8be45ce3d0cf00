import { z } from 'zod';
import { globalAdminsBeside } from '../../account/manage-users';
import { defineChange, problem } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from './find-user';
import {
  isProblem,
  managingObstacle,
  showSubject,
  subjectOf,
  subjectOfUndo,
  unchangedSubject,
  undoOf,
} from './manage-user';

/** Switches someone's sign-in on again. */
export const usersUnblock = defineChange({
  id: 'users.unblock',
  group: 'users',
  icon: '✅',
  risk: 'change',
  right: 'users.manage',
  audience: 'personal',
  next: showSubject,
  slots: z.object({ user: slot.user }),

  async propose(context, { user: written }) {
    const target = await findUser(context, written, (user) => ({ operation: 'users.unblock', slots: { user } }));
    if (!isUser(target)) return target;
    const obstacle = managingObstacle(context.speaker, target);
    if (obstacle) return obstacle;
    if (target.enabled) return problem('not-blocked', subjectOf(target));
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'signIn', from: { word: 'users/blocked' }, to: { word: 'users/enabled' } }],
      confirm: true,
      approval: false,
    };
  },

  async verify(account, asker, proposal) {
    const target = await unchangedSubject(account, proposal);
    return isProblem(target) ? target : managingObstacle(asker, target);
  },

  async perform({ account }, { subject }) {
    return undoOf(subject.id, await account.setEnabled(subject.id, true));
  },

  async takeBack(effect, undo) {
    const target = await subjectOfUndo(effect, undo);
    if (isProblem(target)) return target;
    if ((await globalAdminsBeside(effect.account, target)) === 0)
      return problem('last-global-admin', subjectOf(target));
    await effect.account.setEnabled(target.objectId, false);
    return undefined;
  },
});
