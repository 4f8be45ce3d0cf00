import { createKeyedState } from '../keyed-state';
import type { Answer, Proposal, Request } from '../operations/operation';

/** What was said last between the desk and one person in one conversation: what a short sentence can lean on. */
export interface Remembered {
  /** The request that was answered last, with all of its slots. */
  last?: Request;
  /** The slot that a form asks for, and what it will be added to; `aside`: something was looked up meanwhile. */
  asked?: { request: Request; slot: string; aside?: true };
  /** What was to choose from, and the request that led to it. */
  options?: { title: string; request: Request }[];
  choosing?: Request;
  /** The change that was proposed, or asked of others, last. */
  matter?: string;
}

/** Per person and conversation: two people in a channel never mix. Lives in the process; after a restart people say it anew. */
export interface ConversationMemory {
  read(conversationId: string, objectId: string): Remembered;
  write(conversationId: string, objectId: string, remembered: Remembered): Promise<void>;
}

/** How long something open can be answered by a short sentence, in milliseconds: buttons live longer. */
const memorySpan = 10 * 60_000;

export function createConversationMemory(now: () => Date): ConversationMemory {
  const store = createKeyedState<Remembered>(memorySpan, now);
  const keyOf = (conversationId: string, objectId: string) => `${conversationId}/${objectId}`;
  return {
    read: (conversationId, objectId) => store.get(keyOf(conversationId, objectId)) ?? {},
    write: (conversationId, objectId, remembered) => store.set(keyOf(conversationId, objectId), remembered),
  };
}

/**
 * What an answer leaves to lean on: what it asked or offered; else the request itself. What was to choose from stays beside
 * the request that was chosen, for “the other one”.
 */
export function rememberAnswer(request: Request, answer: Answer | Proposal, before: Remembered): Remembered {
  switch (answer.kind) {
    case 'choice':
      return {
        last: before.last,
        options: answer.options.map(({ title, request: each }) => ({ title, request: each })),
        choosing: request,
      };
    case 'form': {
      const open =
        answer.action === 'next' ? answer.fields.find(({ required, value }) => required && !value) : undefined;
      return open ? { asked: { request: answer.request, slot: open.id } } : {};
    }
    default: {
      const chosen = before.options?.some((option) => sameRequest(option.request, request));
      return {
        last: sayable(request),
        ...keepAsked(request, answer, before),
        ...(chosen ? { options: before.options } : {}),
        ...(answer.kind === 'matter' ? { matter: answer.id } : {}),
      };
    }
  }
}

/** A question stays open while one thing is looked up, and where its answer was none. */
function keepAsked(request: Request, answer: Answer | Proposal, { asked }: Remembered): Pick<Remembered, 'asked'> {
  if (!asked) return {};
  if (answer.kind === 'problem' && asked.request.operation === request.operation) return { asked };
  return answer.kind === 'view' && !asked.aside ? { asked: { ...asked, aside: true } } : {};
}

/**
 * What of a request a later sentence can lean on: the slots that a sentence has. Not a new value, which may be a bank
 * account, and nothing that came from a form or a file.
 */
function sayable({ operation, slots }: Request): Request {
  const said = Object.entries(slots).filter(
    ([slot, value]) => slot !== 'value' && (typeof value === 'string' || typeof value === 'number'),
  );
  return { operation, slots: Object.fromEntries(said) };
}

/** Whether two requests ask the same. */
export function sameRequest(one: Request, other: Request | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
