import type { Request } from '../operations/operation';
import type { createUnderstanding } from '../language/understanding/understand';

/** What a sentence comes down to: requests in the order in which they were said, or the nearest operations. */
export interface Understood {
  requests: Request[];
  /** Ids of the operations that may have been meant, the likeliest first. */
  nearest: string[];
}

/** Turns a sentence into requests. It only proposes: rights, completion and agreement come after it, whoever plans. */
export interface SentencePlanner {
  plan(text: string, locale: string, today: string): Promise<Understood>;
}

/** Surer than this, an operation is proposed; a change needs more than a look (contract.md, Risk). */
const sureEnough = { read: 0.45, change: 0.6 } as const;

/** The built-in planner: deterministic, needing nothing. */
export function createBuiltInPlanner(
  understand: ReturnType<typeof createUnderstanding>,
  isRead: (operation: string) => boolean,
): SentencePlanner {
  return {
    plan(text, locale, today) {
      const { operation, slots, confidence, alternatives } = understand({ text, locale }, today);
      const needed = operation && isRead(operation) ? sureEnough.read : sureEnough.change;
      const nearest = [...(operation ? [operation] : []), ...alternatives.map((alternative) => alternative.operation)];
      const requests = operation && confidence >= needed ? [{ operation, slots }] : [];
      return Promise.resolve({ requests, nearest });
    },
  };
}
