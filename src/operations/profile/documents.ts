import { z } from 'zod';
import type { Account } from '../../account/account';
import {
  documentKinds,
  documentLimits,
  documentSections,
  documentType,
  isAwaited,
  readDocument,
  sectionOf,
  type Document,
  type DocumentFlaw,
  type DocumentSection,
} from '../../account/document';
import { sectionFacts } from '../../account/profile/sections';
import { holds } from '../../account/rights';
import type { User } from '../../account/user';
import type { Speech } from '../../language/translate';
import {
  problem,
  type Change,
  type Context,
  type Effect,
  type Intake,
  type Problem,
  type Proposal,
} from '../operation';
import { readUpload } from '../read-upload';

/** A document that was dropped into the chat: kept with its file until it is agreed on; or what is wrong with it. */
export const droppedDocumentSchema = z.object({
  file: z.string().max(400),
  upload: z.string().optional(),
  flaw: z.enum(['broken', 'large']).optional(),
});
export type DroppedDocument = z.output<typeof droppedDocumentSchema>;

/** PDF files and pictures dropped into the chat are papers of the account, or may be. */
export const documentIntake: Intake = {
  recognises: ({ bytes }) => documentType(bytes) !== undefined,
  async suits(_file, { account, speaker }) {
    const profile = await account.profile.read();
    return documentKinds.some((kind) => mayHandle(speaker, sectionOf(kind)) && isAwaited(profile, kind));
  },
  async slots({ name, bytes }, uploads) {
    const read = readDocument(name, bytes);
    if ('flaw' in read) return { document: { file: name, flaw: read.flaw } satisfies DroppedDocument };
    return { document: { file: name, upload: await uploads.keep(bytes) } satisfies DroppedDocument };
  },
};

export type ReadDocument = Pick<Document, 'name' | 'type' | 'size' | 'hash'>;

/** The dropped document, read again from its file: a slot is believed nothing. */
export async function readDropped(
  { uploads }: Pick<Context, 'uploads'> | Pick<Effect, 'uploads'>,
  { file, upload, flaw }: DroppedDocument,
): Promise<{ document: ReadDocument; bytes: Buffer } | Problem> {
  if (flaw || !upload) return flawed(file, flaw ?? 'broken');
  const bytes = await readUpload(uploads, upload);
  if (!bytes) return problem('document-gone', { file });
  const read = readDocument(file, bytes);
  return 'flaw' in read ? flawed(file, read.flaw) : { document: read, bytes };
}

function flawed(file: string, flaw: DocumentFlaw): Problem {
  return problem(`document-${flaw}`, { file, megabytes: documentLimits.bytes / 1024 / 1024 });
}

/** Whoever may change a section may add, fetch and remove its documents. */
export function mayHandle(user: User, section: DocumentSection): boolean {
  return holds(user, sectionFacts[section].edit);
}

export function hasDocuments(section: string): section is DocumentSection {
  return documentSections.some((known) => known === section);
}

/** `PDF, 120 kB` */
export function describeFile({ format }: Speech, { type, size }: ReadDocument): string {
  return `${type === 'jpeg' ? 'JPG' : type.toUpperCase()}, ${format.fileSize(size)}`;
}

/** A proposal about one document; the audit trail knows it by its name and its hash. */
export function proposeDocument(
  document: ReadDocument,
  proposed: Pick<Proposal, 'changes' | 'cautions' | 'data' | 'revise' | 'instead' | 'upload'> & {
    subjectVersion?: number;
  },
): Proposal {
  return {
    kind: 'propose',
    subject: { id: `sha256:${document.hash}`, name: document.name },
    subjectVersion: null,
    confirm: true,
    approval: false,
    ...proposed,
  };
}

/** What a document is and what it is for, as the rows of a change. */
export function documentChanges(
  speech: Speech,
  document: ReadDocument & Pick<Document, 'kind' | 'comment'>,
  side: 'from' | 'to',
): Change[] {
  const row = (field: string, value: Change['to']): Change => ({ field, from: null, to: null, [side]: value });
  return [
    row('document', { text: document.name }),
    row('documentKind', { word: `document-kinds/${document.kind}` }),
    row('documentFile', { text: describeFile(speech, document) }),
    ...(document.comment ? [row('documentComment', { text: document.comment })] : []),
  ];
}

const dataSchema = z.object({ document: z.string() });

/** The document that a request or a proposal names, where this person may handle it. */
export async function findDocument(account: Account, person: User, data: unknown): Promise<Document | Problem> {
  const found = await account.documents.find(dataSchema.parse(data).document);
  if (!found) return problem('document-removed');
  return mayHandle(person, sectionOf(found.kind)) ? found : problem('lost-right');
}
