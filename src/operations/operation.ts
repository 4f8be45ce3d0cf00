import type { z } from 'zod';
import type { Account } from '../account/account';
import type { Right } from '../account/rights';
import type { Organization, User } from '../account/user';
import type { Speech } from '../language/translate';
import type { PriceSheets, PriceSheetSummary, StagedSheet } from '../prices/price-sheets';
import type { Prices } from '../prices/prices';
import type { AuditReader } from '../audit/audit-reader';
import type { CheckpointPlaces } from '../audit/checkpoint-place';
import type { Preferences } from '../language/preferences';
import type { NewsReader } from '../notices/news-parts';
import type { Outbox } from '../notices/outbox';
import type { Subscriptions } from '../notices/subscriptions';
import type { MatterReader, MatterWriter } from './matters';

/** The groups of the help card, in its order. */
export const groups = [
  'passwords',
  'users',
  'profile',
  'business-profile',
  'catalog',
  'prices',
  'audit',
  'desk',
] as const;
export type Group = (typeof groups)[number];

/** contract.md, Risk: `read` runs at once, `change` waits for the asker's Confirm, `dangerous` may need a second person. */
export type Risk = 'read' | 'change' | 'dangerous';

/** How far something is that takes long. */
export interface Progress {
  /** What is being done: a key below `progress/` of the words. */
  doing: string;
  /** How much of it is done, from 0 to 1, where that is known. */
  share?: number;
  /** What was gone through by now (lines, people), where it is counted. */
  count?: number;
}

export type Report = (progress: Progress) => void;

/** What every operation may look at: the ports, the speaker, and the moment of asking. */
export interface Context {
  account: Account;
  prices: Prices;
  priceSheets: PriceSheets;
  uploads: Uploads;
  audit: AuditReader;
  matters: MatterReader;
  preferences: Preferences;
  subscriptions: Subscriptions;
  outbox: Outbox;
  news: NewsReader;
  organization: Organization;
  /** Every operation there is: what help tells about. */
  operations: readonly Operation[];
  speaker: User;
  speech: Speech;
  now: Date;
  newId: () => string;
  /** Says how far it is, as often as there is something to say: whoever waits long is shown it, and nobody else is. */
  report: Report;
  /** Seals a value for `ChangeValue.sealed`. */
  seal(text: string): string;
  /** ISO date of the speaker's own calendar. */
  today: string;
  /** IANA name of the speaker's time zone; null where the platform did not say. */
  timeZone: string | null;
  conversation: { id: string; kind: 'personal' | 'groupChat' | 'channel' };
  /** Where clients reach the desk, without a slash at the end; null where that is not known. */
  publicUrl: string | null;
}

/** What a change may touch while it is done: everything inside of one transaction. */
export interface Effect {
  account: Account;
  preferences: Preferences;
  subscriptions: Subscriptions;
  checkpointPlaces: CheckpointPlaces;
  outbox: Outbox;
  matters: MatterWriter;
  asker: User;
  now: Date;
  /** Says how far it is, as `Context.report`. */
  report: Report;
  uploads: Pick<Uploads, 'open'>;
  /** Opens what a proposal holds sealed. */
  unseal(sealed: string): string;
  /** Brings in the price sheet that `stage` made ready. */
  takeInSheet(): Promise<PriceSheetSummary>;
  /** Calls the `takeBack` of another operation: how undo undoes. */
  takeBack(operation: string, undo: Record<string, unknown>): Promise<Problem | undefined>;
}

interface OperationBase<Slots extends z.ZodObject> {
  /** The id of operations.md. */
  id: string;
  group: Group;
  /** An emoji in the header of its cards. */
  icon: string;
  /** The slots of operations.md, as the one schema for sentences, buttons, forms and models. */
  slots: Slots;
  /** The right of `account/rights.ts` that the speaker needs before anything is looked up. */
  right: Right;
  /** What to tell someone without the right, where the roles that carry it are not the whole answer. */
  refuse?(context: Context, slots: z.output<Slots>): Promise<Problem | undefined>;
  /** `personal`: asked in a group or channel, the answer goes to the speaker's own chat. */
  audience: 'anyone' | 'personal';
  /** Which of its examples this speaker is told first, where that is not the first for everyone. */
  example?(speaker: User): 0 | 1 | 2;
  /** Reached by a button of another operation's card alone: it is none of operations.md, and no sentence means it. */
  buttonOnly?: true;
  /** Makes the file that the operation hands over, at the moment when its asker takes it: nothing waits anywhere. */
  file?(context: Context, data: Record<string, unknown>): Promise<FileContent | Problem>;
  /** Files dropped into a personal chat that start this operation. */
  intake?: Intake;
}

