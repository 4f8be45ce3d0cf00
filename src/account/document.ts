import { createHash } from 'node:crypto';
import { z } from 'zod';
import { pictureType } from './picture-type';
import type { Profile } from './profile/profile';
import { exemptionOf, vettingOf } from './profile/standing';

/**
 * The papers that the account is asked for (domain.md 1.1): the vetting looks at the e-mail domain, the contact's employment
 * and the business; a tax exemption rests on a certificate.
 */
export const documentKinds = ['business', 'employment', 'email-domain', 'exemption'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The sections of the organisation profile that documents belong to. */
export const documentSections = ['legal', 'tax'] as const;
export type DocumentSection = (typeof documentSections)[number];

export function sectionOf(kind: DocumentKind): DocumentSection {
  return kind === 'exemption' ? 'tax' : 'legal';
}

/** A document as it is listed; its bytes are kept beside it. */
export interface Document {
  id: string;
  kind: DocumentKind;
  /** With the ending of what it is. */
  name: string;
  type: DocumentType;
  /** In bytes. */
  size: number;
  /** SHA-256 of its bytes, in hexadecimal. */
  hash: string;
  /** What was written for whoever looks at it (domain.md 1.1: document type, comment, upload); may be empty. */
  comment: string;
  /** Object id; empty once that person's data was erased. */
  addedBy: string;
  /** ISO instant. */
  addedAt: string;
}

/** The port to the account's documents. */
export interface Documents {
  /** Those that are not removed, the newest first. */
  of(section: DocumentSection): Promise<Document[]>;
  find(id: string): Promise<Document | undefined>;
  bytes(id: string): Promise<Buffer | undefined>;
  add(document: Document, bytes: Buffer): Promise<void>;
  /** Removes it at a moment, or brings it back (null). Returns whether that changed anything. */
  setRemoved(id: string, at: Date | null): Promise<boolean>;
  /** Deletes for good what was removed before that moment. */
  forgetRemoved(before: Date): Promise<void>;
}

/** The desk's own limits; a section's list has to fit onto its card. */
export const documentLimits = { bytes: 5 * 1024 * 1024, perSection: 8, name: 120, comment: 300 } as const;

export const documentTypes = ['pdf', 'png', 'jpeg'] as const;
export type DocumentType = (typeof documentTypes)[number];
export type DocumentFlaw = 'broken' | 'large';

/** What a file's bytes say it is, whatever it is called; undefined for what can be no document. */
export function documentType(bytes: Buffer): DocumentType | undefined {
  if (/^%PDF-\d/.test(bytes.toString('latin1', 0, 8))) return 'pdf';
  const type = pictureType(bytes);
  return type === 'gif' ? undefined : type;
}

/** Reads a document by what is in the file: nothing is decoded or changed. */
export function readDocument(
  name: string,
  bytes: Buffer,
): Pick<Document, 'name' | 'type' | 'size' | 'hash'> | { flaw: DocumentFlaw } {
  const type = documentType(bytes);
  if (!type || !isWhole[type](bytes)) return { flaw: 'broken' };
  if (bytes.length > documentLimits.bytes) return { flaw: 'large' };
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { name: nameFor(name, type), type, size: bytes.length, hash };
}

/** Whether the end of the file is there: a transfer that broke off is noticed. */
const isWhole: Record<DocumentType, (bytes: Buffer) => boolean> = {
  pdf: (bytes) => bytes.subarray(-1_024).includes('%%EOF'),
  png: (bytes) => bytes.subarray(-12).includes('IEND'),
  jpeg: (bytes) => bytes.subarray(-1_024).includes(Buffer.from([0xff, 0xd9])),
};

const endings: Record<DocumentType, RegExp> = { pdf: /\.pdf$/i, png: /\.png$/i, jpeg: /\.jpe?g$/i };

/** The name without what no file may be called, and with the ending of what it is: it goes back to people as a file. */
function nameFor(written: string, type: DocumentType): string {
  const name = written
    .normalize('NFC')
    .replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .trim();
  const ending = endings[type].exec(name)?.[0] ?? `.${type === 'jpeg' ? 'jpg' : type}`;
  const stem = name.replace(/\.(?=[^.]*[a-z])[a-z0-9]{1,5}$/i, '').trim() || type.toUpperCase();
  return `${stem.slice(0, documentLimits.name - ending.length)}${ending}`;
}

/**
 * Whether a document of this kind can be added (domain.md 1.1): for the vetting while it is under way or was rejected; for a
 * tax exemption as long as it is not granted.
 */
export function isTaken(profile: Profile, kind: DocumentKind): boolean {
  if (sectionOf(kind) === 'tax') return exemptionOf(profile) !== 'granted';
  const vetting = vettingOf(profile);
  return vetting === 'pending' || vetting === 'rejected';
}

/** Whether somebody waits for one: a tax exemption that nobody asked for needs none. */
export function isAwaited(profile: Profile, kind: DocumentKind): boolean {
  return isTaken(profile, kind) && (sectionOf(kind) !== 'tax' || exemptionOf(profile) !== 'none');
}

/** Adding a document to what was rejected, or not yet asked for, asks for it (domain.md 1.1: the status returns to pending). */
export function stateAfterAdding(profile: Profile, kind: DocumentKind): SectionStep | undefined {
  if (sectionOf(kind) === 'tax') {
    const from = exemptionOf(profile);
    return from === 'requested' ? undefined : { field: 'exemption', from, to: 'requested' };
  }
  const from = vettingOf(profile);
  return from === 'rejected' ? { field: 'vettingStatus', from, to: 'pending' } : undefined;
}

export const sectionStepSchema = z.object({
  field: z.enum(['vettingStatus', 'exemption']),
  from: z.string(),
  to: z.string(),
});
/** The state of a section, old and new. */
export type SectionStep = z.output<typeof sectionStepSchema>;
