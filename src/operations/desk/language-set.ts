import { z } from 'zod';
import { languages } from '../../language/languages';
import { defineChange, problem } from '../operation';
import { slot } from '../slots';

/** The language that the speaker is answered in: at once, and to be taken back. */
export const languageSet = defineChange({
  id: 'language.set',
  group: 'desk',
  icon: '🌐',
  risk: 'change',
  right: 'everyone',
  audience: 'anyone',
  slots: z.object({ language: slot.language }),

  async propose(context, { language: wanted }) {
    const language = languages.find((candidate) => candidate === wanted.slice(0, 2).toLowerCase());
    if (!language) return problem('unknown-language', { language: wanted });
    const before = await context.preferences.language(context.speaker.objectId);
    return {
      kind: 'propose',
      subject: { id: context.speaker.objectId, name: context.speaker.displayName },
      subjectVersion: null,
      changes: [
        {
          field: 'language',
          from: before ? { word: `languages/${before}` } : { word: 'values/language-of-teams' },
          to: { word: `languages/${language}` },
        },
      ],
      confirm: false,
      approval: false,
      data: { before: before ?? null, language },
    };
  },

  verify: () => Promise.resolve(undefined),

  async perform({ preferences, asker }, proposal) {
    const { before, language } = dataSchema.parse(proposal.data);
    await preferences.setLanguage(asker.objectId, language);
    return { undo: { before, after: language } };
  },

  async takeBack({ preferences, asker }, undo) {
    const { before, after } = undoSchema.parse(undo);
    const now = await preferences.language(asker.objectId);
    if (now !== after) return problem('changed-since');
    await preferences.setLanguage(asker.objectId, before);
    return undefined;
  },
});

const languageSchema = z.enum(languages);
const dataSchema = z.object({ before: languageSchema.nullable(), language: languageSchema });
const undoSchema = z.object({ before: languageSchema.nullable(), after: languageSchema });
