import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { Button, Operation, Request } from '../operations/operation';
import { slot as slots, writtenSlots } from '../operations/slots';
import type { CardContent } from './card';
import { askable, presentChoice, presentNotice, type Reader } from './present';

/** An operation that may have been meant, with the slots that the sentence gave. */
interface Near {
  operation: Operation;
  slots: Request['slots'];
}

/** How many of the nearest operations an answer offers. */
const offeredOperations = 3;

/** A sentence of a language model, and where it has it from. */
export interface ModelText {
  text: string;
  sources: Source[];
}
export interface Source {
  /** The number by which the text names it, from 1. */
  position: number;
  title: string;
  abstract: string;
}

/** The answer to a sentence that starts nothing, and what of it can be picked in words. */
export interface NotUnderstood {
  content: CardContent;
  options: { title: string; request: Request }[];
}

/**
 * Where two operations are about as likely, it asks which; else it says so and offers what comes near.
 *
 * @param nearest the operations that come near, likeliest first, each with what the sentence gave for it
 * @param said what a language model has to say instead
 * @param undecided whether the first two are worth asking which
 */
export function presentNotUnderstood(
  reader: Reader,
  speaker: User,
  nearest: readonly Near[],
  undecided: boolean,
  said?: ModelText,
): NotUnderstood {
  const { t } = reader.speech;
  const allowed = nearest.filter(({ operation }) => holds(speaker, operation.right) && operation.id !== 'help');
  if (undecided && allowed.length > 1) {
    const options = allowed.slice(0, 2).map(({ operation: { id }, slots }) => ({
      title: titleOf(reader, id, slots, 'button'),
      detail: t(`${id}/does`),
      request: { operation: id, slots },
    }));
    return {
      content: presentChoice(reader, { kind: 'choice', question: t('unknown/which'), options, more: 0 }),
      options,
    };
  }
  const offered = allowed.slice(0, offeredOperations).map(({ operation: { id }, slots }): Button => {
    // With what was said it is asked as it stands; a bare name may mean anything, so it is explained first.
    const isSaid = Object.keys(slots).length > 0;
    const request = isSaid ? { operation: id, slots } : { operation: 'help', slots: { operation: id } };
    return { id: 'choose', title: titleOf(reader, id, slots, isSaid ? 'button' : 'title'), request };
  });
  const buttons = [...offered, askable(t)];
  if (said) return { content: presentSaid(reader, said, buttons), options: offered };
  const detail = t(offered.length > 0 ? 'unknown/did-you-mean' : 'unknown/see-help');
  const content = presentNotice(reader, 'answered', t('unknown/not-understood'), detail, buttons);
  return { content, options: offered };
}

/** A model's sentence, labelled as one; whatever it says, nothing was done. */
function presentSaid(reader: Reader, { text, sources }: ModelText, buttons: Button[]): CardContent {
  const { t } = reader.speech;
  const notice = presentNotice(reader, 'answered', text, t('unknown/model-said'), buttons);
  const points = sources.map(({ position, title }) => ({ text: `[${position}] ${title}` }));
  return { ...notice, chip: { text: t('unknown/by-model'), tone: 'accent' }, model: { ...notice.model, points } };
}

function titleOf(reader: Reader, id: string, slots: Request['slots'], word: 'button' | 'title'): string {
  const named = Object.entries(slots).flatMap(([slot, value]) => sayValue(reader, slot, value) ?? []);
  return [reader.speech.t(`${id}/${word}`), ...named].join(' · ');
}

/** What a person reads for a slot's value; undefined for codes that only a machine would show. */
function sayValue({ speech: { t, has, format } }: Reader, slot: string, value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  if (slot === 'user' && value === 'me') return t('unknown/you');
  if (writtenSlots.has(slot)) return value;
  if (daySlots.has(slot)) return slots.date.safeParse(value).success ? format.date(value) : undefined;
  const words = { role: 'roles', section: 'profile-sections', field: 'fields' }[slot];
  const key = slot === 'operation' ? `${value}/title` : words && `${words}/${value}`;
  return key && has(key) ? t(key) : undefined;
}

const daySlots: ReadonlySet<string> = new Set(['date', 'since', 'until']);
