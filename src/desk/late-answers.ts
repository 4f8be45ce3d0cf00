import type { Language } from '../language/languages';
import { drawFault } from './fault';
import { DeliveryError, type FinishedCard } from './messenger';
import type { DeskParts } from './parts';

/** Answers that may take longer than the platform waits for one (teams.md, Limits). */
export interface LateAnswers {
  /** What the work came to, where that was soon; else undefined, and the work goes on: `follow` it. */
  inTime<Result>(work: Promise<Result>): Promise<Result | undefined>;
  /** Shows the outcome after the turn, whatever it is: a fault has its card too. Never throws. */
  follow<Result extends FinishedCard>(
    work: Promise<Result>,
    language: Language,
    show: (card: Result | FinishedCard) => Promise<void>,
  ): void;
  /** Resolves when nothing is under way: for an orderly stop and for tests. */
  settled(): Promise<void>;
}

export function createLateAnswers(parts: Pick<DeskParts, 'cards' | 'log' | 'newId' | 'patience'>): LateAnswers {
  const running = new Set<Promise<void>>();

  async function finish<Result extends FinishedCard>(
    work: Promise<Result>,
    language: Language,
    show: (card: Result | FinishedCard) => Promise<void>,
  ): Promise<void> {
    try {
      const outcome = await work.catch((error: unknown) => {
        const correlationId = parts.newId();
        parts.log.error({ err: error, correlationId }, 'work that was answered later failed');
        return drawFault(parts.cards, language, correlationId);
      });
      await show(outcome);
    } catch (error) {
      const outcome = error instanceof DeliveryError ? error.outcome : undefined;
      parts.log.error({ err: error, outcome }, 'a late answer could not be shown');
    }
  }

  return {
    async inTime(work) {
      // Where nobody follows it any more, the turn has failed and is logged.
      work.catch(() => undefined);
      return await Promise.race([work, parts.patience().then(() => undefined)]);
    },
    follow(work, language, show) {
      const task = finish(work, language, show).finally(() => running.delete(task));
      running.add(task);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
