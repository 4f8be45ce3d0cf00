import type { Language } from '../language/languages';
import {
  dialogueLexicons,
  readOtherLanguage,
  readSign,
  type DialogueLexicon,
  type Sign,
} from '../language/lexicon/dialogue';
import type { Understanding } from '../language/understanding/understand';
import type { Request } from '../operations/operation';
import { sameRequest, type Remembered } from './conversation-memory';

/** Reads a sentence for the slots of one operation alone. */
export type SlotReader = (operation: string, text: string, language: Language) => Record<string, string | number>;

/**
 * What a short sentence comes to with what was said before: a request, a sign, or nothing.
 * `instead`: the request takes the place of the one before.
 */
export type Continued = { request: Request; instead?: true } | { sign: Sign; language: Language } | undefined;

/** What the planner knows of a sentence, besides what was said before. */
export interface Said {
  text: string;
  understood: Understanding;
  /** Whether it stands on its own. */
  sure: boolean;
  /** Whether it does with “her” or “it” in the place of someone or something. */
  refers: boolean;
  readSlots: SlotReader;
  isRead: (operation: string) => boolean;
}

/** An answer to a question is short; what is longer is a sentence of its own. */
const longestAnswer = 8;
/** Words of a sentence that only changes a part of the one before, though it could stand on its own. */
const longestCorrection = 6;
/** Words of a name. */
const longestName = 3;

/** Slots that take whatever was written. */
const freeSlots = new Set(['user', 'product', 'name', 'email', 'value', 'query', 'position', 'quantity']);
/** What a follow-up may not change: it would be another matter. */
const ownSlots = new Set(['value', 'field', 'operation']);

/**
 * Continues a conversation: picks from what was to choose, answers what was asked, changes a part of the last request, or
 * lets go of it. A sentence that stands on its own is taken for none of these, but for a correction of what was just asked.
 */
export function continueDialogue(remembered: Remembered, said: Said): Continued {
  const { text, understood, sure, refers, readSlots } = said;
  const { language } = understood;
  const lexicon = dialogueLexicons[language];
  const folded = foldAnswer(text);
  const { asked, options, last } = remembered;
  // What is sure, where nothing is open, is no sign.
  const signed = sure && !asked && !options && !remembered.matter ? undefined : readSign(folded, language);
  if (signed) {
    const meant = readSignFor(remembered, signed.sign);
    if (meant) return 'sign' in meant ? { ...meant, language: signed.language } : meant;
    if (!sure) return signed;
  }
  if (options) {
    const request = pickOption(options, folded, last, lexicon);
    if (request) return { request, ...(lexicon.other.test(folded) ? { instead: true } : {}) };
  }
  const shown = readQuote(lexicon, folded, understood, last) ?? readDraft(lexicon, folded, understood);
  if (shown) return { request: shown };
  const again = lexicon.again.test(folded);
  if (asked && !sure && !refers && !again) {
    const request = answerQuestion(asked, text, folded, language, readSlots);
    if (request) return { request };
  }
  if (last) {
    const changed = again || !sure ? changeLast(last, folded, again, remembered.matter !== undefined, said) : undefined;
    if (changed) return changed;
  }
  if (!asked || sure || !again) return undefined;
  const request = answerQuestion(asked, text, folded, language, readSlots);
  return request && { request };
}

/** A sign, to what is open between the two: the latest first. */
function readSignFor(
  { asked, options, choosing, matter }: Remembered,
  sign: Sign,
): { request: Request } | { sign: Sign } | undefined {
  const givesUp = sign === 'drop' || sign === 'no';
  if ((asked && !asked.aside) || options) {
    if (givesUp) return { sign: 'drop' };
    // “Nobody is called …. Do you mean this person?”
    if (sign === 'yes' && options?.length === 1) return { request: options[0]!.request };
    const open = asked?.request ?? choosing;
    if (sign === 'yes' && open) return { request: open };
  }
  return givesUp && matter ? { sign } : undefined;
}

/** The last request with what the sentence changes of it. */
function changeLast(
  last: Request,
  folded: string,
  again: boolean,
  isOpen: boolean,
  { text, understood, sure, readSlots, isRead }: Said,
): Continued {
  const { language } = understood;
  const lexicon = dialogueLexicons[language];
  const words = folded.split(' ').length;
  const corrects = lexicon.correct.test(folded);
  const adds = isRead(last.operation) && (words <= 2 || (words <= longestCorrection && lexicon.addition.test(folded)));
  if (!again && !adds) return undefined;
  // “And for 50 seats?” is surely about prices, and still about the product of before; “no, the billing admin role”
  // corrects what stands open.
  const standsAlone = sure && understood.operation !== last.operation;
  if (standsAlone && !(corrects && isOpen && words <= longestCorrection)) return undefined;
  const rest = text.replace(lexicon.opening, '').trim();
  const fits = ([slot, value]: [string, unknown]) => !ownSlots.has(slot) && value !== last.slots[slot];
  const read = readSlots(last.operation, text, language);
  let changed = Object.entries(read).filter(fits);
  if (changed.length === 0 && isRead(last.operation)) {
    changed = Object.entries(readSlots(last.operation, lexicon.plan.replace('$REST', rest), language)).filter(fits);
  }
  if (changed.length === 0) changed = readAlone(last, rest, corrects && !standsAlone, read);
  // Of a sentence that stands alone only what was said before can be corrected.
  if (standsAlone) changed = changed.filter(([slot]) => slot in last.slots);
  if (changed.length === 0) return undefined;
  const request = { operation: last.operation, slots: { ...last.slots, ...Object.fromEntries(changed) } };
  return { request, ...(corrects ? { instead: true } : {}) };
}

