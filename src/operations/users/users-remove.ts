import { z } from 'zod';
import { isPrivileged } from '../../account/manage-users';
import { defineChange } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from './find-user';
import {
  decidersAbout,
  isProblem,
  lockingOutCautions,
  lockingOutObstacle,
  subjectOfUndo,
  unchangedSubject,
  undoOf,
} from './manage-user';

/** Takes someone out of the account; for 30 days they can be restored, with their roles. */
export const usersRemove = defineChange({
  id: 'users.remove',
  group: 'users',
  icon: '🗑️',
  risk: 'dangerous',
  right: 'users.manage',
  audience: 'personal',
  next: 'users.list',
  slots: z.object({ user: slot.user }),

  async propose(context, { user: written }) {
    const target = await findUser(context, written, (user) => ({ operation: 'users.remove', slots: { user } }));
    if (!isUser(target)) return target;
    const obstacle = await lockingOutObstacle(context.account, context.speaker, target);
    if (obstacle) return obstacle;
    const open = await context.matters.open('users.remove', context.speaker.objectId, target.objectId);
    if (open) return { kind: 'matter', id: open.id };
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'membership', from: { word: 'users/in-account' }, to: { word: 'users/removed' } }],
      confirm: true,
      approval: isPrivileged(target),
      cautions: ['cautions/restorable', ...(await lockingOutCautions(context.account, target))],
    };
  },

  async verify(account, asker, proposal) {
    const target = await unchangedSubject(account, proposal);
    return isProblem(target) ? target : await lockingOutObstacle(account, asker, target);
  },

  deciders: decidersAbout,

  async perform({ account, now }, { subject }) {
    return undoOf(subject.id, await account.setRemoved(subject.id, now));
  },

  async takeBack(effect, undo) {
    const target = await subjectOfUndo(effect, undo);
    if (isProblem(target)) return target;
    await effect.account.setRemoved(target.objectId, null);
    return undefined;
  },
});
