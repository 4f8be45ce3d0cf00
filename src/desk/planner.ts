import { languageOf, type Language } from '../language/languages';
import type { Understanding, Utterance } from '../language/understanding/understand';
import { understandEach } from '../language/understanding/split';
import type { Request } from '../operations/operation';
import type { Remembered } from './conversation-memory';
import { continueDialogue, resolveReference, type SlotReader } from './dialogue';

/** What a sentence comes down to: requests in the order in which they were said, or the nearest operations. */
export interface Understood {
  requests: Request[];
  /** What may have been meant, the likeliest first. */
  nearest: Request[];
  /** Gave up what was being asked. */
  dropped: boolean;
  /** The language in which it was said, where that is not the locale's. */
  language?: Language;
}

/** Turns a sentence into requests. It only proposes: rights, completion and agreement come after it, whoever plans. */
export interface SentencePlanner {
  /** @param remembered what was said before between these two */
  plan(text: string, locale: string, today: string, remembered: Remembered): Promise<Understood>;
}

/** Surer than this, an operation is proposed; a change needs more than a look (contract.md, Risk). */
const sureEnough = { read: 0.45, change: 0.6 } as const;

export interface BuiltInPlannerParts {
  understand: (utterance: Utterance, today: string) => Understanding;
  /** Reads a sentence for the slots of one operation. */
  readSlots: (operation: string, utterance: Utterance, today: string) => Record<string, string | number>;
  isRead: (operation: string) => boolean;
}

/** The built-in planner: deterministic, needing nothing. */
export function createBuiltInPlanner({ understand, readSlots, isRead }: BuiltInPlannerParts): SentencePlanner {
  return {
    plan(text, locale, today, remembered) {
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
      const plan = (requests: Request[], dropped = false): Promise<Understood> =>
        Promise.resolve({
          requests,
          nearest: [...(operation ? [{ operation, slots }] : []), ...alternatives.map(withoutConfidence)],
          dropped,
          ...(language !== languageOf(locale) && sure && isTelling(text) ? { language } : {}),
        });
      if (more.length > 0) {
        return plan([understood, ...more].map((each) => ({ operation: each.operation!, slots: each.slots })));
      }
      const continued = continueDialogue(remembered, text, understood, sure !== undefined, slotsOf);
      if (continued && 'dropped' in continued) return plan([], true);
      if (continued) return plan([continued.request]);
      const referred = resolveReference(remembered, text, language, sure, readForSure);
      if (referred) return plan([referred]);
      return plan(sure ? [sure] : []);
    },
  };
}

/** “help” or “catalog E3” say nothing of a language; a sentence does. */
function isTelling(text: string): boolean {
  return text.trim().split(/\s+/).length >= 3;
}

function withoutConfidence({ operation, slots }: Request): Request {
  return { operation, slots };
}
