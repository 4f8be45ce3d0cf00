import { z } from 'zod';
import {
  documentKinds,
  documentLimits,
  documentSections,
  isTaken,
  sectionOf,
  sectionStepSchema,
  stateAfterAdding,
  type DocumentKind,
  type DocumentSection,
} from '../../account/document';
import type { Profile } from '../../account/profile/profile';
import { sectionFacts } from '../../account/profile/sections';
import { exemptionOf, valueOf, vettingOf } from '../../account/profile/standing';
import {
  defineChange,
  problem,
  type Answer,
  type Context,
  type Form,
  type Problem,
  type Proposal,
  type Request,
} from '../operation';
import {
  documentChanges,
  documentIntake,
  droppedDocumentSchema,
  mayHandle,
  proposeDocument,
  readDropped,
  type DroppedDocument,
} from './documents';
import { lacksRight } from './refuse-edit';
import { notesOn } from './section-notes';

/** Longer than any comment may be: what is too long is told at its field, with what was typed. */
const longestTyped = 2_000;

/** What is written with a document. */
interface Written {
  comment?: string;
  form?: true;
  instead?: string;
}

/**
 * Adds a paper that the vetting or a tax exemption asks for (domain.md 1.1): a file that was dropped into the chat. What was
 * rejected is asked for anew by it.
 */
export const profileAddDocument = defineChange({
  id: 'profile.add-document',
  group: 'profile',
  icon: '📎',
  risk: 'change',
  right: 'profile.edit',
  audience: 'personal',
  buttonOnly: true,
  next: 'profile.show',
  slots: z.object({
    /** The section from whose card it was asked for. */
    section: z.enum(documentSections).optional(),
    kind: z.enum(documentKinds).optional(),
    /** A file that was dropped into the chat. */
    document: droppedDocumentSchema.optional(),
    comment: z.string().max(longestTyped).optional(),
    /** Opens the form of the comment: buttons only. */
    form: z.literal(true).optional(),
    instead: z.string().max(64).optional(),
  }),
  intake: documentIntake,

  async propose(context, { section, kind, document, ...written }) {
    const profile = await context.account.profile.read();
    const kinds = kindsFor(context, profile, kind ? [kind] : documentKinds, section);
    if (!document) return 'kind' in kinds ? kinds : askForDocument(context, profile, kinds);
    const answer = 'kind' in kinds ? kinds : await proposeDropped(context, profile, kinds, document, written);
    const isKept = answer.kind !== 'problem';
    if (!isKept && document.upload) await context.uploads.forget(document.upload);
    return answer;
  },

  async verify(account, asker, proposal) {
    const { kind } = dataSchema.parse(proposal.data);
    if (!mayHandle(asker, sectionOf(kind))) return problem('lost-right');
    const { sections } = await account.profile.read();
    return sections[sectionOf(kind)].version === proposal.subjectVersion ? undefined : problem('changed-since');
  },

  async perform({ account, uploads, asker, now }, proposal) {
    const { id, kind, state, dropped, comment } = dataSchema.parse(proposal.data);
    const read = await readDropped({ uploads }, dropped);
    if ('kind' in read) return read;
    if (`sha256:${read.document.hash}` !== proposal.subject.id) return problem('document-gone', { file: dropped.file });
    const stopped = await whyNotAdded(account, sectionOf(kind), read.document);
    if (stopped) return stopped;
    await account.documents.add(
      { id, kind, comment, ...read.document, addedBy: asker.objectId, addedAt: now.toISOString() },
      read.bytes,
    );
    if (state && !(await setState(account, sectionOf(kind), state.field, state.from, state.to)))
      return problem('changed-since');
    return { undo: { id, kind, state } };
  },

  /** The state goes back too, unless it moved on or other documents rest on it. */
  async takeBack({ account, asker, now }, undo) {
    const { id, kind, state } = undoSchema.parse(undo);
    const section = sectionOf(kind);
    if (!mayHandle(asker, section)) return problem('lost-right');
    const added = await account.documents.find(id);
    if (!added) return problem('changed-since');
    const all = await account.documents.of(section);
    const isNewest = all.every((other) => other.id === id || other.addedAt < added.addedAt);
    await account.documents.setRemoved(id, now);
    if (state && isNewest) await setState(account, section, state.field, state.to, state.from);
    return undefined;
  },
});

const undoSchema = z.object({ id: z.string(), kind: z.enum(documentKinds), state: sectionStepSchema.optional() });
const dataSchema = undoSchema.extend({ dropped: droppedDocumentSchema, comment: z.string().default('') });

/** The kinds of documents that can be added now, by this speaker; else why there are none. */
function kindsFor(
  { speaker, speech: { t } }: Context,
  profile: Profile,
  meant: readonly DocumentKind[],
  section: DocumentSection | undefined,
): DocumentKind[] | Problem {
  const among = meant.filter((kind) => !section || sectionOf(kind) === section);
  const own = among.filter((kind) => mayHandle(speaker, sectionOf(kind)));
  if (own.length === 0) return lacksRight([...new Set(among.map((kind) => sectionFacts[sectionOf(kind)].edit))]);
  const taken = own.filter((kind) => isTaken(profile, kind));
  if (taken.length > 0) return taken;
  return problem('document-not-asked', {
    vetting: t(`vetting/${vettingOf(profile)}`),
    exemption: t(`exemption/${exemptionOf(profile)}`),
  });
}

