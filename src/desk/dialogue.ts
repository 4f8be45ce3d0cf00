import type { Language } from '../language/languages';
import { dialogueLexicons, type DialogueLexicon } from '../language/lexicon/dialogue';
import type { Understanding } from '../language/understanding/understand';
import type { Request } from '../operations/operation';
import { sameRequest, type Remembered } from './conversation-memory';

/** Reads a sentence for the slots of one operation alone. */
export type SlotReader = (operation: string, text: string, language: Language) => Record<string, string | number>;

/** What a short sentence comes to with what was said before: a request, giving up, or nothing. */
export type Continued = { request: Request } | { dropped: true } | undefined;

/** An answer to a question is short; what is longer is a sentence of its own. */
const longestAnswer = 8;

/** Slots that take whatever was written. */
const freeSlots = new Set(['user', 'product', 'name', 'email', 'value', 'query', 'position', 'quantity']);
/** What a follow-up may not change: it would be another matter. */
const ownSlots = new Set(['value', 'field', 'operation']);

/**
 * Continues a conversation: picks from what was to choose, answers what was asked, changes a part of the last request, or
 * lets go of it. A sentence that stands on its own (`sure`) is never taken for an answer.
 */
export function continueDialogue(
  remembered: Remembered,
  text: string,
  understood: Understanding,
  sure: boolean,
  readSlots: SlotReader,
): Continued {
  const { language } = understood;
  const lexicon = dialogueLexicons[language];
  const folded = foldAnswer(text);
  const { asked, options, last } = remembered;
  if ((asked || options) && lexicon.drop.test(folded)) return { dropped: true };
  if (options) {
    const request = pickOption(options, folded, last, lexicon);
    if (request) return { request };
  }
  const quoted = readQuote(lexicon, folded, understood, last);
  if (quoted) return { request: quoted };
  const again = last !== undefined && lexicon.again.test(folded);
  // “And for 50 seats?” is surely about prices, and still about the product of before.
  if (sure && !(again && understood.operation === last.operation)) return undefined;
  if (asked) {
    const request = answerQuestion(asked, text, folded, language, readSlots);
    if (request) return { request };
  }
  if (!again) return undefined;
  const said = readSlots(last.operation, text, language);
  const changed = Object.entries(said).filter(([slot]) => !ownSlots.has(slot));
  const [number, ...more] = folded.match(/\b\d{1,7}\b/g) ?? [];
  const counted = ['quantity', 'position'].find((slot) => slot in last.slots);
  if (changed.length === 0 && counted && number && more.length === 0) changed.push([counted, Number(number)]);
  if (changed.length === 0) return undefined;
  return { request: { operation: last.operation, slots: { ...last.slots, ...Object.fromEntries(changed) } } };
}

/** “Quote” makes one of the price of before; “a quote for 25 E3” of the price that it asks for. */
function readQuote(
  { quote }: DialogueLexicon,
  folded: string,
  { operation, slots }: Understanding,
  last: Request | undefined,
): Request | undefined {
  if (!quote.test(folded)) return undefined;
  const isPrice = operation === 'prices.find' && 'product' in slots;
  if (isPrice) return { operation, slots: { ...slots, show: 'quote' } };
  const isShort = folded.split(' ').length <= longestAnswer;
  if (last?.operation !== 'prices.find' || !isShort || 'product' in slots) return undefined;
  return { operation: last.operation, slots: { ...last.slots, ...slotsOfPrice(slots), show: 'quote' } };
}

function slotsOfPrice({ quantity, term, billing }: Understanding['slots']) {
  return Object.fromEntries(Object.entries({ quantity, term, billing }).filter(([, value]) => value !== undefined));
}

/** Stands for a person of whom only “her” was said: no name that a sentence could hold. */
const someone = 'Qqq Zzz';

/**
 * A request that speaks of “her” or “it”, with the person or product of the one before in their place; undefined where it
 * speaks of neither, of nobody who was spoken of, or where the sentence names its own.
 *
 * @param sure what the sentence asks by itself, where that is sure: a reference completes it, and never makes it another
 * @param read understands a sentence for sure, or not at all
 */
export function resolveReference(
  { last }: Remembered,
  text: string,
  language: Language,
  sure: Request | undefined,
  read: (text: string) => Request | undefined,
): Request | undefined {
  const { person, thing } = dialogueLexicons[language];
  for (const [slot, words, name] of [
    ['user', person, `<at>${someone}</at>`],
    ['product', thing, last?.slots.product],
  ] as const) {
    const meant = last?.slots[slot];
    const [pattern, said] = words.find(([each]) => each.test(text)) ?? [];
    if (typeof meant !== 'string' || typeof name !== 'string' || !pattern || !said) continue;
    const own = sure?.slots[slot];
    if (own !== undefined && own !== 'me') continue;
    const request = read(text.replace(pattern, said.replace('$NAME', name)));
    const fits = request && (sure === undefined || sure.operation === request.operation);
    if (fits && request.slots[slot] === (slot === 'user' ? someone : meant)) {
      return { ...request, slots: { ...request.slots, [slot]: meant } };
    }
  }
  return undefined;
}

function pickOption(
  options: NonNullable<Remembered['options']>,
  folded: string,
  last: Request | undefined,
  lexicon: DialogueLexicon,
): Request | undefined {
  if (lexicon.other.test(folded)) {
    const others = options.filter(({ request }) => !sameRequest(request, last));
    return others.length === 1 ? others[0]!.request : undefined;
  }
  const [, place] = lexicon.places.find(([pattern]) => pattern.test(folded)) ?? [];
  const number = place ?? (/^\d$/.test(folded) ? Number(folded) : undefined);
  if (number !== undefined) return options.at(number > 0 ? number - 1 : number)?.request;
  const words = folded.split(' ').filter((word) => word.length > 1);
  if (words.length === 0 || words.length > longestAnswer) return undefined;
  const named = options.filter(({ title }) => {
    const own = new Set(foldAnswer(title).split(' '));
    return words.every((word) => own.has(word));
  });
  return named.length === 1 ? named[0]!.request : undefined;
}

function answerQuestion(
  { request, slot }: NonNullable<Remembered['asked']>,
  text: string,
  folded: string,
  language: Language,
  readSlots: SlotReader,
): Request | undefined {
  if (folded === '' || folded.split(' ').length > longestAnswer) return undefined;
  const said = readSlots(request.operation, text, language);
  const value = said[slot] ?? (freeSlots.has(slot) ? text.trim().replace(/[.!?…]+$/, '') : undefined);
  if (value === undefined) return undefined;
  return { operation: request.operation, slots: { ...said, ...request.slots, [slot]: value } };
}

/** Lower case without accents and signs, single spaces. */
function foldAnswer(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^\p{L}\p{N}'\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
