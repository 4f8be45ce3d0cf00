import { z } from 'zod';
import { documentSections, sectionOf, documentLimits } from '../../account/document';
import { defineChange, problem } from '../operation';
import { documentChanges, findDocument, mayHandle, proposeDocument } from './documents';

/** Takes a document off the profile. It is deleted for good once the removal can no longer be undone. */
export const profileRemoveDocument = defineChange({
  id: 'profile.remove-document',
  group: 'profile',
  icon: '🗑️',
  risk: 'change',
  right: 'profile.edit',
  audience: 'personal',
  buttonOnly: true,
  next: 'profile.show',
  slots: z.object({ document: z.string() }),

  async propose({ account, speaker, speech }, data) {
    const found = await findDocument(account, speaker, data);
    if (found.kind === 'problem') return found;
    return proposeDocument(found, {
      changes: documentChanges(speech, found, 'from'),
      cautions: ['cautions/document-removed'],
      data,
    });
  },

  async verify(account, asker, { data }) {
    const found = await findDocument(account, asker, data);
    return found.kind === 'problem' ? found : undefined;
  },

  async perform({ account, asker, now }, { data }) {
    const found = await findDocument(account, asker, data);
    if (found.kind === 'problem') return found;
    await account.documents.setRemoved(found.id, now);
    return { undo: { document: found.id, section: sectionOf(found.kind) } };
  },

  async takeBack({ account, asker }, undo) {
    const { document, section } = undoSchema.parse(undo);
    if (!mayHandle(asker, section)) return problem('lost-right');
    const there = await account.documents.of(section);
    if (there.length >= documentLimits.perSection) return problem('changed-since');
    return (await account.documents.setRemoved(document, null)) ? undefined : problem('changed-since');
  },
});

const undoSchema = z.object({ document: z.string(), section: z.enum(documentSections) });