/** Files come through the chat: how one is added, and which ones are asked for. */
function askForDocument({ speech: { t } }: Context, profile: Profile, kinds: readonly DocumentKind[]): Answer {
  const sections = [...new Set(kinds.map(sectionOf))];
  return {
    kind: 'view',
    card: 'notice',
    title: t('profile.add-document/title'),
    summary: t('profile.add-document/ask'),
    model: {
      lead: t('profile.add-document/ask'),
      leadSize: 'Large',
      detail: t('profile.add-document/rules', { megabytes: documentLimits.bytes / 1024 / 1024 }),
      points: sections.flatMap((section) => notesOn(profile, section)).map((key) => ({ text: t(key) })),
    },
  };
}

async function proposeDropped(
  context: Context,
  profile: Profile,
  kinds: readonly DocumentKind[],
  dropped: DroppedDocument,
  written: Written,
): Promise<Answer | Proposal> {
  const read = await readDropped(context, dropped);
  if ('kind' in read) return read;
  const { document } = read;
  const [kind, other] = kinds;
  if (other) return chooseKind(context, profile, kinds, dropped);
  const section = sectionOf(kind!);
  const stopped = await whyNotAdded(context.account, section, document);
  if (stopped) return stopped;
  const comment = (written.comment ?? '').trim();
  const request = { operation: 'profile.add-document', slots: { kind, document: dropped } };
  if (written.form || comment.length > documentLimits.comment) return askForComment(context, request, written);
  const state = stateAfterAdding(profile, kind!);
  const step = state && {
    field: `${section}.${state.field}`,
    from: { word: `${words[state.field]}/${state.from}` },
    to: { word: `${words[state.field]}/${state.to}` },
  };
  return proposeDocument(document, {
    subjectVersion: profile.sections[section].version,
    changes: [...documentChanges(context.speech, { ...document, kind: kind!, comment }, 'to'), ...(step ? [step] : [])],
    cautions: state ? [`cautions/document-${section}`] : [],
    data: { id: context.newId(), kind: kind!, state, dropped, comment } satisfies z.input<typeof dataSchema>,
    revise: { ...request, slots: { ...request.slots, comment, form: true } },
    instead: written.instead,
    upload: dropped.upload,
  });
}

/** What goes with the document, for whoever looks at it: optional, so that it is no step of its own. */
function askForComment(
  { speech: { t } }: Context,
  { operation, slots }: Request,
  { comment = '', instead }: Written,
): Form {
  const tooLong = comment.trim().length > documentLimits.comment;
  return {
    kind: 'form',
    question: t('profile.add-document/ask-comment'),
    fields: [
      {
        id: 'comment',
        label: t('fields/documentComment'),
        value: comment,
        multiline: true,
        maxLength: documentLimits.comment,
        ...(tooLong && { error: t('profile.add-document/comment-long', { most: documentLimits.comment }) }),
      },
    ],
    request: { operation, slots: { ...slots, ...(instead !== undefined && { instead }) } },
    action: 'save',
  };
}

const words = { vettingStatus: 'vetting', exemption: 'exemption' } as const;

function chooseKind(
  { speech: { t } }: Context,
  profile: Profile,
  kinds: readonly DocumentKind[],
  document: DroppedDocument,
): Answer {
  return {
    kind: 'choice',
    question: t('profile.add-document/which', { file: document.file }),
    options: kinds.map((kind) => ({
      title: t(`document-kinds/${kind}`),
      detail:
        sectionOf(kind) === 'tax'
          ? t('profile.show/exemption', { state: t(`exemption/${exemptionOf(profile)}`) })
          : t('profile.show/vetting', { state: t(`vetting/${vettingOf(profile)}`) }),
      request: { operation: 'profile.add-document', slots: { kind, document } },
    })),
    more: 0,
  };
}

async function whyNotAdded(
  { documents }: Pick<Context['account'], 'documents'>,
  section: DocumentSection,
  { name: file, hash }: { name: string; hash: string },
): Promise<Problem | undefined> {
  const there = await documents.of(section);
  const same = there.find((document) => document.hash === hash);
  if (same) return problem('document-known', { file, name: same.name });
  if (there.length >= documentLimits.perSection) return problem('documents-full', { most: documentLimits.perSection });
  return undefined;
}

/** Moves the state of a section on, where it still is what it was. */
async function setState(
  { profile }: Pick<Context['account'], 'profile'>,
  section: DocumentSection,
  field: string,
  from: string,
  to: string,
): Promise<boolean> {
  const now = await profile.read();
  const { fields, version } = now.sections[section];
  const stands = field === 'exemption' ? valueOf(now, section, field) : vettingOf(now);
  return stands === from && (await profile.saveSection(section, { ...fields, [field]: to }, version));
}
