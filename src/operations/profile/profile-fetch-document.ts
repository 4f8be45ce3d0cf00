import { z } from 'zod';
import { defineChange, problem } from '../operation';
import { documentChanges, findDocument, proposeDocument } from './documents';

/**
 * Hands a document of the profile back as a file. It leaves the desk, so it is agreed to and written down, though nothing
 * changes.
 */
export const profileFetchDocument = defineChange({
  id: 'profile.fetch-document',
  group: 'profile',
  icon: '📄',
  risk: 'change',
  right: 'profile.edit',
  audience: 'personal',
  buttonOnly: true,
  slots: z.object({ document: z.string() }),

  async propose({ account, speaker, speech }, data) {
    const found = await findDocument(account, speaker, data);
    if (found.kind === 'problem') return found;
    return proposeDocument(found, { changes: documentChanges(speech, found, 'to'), data });
  },

  async verify(account, asker, { data }) {
    const found = await findDocument(account, asker, data);
    return found.kind === 'problem' ? found : undefined;
  },

  perform: () => Promise.resolve({}),

  async file({ account, speaker }, data) {
    const found = await findDocument(account, speaker, data);
    if (found.kind === 'problem') return found;
    const bytes = await account.documents.bytes(found.id);
    return bytes ? { name: found.name, bytes } : problem('document-removed');
  },
});
