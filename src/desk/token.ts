import { hash } from 'node:crypto';
import { z } from 'zod';
import { languages } from '../language/languages';
import type { Request } from '../operations/operation';
import { createSealer } from './sealer';

/** What a button stands for: a step of a matter, a request like a sentence's, a language to keep, or a file to be taken. */
const pressSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('matter'),
    action: z.string(),
    /** The matter's card that the button was drawn on, and the version that it showed. */
    card: z.string(),
    version: z.number().int(),
  }),
  z.object({
    kind: z.literal('request'),
    operation: z.string(),
    slots: z.record(z.string(), z.unknown()),
    /** As `shortNameOf` has it. */
    conversation: z.string(),
    /** Milliseconds since 1970. */
    expires: z.number(),
    /** Of a card that stands for a form: what is filled in in the dialog that it opens takes its place. */
    opener: z.literal(true).optional(),
    /** Of a form in a dialog: the message whose place the outcome takes. */
    inPlaceOf: z.string().optional(),
    /** The form stays in the chat. */
    inChat: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('language'),
    language: z.enum(languages),
    /** What stood on the card: it is asked again, so that it still stands there. */
    again: z.object({ operation: z.string(), slots: z.record(z.string(), z.unknown()) }),
    conversation: z.string(),
    expires: z.number(),
  }),
  z.object({
    kind: z.literal('file'),
    operation: z.string(),
    data: z.record(z.string(), z.unknown()),
    /** Object id of the only person who may take it. */
    person: z.string(),
    expires: z.number(),
  }),
]);
export type Press = z.infer<typeof pressSchema>;

/**
 * Seals what a button stands for into an opaque token: nobody can read it, alter it or make one up. A matter's
 * token names a card's record and the version it showed; pressing it has an effect only while that is the latest version.
 */
export interface Tokens {
  seal(press: Press): string;
  /** Undefined for what was not sealed here. */
  open(token: string): Press | undefined;
}

export function createTokens(key: Buffer): Tokens {
  const sealer = createSealer(key);
  return {
    seal: (press) => sealer.seal(JSON.stringify(pack(press))),
    open(token) {
      const text = sealer.open(token);
      return text === undefined ? undefined : pressSchema.safeParse(unpack(JSON.parse(text))).data;
    },
  };
}

/** A request without the names of its fields: each button carries its token twice, and a card has up to twelve. */
function pack(press: Press): unknown {
  if (press.kind !== 'request') return press;
  const { operation, slots, conversation, expires, opener, inPlaceOf, inChat } = press;
  const marks: Record<keyof FormMarks, unknown> = { opener, inPlaceOf, inChat };
  return opener || inPlaceOf !== undefined || inChat
    ? [operation, slots, conversation, expires, marks]
    : [operation, slots, conversation, expires];
}

function unpack(packed: unknown): unknown {
  if (!Array.isArray(packed)) return packed;
  const [operation, slots, conversation, expires, marks] = packed as unknown[];
  return { kind: 'request', operation, slots, conversation, expires, ...(marks as object | undefined) };
}

let last = { conversationId: '', shortName: '' };

/** Tells a conversation from any other: the platform's ids may be longer than all the rest of a token. */
export function shortNameOf(conversationId: string): string {
  // A card's buttons come one after the other.
  if (last.conversationId !== conversationId)
    last = { conversationId, shortName: hash('sha256', conversationId, 'base64url').slice(0, 22) };
  return last.shortName;
}

/** How long a button of an answer, or the offer of a file, works, in hours. */
export const requestHours = 24;

/** The token of a button that asks something, like a sentence; it works in its own conversation only. */
export function sealRequest(
  tokens: Tokens,
  { operation, slots }: Request,
  conversation: string,
  now: Date,
  marks?: FormMarks,
  hours = requestHours,
): string {
  return tokens.seal({
    kind: 'request',
    operation,
    slots,
    conversation: shortNameOf(conversation),
    expires: now.getTime() + hours * 3_600_000,
    ...marks,
  });
}

/** What a button says of the form that it leads to. */
export type FormMarks = Partial<Pick<Extract<Press, { kind: 'request' }>, 'opener' | 'inPlaceOf' | 'inChat'>>;
