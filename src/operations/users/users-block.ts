import { z } from 'zod';
import { isPrivileged } from '../../account/manage-users';
import { defineChange, problem } from '../operation';
import { slot } from '../slots';
import { findUser, isUser } from './find-user';
import {
  decidersAbout,
  isProblem,
  lockingOutCautions,
  lockingOutObstacle,
  showSubject,
  subjectOf,
  subjectOfUndo,
  unchangedSubject,
  undoOf,
} from './manage-user';

/** Switches someone's sign-in off and ends their sessions (domain.md 5.1: a sensitive action). */
export const usersBlock = defineChange({
  id: 'users.block',
  group: 'users',
  icon: '🚫',
  risk: 'dangerous',
  right: 'users.manage',
  audience: 'personal',
  next: showSubject,
  slots: z.object({ user: slot.user }),

  async propose(context, { user: written }) {
    const target = await findUser(context, written, (user) => ({ operation: 'users.block', slots: { user } }));
    if (!isUser(target)) return target;
    const obstacle = await lockingOutObstacle(context.account, context.speaker, target);
    if (obstacle) return obstacle;
    if (!target.enabled) return problem('blocked-already', subjectOf(target));
    const open = await context.matters.open('users.block', context.speaker.objectId, target.objectId);
    if (open) return { kind: 'matter', id: open.id };
    return {
      kind: 'propose',
      subject: { id: target.objectId, name: target.displayName },
      subjectVersion: target.version,
      changes: [{ field: 'signIn', from: { word: 'users/enabled' }, to: { word: 'users/blocked' } }],
      confirm: true,
      approval: isPrivileged(target),
      cautions: ['cautions/sessions-end', ...(await lockingOutCautions(context.account, target))],
    };
  },

  async verify(account, asker, proposal) {
    const target = await unchangedSubject(account, proposal);
    return isProblem(target) ? target : await lockingOutObstacle(account, asker, target);
  },

  deciders: decidersAbout,

  async perform({ account }, { subject }) {
    return undoOf(subject.id, await account.setEnabled(subject.id, false));
  },

  async takeBack(effect, undo) {
    const target = await subjectOfUndo(effect, undo);
    if (isProblem(target)) return target;
    await effect.account.setEnabled(target.objectId, true);
    return undefined;
  },
});