/** What stands alone after “no,” or “make it”: a number, a new value, a name. */
function readAlone(
  last: Request,
  rest: string,
  corrects: boolean,
  read: Record<string, string | number>,
): [string, string | number][] {
  const counted = ['quantity', 'position'].find((slot) => slot in last.slots);
  const [number, ...more] = rest.match(/\b\d{1,7}\b/g) ?? [];
  if (counted && number && more.length === 0) return [[counted, Number(number)]];
  if (!corrects || rest === '') return [];
  const own = rest.replace(/[.!?…]+$/, '').trim();
  if ('field' in last.slots && last.operation.endsWith('.edit')) return [['value', read.value ?? own]];
  const named = ['user', 'product'].find((slot) => slot in last.slots);
  return named && own.split(/\s+/).length <= longestName && /\p{L}/u.test(own) ? [[named, own]] : [];
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

/** “Show the draft of the public page”: which of the two is shown is no slot of a sentence. */
function readDraft(
  { draft }: DialogueLexicon,
  folded: string,
  { operation, slots }: Understanding,
): Request | undefined {
  const isPage = operation === 'business-profile.show' && draft.test(folded);
  return isPage ? { operation, slots: { ...slots, draft: true } } : undefined;
}

function slotsOfPrice({ quantity, term, billing }: Understanding['slots']) {
  return Object.fromEntries(Object.entries({ quantity, term, billing }).filter(([, value]) => value !== undefined));
}

/** Stands for a person of whom only “her” was said: no name that a sentence could hold. */
const someone = 'Qqq Zzz';
/** Stands for a product of which only “it” was said: one that is known as a product anywhere. */
const something = 'Microsoft 365 E3';

/** What may be referred to: the slot, the words for it, and what is put in their place. */
const references = [
  { slot: 'user', words: 'person', name: `<at>${someone}</at>` },
  { slot: 'product', words: 'thing', name: something },
] as const;

/**
 * A request that speaks of “her” or “it”, with the person or product of the one before in their place; undefined where it
 * speaks of neither, of nobody who was spoken of, or where the sentence names its own.
 *
 * @param sure what the sentence asks by itself, where that is sure: a reference completes it, and never makes it about another matter
 * @param read understands a sentence for sure, or not at all
 */
export function resolveReference(
  { last }: Remembered,
  text: string,
  language: Language,
  sure: Request | undefined,
  read: (text: string) => Request | undefined,
): Request | undefined {
  if (!last) return undefined;
  for (const { slot, words, name } of references) {
    const meant = last.slots[slot];
    const own = sure?.slots[slot];
    if (typeof meant !== 'string' || (own !== undefined && own !== 'me')) continue;
    const [pattern, said] = dialogueLexicons[language][words].find(([each]) => each.test(text)) ?? [];
    if (!pattern || !said) continue;
    const request = read(text.replace(pattern, said.replace('$NAME', name)));
    const fits = request && (sure === undefined || isSameMatter(sure, request));
    if (fits && request.slots[slot] === (slot === 'user' ? someone : something)) {
      return { ...request, slots: { ...request.slots, [slot]: meant } };
    }
  }
  return undefined;
}

/** « Épingle-le » without its object only names the catalog: what it is done to may tell what is done. */
function isSameMatter(alone: Request, completed: Request): boolean {
  if (alone.operation === completed.operation) return true;
  const groupOf = ({ operation }: Request) => operation.split('.')[0];
  return Object.keys(alone.slots).length === 0 && groupOf(alone) === groupOf(completed);
}

/**
 * A request about someone whom only the speaker knows (“my manager”): the account holds no such relations, and nobody else
 * must be taken for them.
 *
 * @param read understands a sentence for sure, or not at all
 */
export function resolveRelation(
  text: string,
  language: Language,
  read: (text: string) => Request | undefined,
): Request | undefined {
  const [relation] = dialogueLexicons[language].relation.exec(text) ?? [];
  if (!relation) return undefined;
  const request = read(text.replace(relation, `<at>${someone}</at>`));
  return request?.slots.user === someone ? { ...request, slots: { ...request.slots, user: relation } } : undefined;
}

/** “Speak German”: what sets the language says which there are. */
export function resolveOtherLanguage(text: string, language: Language): Request | undefined {
  const other = readOtherLanguage(foldAnswer(text), language);
  return other === undefined ? undefined : { operation: 'language.set', slots: { language: other } };
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
  { request, slot, aside }: NonNullable<Remembered['asked']>,
  text: string,
  folded: string,
  language: Language,
  readSlots: SlotReader,
): Request | undefined {
  const words = folded.split(' ').length;
  if (folded === '' || words > longestAnswer) return undefined;
  // After something else was looked up only what is short enough to be nothing else is still the answer.
  if (aside && (words > longestName || text.includes('?'))) return undefined;
  // “Whose?” asks back.
  if (text.trim().endsWith('?') && words <= 2) return request;
  const said = readSlots(request.operation, text, language);
  const free = freeSlots.has(slot) ? text.trim().replace(/[.!?…]+$/, '') : undefined;
  const value = (slot === 'user' ? readRelated(text, folded, language) : undefined) ?? said[slot] ?? free;
  if (value === undefined) return undefined;
  return { operation: request.operation, slots: { ...said, ...request.slots, [slot]: value } };
}

/** The speaker, or someone whom only the speaker knows: “mine” is not the “my” of “my manager”. */
function readRelated(text: string, folded: string, language: Language): string | undefined {
  const { self, relation } = dialogueLexicons[language];
  return self.test(folded) ? 'me' : relation.exec(text)?.[0];
}

/** Lower case without accents and signs, single spaces. */
function foldAnswer(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9'-]+/g, ' ')
      .trim();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^\p{L}\p{N}'\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
