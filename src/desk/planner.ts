import type { Request } from '../operations/operation';
import type { createUnderstanding } from '../language/understanding/understand';

/** What a sentence comes down to: requests in the order in which they were said, or the nearest operations. */
export interface Understood {
  requests: Request[];
  /** What may have been meant, the likeliest first. */
  nearest: Request[];
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
      const nearest = [
        ...(operation ? [{ operation, slots }] : []),
        ...alternatives.map((alternative) => ({ operation: alternative.operation, slots: alternative.slots })),
      ];
      const requests = operation && confidence >= needed ? [{ operation, slots }] : [];
      return Promise.resolve({ requests, nearest });
    },
  };
}
