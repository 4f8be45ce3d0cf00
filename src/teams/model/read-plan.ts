import type { ZodType } from 'zod';
import type { Sentence } from '../../desk/planner';
import type { Operation, Request } from '../../operations/operation';
import { writtenSlots } from '../../operations/slots';
import type { ModelAnswer } from './ask-model';
import { ModelFault } from './model-fault';
import { previousValue } from './prompt';
import { sayableSlots, toolName } from '../../operations/tools';

/** More things than these nobody asks for in one message. */
const mostRequests = 5;

/**
 * The requests of a model's plan. Believed is only what could have come from the sentence: operations and slots that there
 * are, values of their schema, and names, products and new values that are written in the message.
 *
 * @throws ModelFault `bad-answer` or `invented`
 */
export function readPlan({ calls }: ModelAnswer, operations: readonly Operation[], sentence: Sentence): Request[] {
  if (calls.length > mostRequests) throw new ModelFault('invented');
  const written = foldWritten(sentence.text);
  return calls.map(({ name, arguments: text }) => {
    const operation = operations.find(({ id }) => toolName(id) === name);
    if (!operation) throw new ModelFault('invented');
    const given = Object.entries(parseArguments(text)).filter(([, value]) => value !== null && value !== '');
    const slots = given.map(([slot, value]) => [slot, readSlot(operation, slot, value, written, sentence, operations)]);
    return { operation: operation.id, slots: Object.fromEntries(slots) as Request['slots'] };
  });
}

function parseArguments(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ModelFault('bad-answer');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new ModelFault('bad-answer');
  return parsed as Record<string, unknown>;
}

function readSlot(
  operation: Operation,
  slot: string,
  value: unknown,
  written: string,
  { remembered: { last } }: Sentence,
  operations: readonly Operation[],
): unknown {
  if (!sayableSlots(operation).includes(slot)) throw new ModelFault('invented');
  if (value === previousValue) {
    const kept = last?.slots[slot];
    if (kept === undefined) throw new ModelFault('invented');
    return kept;
  }
  const parsed = (operation.slots.shape as Record<string, ZodType>)[slot]!.safeParse(value);
  const isPlain = typeof value === 'string' || typeof value === 'number';
  if (!parsed.success || parsed.data === undefined || !isPlain) throw new ModelFault('invented');
  const known = {
    // The speaker is known without being named.
    user: () => value === 'me' || written.includes(foldWritten(String(value))),
    operation: () => operations.some(({ id }) => id === value),
    field: () => /^[a-z][a-z-]{1,40}$/i.test(String(value)),
  }[slot];
  const isKnown = known ?? (() => !writtenSlots.has(slot) || isWritten(String(value), written));
  if (!isKnown() || foldWritten(String(value)) === '') throw new ModelFault('invented');
  return parsed.data;
}

function isWritten(value: string, written: string): boolean {
  return written.includes(foldWritten(value));
}

/** Letters and digits alone, without accents: signs and spaces are copied in many ways. */
function foldWritten(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