/** A file by its name and bytes. */
export interface FileContent {
  name: string;
  bytes: Buffer;
}

export interface Intake {
  /** Whether a file is meant for this operation, by what is in it. */
  recognises(file: FileContent): boolean;
  /** Where others take such a file too, whether this operation is likely to be meant; else it always is. */
  suits?(file: FileContent, asked: Pick<Context, 'account' | 'speaker'>): boolean | Promise<boolean>;
  /**
   * The slots that it gives; what is wrong inside is told by the operation. Asked only for those who hold its right.
   *
   * @param uploads keeps what is too large for a slot
   */
  slots(file: FileContent, uploads: Uploads): Record<string, unknown> | Promise<Record<string, unknown>>;
}

/** Files that were dropped into a chat, kept while what they ask for is open. */
export interface Uploads {
  /** @returns the id under which it is found */
  keep(bytes: Buffer): Promise<string>;
  /** Its bytes in pieces; undefined where it is kept no more. */
  open(id: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Its path, for what is read by another thread; undefined where it is kept no more. */
  locate(id: string): Promise<string | undefined>;
  forget(id: string): Promise<void>;
}

/** An operation that only looks. */
export interface ReadOperation<Slots extends z.ZodObject = z.ZodObject> extends OperationBase<Slots> {
  risk: 'read';
  answer(context: Context, slots: z.output<Slots>): Promise<Answer>;
  /** What it finds for a text typed into the compose box of any chat: lines to choose from, each with the slots to ask with. */
  search?(context: Context, text: string): Promise<{ title: string; detail: string; slots: Record<string, unknown> }[]>;
}

/**
 * An operation that changes something. Its `propose` says what would change; the desk gets the agreement, checks again with
 * `verify`, and calls `perform` in the transaction that also holds the audit entry.
 */
export interface ChangeOperation<Slots extends z.ZodObject = z.ZodObject> extends OperationBase<Slots> {
  risk: 'change' | 'dangerous';
  propose(context: Context, slots: z.output<Slots>): Promise<Answer | Proposal>;
  /** Whether it may be done by this asker with the rights and the target as they are now; else why not. */
  verify(account: Account, asker: User, proposal: Proposal): Promise<Problem | undefined>;
  /** Who may decide as the second person: never the asker. Needed where a proposal says `approval`. */
  deciders?(account: Account, proposal: Proposal, asker: User): Promise<User[]>;
  /**
   * Reads the price sheet that is to be taken in, ahead of the transaction: that may take long, and nobody should wait for it.
   * `perform` brings it in with `takeInSheet`.
   */
  stage?(
    ports: Pick<Context, 'uploads' | 'priceSheets' | 'report'>,
    proposal: Proposal,
  ): Promise<StagedSheet | Problem>;
  /** A problem rolls everything back. */
  perform(effect: Effect, proposal: Proposal): Promise<Performed | Problem>;
  /** What answers in the place of the matter's card, where it is done at once: that card would take another's place. */
  showAfter?(context: Context, proposal: Proposal): Promise<Answer>;
  /** Where something secret is to be picked up, after `perform`: it is made at that moment, and not before. */
  handOver?: HandOver;
  /** What its asker looks at next, once it is done: by the id of an operation that only looks, where that needs no slots. */
  next?: string | ((proposal: Pick<Proposal, 'subject' | 'data'>) => Request);
  /** Takes a performed change back; left out where that can't be. */
  takeBack?(effect: Effect, undo: Record<string, unknown>): Promise<Problem | undefined>;
}

export type Operation = ReadOperation | ChangeOperation;

export interface HandOver {
  /** Object ids of those who may pick it up, the person concerned first; the desk takes the first whom it can reach. */
  recipients(proposal: Proposal, asker: User): string[];
  /** Whether this proposal has something to hand over; always, where left out. */
  applies?(proposal: Proposal): boolean;
  /** Makes the secret outside of the transaction; `protectedForm` is all that `perform` may store. */
  prepare(): Promise<{ secret: string; protectedForm: string }>;
  /** Whether it may still be handed over; `verify` of the operation where left out. */
  verify?(account: Account, asker: User, proposal: Proposal): Promise<Problem | undefined>;
  perform(effect: Effect, proposal: Proposal, protectedForm: string): Promise<Performed | Problem>;
}

/** What a change is going to do, in data: cards for different readers are made from it in their languages. */
export interface Proposal {
  kind: 'propose';
  /** Whom or what it is about. */
  subject: { id: string; name: string };
  changes: Change[];
  /** The version of the subject that was looked at: where it has moved on, the change is agreed anew. */
  subjectVersion: number | null;
  /** Whether the asker confirms first; a request for oneself needs only the other person. */
  confirm: boolean;
  /** Whether a second person must agree. */
  approval: boolean;
  /** What whoever agrees should know about reach and risk: keys of the words, or words with values. */
  cautions?: (string | Caution)[];
  /** Asks for the same in another way, from a form: the button beside Confirm. It gets the slot `instead`. */
  revise?: Request;
  /** Id of the proposal that this one takes the place of. */
  instead?: string;
  /** What it would look like, as the address of a picture, with a text that says so. */
  picture?: { url: string; alt: string };
  /** Id of the file that it came from: kept until the matter has ended. */
  upload?: string;
  /** What `perform` needs besides. */
  data?: Record<string, unknown>;
}

export interface Caution {
  word: string;
  /** A value that is itself `{ word }` is said in the reader's language. */
  values: Record<string, string | number | { word: string }>;
}

/** One field, today and new. A value is foreign text, a key of the words, or a list of such keys. */
export interface Change {
  /** Key below `fields/` of the words; foreign text where it has none. */
  field: string;
  from: ChangeValue;
  to: ChangeValue;
}
/**
 * `sealed`: the whole value behind a masked text. No row, entry, log or other card holds it in clear: only whoever decides as
 * the second person sees it, while it waits for them; once the matter has ended it is kept no more.
 */
export type ChangeValue = { text: string; sealed?: string } | { word: string } | { words: string[] } | null;

export interface Performed {
  /** What `takeBack` needs; left out where the change can't be taken back. */
  undo?: Record<string, unknown>;
}

/** A user's error: a code below `problems/` of the words, with what its sentence names. */
export interface Problem {
  kind: 'problem';
  code: string;
  values?: Record<string, unknown>;
  /** A request that may help, as a button. */
  next?: Button[];
}

/** A form on a card: asked for what is missing, or to be edited with today's values. */
export interface Form {
  kind: 'form';
  question: string;
  /** What is good to know while filling it in. */
  note?: string;
  fields: FormField[];
  /**
   * Where it leads: what is typed is added to its slots. Inputs that are no slots of the operation come together in the slot
   * `fields`, where the operation declares that one.
   */
  request: Request;
  /** Whether values that stand already are edited (`save`) or missing ones asked for (`next`). */
  action: 'save' | 'next';
}

export interface FormField {
  /** The slot's or field's id. */
  id: string;
  label: string;
  value?: string;
  required?: boolean;
  /** A list to choose from instead of text. */
  choices?: { title: string; value: string }[];
  /** Several of the choices at once; the value is theirs with commas between. */
  multiple?: true;
  multiline?: boolean;
  maxLength?: number;
  placeholder?: string;
  /** What is wrong with the value that was typed; the value is kept. */
  error?: string;
}

/** A matter that is already open: its own card is shown again. */
export interface OpenMatter {
  kind: 'matter';
  id: string;
}

export type Answer = View | Choice | Form | Problem | OpenMatter;

/** What a card shows: a template of `cards/`, its plain model, and buttons. Foreign text needs no escaping here. */
export interface View {
  kind: 'view';
  card: string;
  title: string;
  subtitle?: string;
  /** The answer in one sentence: for notifications, screen readers and clients that draw no cards. */
  summary: string;
  model: object;
  buttons?: Button[];
}

/** Several people or products fit: the reader picks one. */
export interface Choice {
  kind: 'choice';
  question: string;
  /** `form`: it leads to a form. */
  options: { title: string; detail: string; request: Request; form?: true }[];
  /** How many more there are than shown. */
  more: number;
}

/** What a sentence, a button or a model's plan comes down to. */
export interface Request {
  operation: string;
  slots: Record<string, unknown>;
}

export interface Button {
  /** One of the ids of contract.md, Cards; several of one kind are numbered by the desk. */
  id: 'next' | 'previous' | 'choose' | 'open' | 'edit' | 'undo' | 'confirm' | 'cancel';
  style?: 'positive' | 'destructive';
  title: string;
  request: Request;
  /** In the overflow menu instead of in sight. */
  secondary?: true;
  /** It leads to a form: opened as a dialog where the reader's client has dialogs. */
  form?: true;
  /** In a row of one of the model's lists instead of below the card; the template draws it from the row's `actions`. */
  row?: { of: string; at: number };
}

/** Declares an operation with its slots' types; what is kept in the list has lost them. */
export function defineRead<Slots extends z.ZodObject>(operation: ReadOperation<Slots>): ReadOperation {
  return operation;
}
export function defineChange<Slots extends z.ZodObject>(operation: ChangeOperation<Slots>): ChangeOperation {
  return operation;
}

export function problem(code: string, values?: Record<string, unknown>, next?: Button[]): Problem {
  return { kind: 'problem', code, values, next };
}
