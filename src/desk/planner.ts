import { languageOf, type Language } from '../language/languages';
import type { Sign } from '../language/lexicon/dialogue';
import type { Understanding, Utterance } from '../language/understanding/understand';
import { understandEach } from '../language/understanding/split';
import type { Request } from '../operations/operation';
import type { Remembered } from './conversation-memory';
import type { ModelText } from './not-understood';
import { continueDialogue, resolveOtherLanguage, resolveReference, resolveRelation, type SlotReader } from './dialogue';

/** A sentence, and what it may lean on. */
export interface Sentence {
  text: string;
  /** BCP 47 locale of the activity. */
  locale: string;
  /** ISO date of the speaker's calendar. */
  today: string;
  /** What was said before between these two. */
  remembered: Remembered;
}

/** What a sentence comes down to: requests in the order in which they were said, a sign, or the nearest operations. */
export interface Understood {
  requests: Request[];
  /** What may have been meant, the likeliest first. */
  nearest: Request[];
  /** The first two of the nearest are about as likely as each other, and likelier than nothing: worth asking which. */
  undecided?: true;
  /** A word or two that ask nothing by themselves: “yes”, “cancel”, “thanks”. */
  sign?: Sign;
  /** The request takes the place of what was proposed before: “no, the other one”. */
  instead?: true;
  /** It answers a question or goes on with what was said before. */
  continues?: true;
  /** Somebody else than the built-in planner came to these requests: whoever asks confirms each of them. */
  confirm?: true;
  /** What a language model has to say, where it starts nothing. */
  said?: ModelText;
  /** The language in which it was said, where that is not the locale's. */
  language?: Language;
}

/** Turns a sentence into requests. It only proposes: rights, completion and agreement come after it, whoever plans. */
export interface SentencePlanner {
  plan(sentence: Sentence): Promise<Understood>;
}

/** Surer than this, an operation is proposed; a change needs more than a look (contract.md, Risk). */
const sureEnough = { read: 0.45, change: 0.6 } as const;
/** Two operations that are each as likely as this are worth asking which; where one is surer, it is taken. */
const worthAsking = 0.25;

export interface BuiltInPlannerParts {
  understand: (utterance: Utterance, today: string) => Understanding;
  /** Reads a sentence for the slots of one operation. */
  readSlots: (operation: string, utterance: Utterance, today: string) => Record<string, string | number>;
  isRead: (operation: string) => boolean;
}

/** The built-in planner: deterministic, needing nothing. */
export function createBuiltInPlanner({ understand, readSlots, isRead }: BuiltInPlannerParts): SentencePlanner {
  return {
    plan({ text, locale, today, remembered }) {
      const isSure = ({ operation, confidence }: Understanding) =>
        operation !== null && confidence >= (isRead(operation) ? sureEnough.read : sureEnough.change);
      const [understood, ...more] = understandEach(understand, { text, locale }, today) as [
        Understanding,
        ...Understanding[],
      ];
      const { operation, slots, alternatives, language } = understood;
      const sure = isSure(understood) ? { operation: operation!, slots } : undefined;
      const slotsOf: SlotReader = (id, said, spoken) => readSlots(id, { text: said, locale: spoken }, today);
      const readForSure = (said: string): Request | undefined => {
        const read = understand({ text: said, locale }, today);
        return isSure(read) ? { operation: read.operation!, slots: read.slots } : undefined;
      };
      const candidates = [understood, ...alternatives].filter(({ operation: id }) => id !== null);
      const plan = (requests: Request[], further: Partial<Understood> = {}): Promise<Understood> =>
        Promise.resolve({
          requests,
          nearest: candidates.map(({ operation: id, slots: given }) => ({ operation: id!, slots: given })),
          ...(requests.length === 0 && areClose(candidates) ? { undecided: true as const } : {}),
          ...(language !== languageOf(locale) && sure && isTelling(text) ? { language } : {}),
          ...further,
        });
      if (more.length > 0) {
        return plan([understood, ...more].map((each) => ({ operation: each.operation!, slots: each.slots })));
      }
      const referred = resolveReference(remembered, text, language, sure, readForSure);
      const continued = continueDialogue(remembered, {
        text,
        understood,
        sure: sure !== undefined,
        refers: referred !== undefined,
        readSlots: slotsOf,
        isRead,
      });
      if (continued && 'sign' in continued) {
        const spoken = continued.language !== languageOf(locale) ? { language: continued.language } : {};
        return plan([], { sign: continued.sign, ...spoken });
      }
      if (continued) {
        return plan([continued.request], { continues: true, ...(continued.instead ? { instead: true as const } : {}) });
      }
      const meant =
        resolveRelation(text, language, readForSure) ?? referred ?? sure ?? resolveOtherLanguage(text, language);
      if (meant) return plan([meant]);
      const named = readName(text, language, slotsOf);
      const [likeliest] = candidates;
      const isName = !likeliest || named.some(({ operation: id }) => id === likeliest.operation);
      return plan([], isName ? { nearest: named } : {});
    },
  };
}

/** Whether it is worth asking which of the two likeliest was meant. */
function areClose([first, second]: { confidence: number }[]): boolean {
  return first !== undefined && second !== undefined && Math.min(first.confidence, second.confidence) >= worthAsking;
}

/** “help” or “catalog E3” say nothing of a language; a sentence does. */
function isTelling(text: string): boolean {
  return text.trim().split(/\s+/).length >= 3;
}

/** Words of a name. */
const longestName = 4;

/** What may be asked about someone or something of which only the name was said. */
function readName(text: string, language: Language, readSlots: SlotReader): Request[] {
  if (text.trim().split(/\s+/).length > longestName) return [];
  const { user } = readSlots('users.show', text, language);
  if (user !== undefined) return ['users.show', 'password.reset'].map((operation) => ({ operation, slots: { user } }));
  const { product } = readSlots('prices.find', text, language);
  if (product === undefined) return [];
  return ['prices.find', 'prices.history'].map((operation) => ({ operation, slots: { product } }));
}
