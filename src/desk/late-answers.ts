import type { Language } from '../language/languages';
import type { Progress, Report } from '../operations/operation';
import { drawFault } from './fault';
import { DeliveryError, type ConversationReference, type FinishedCard } from './messenger';
import type { DeskParts } from './parts';
import { createProgressMessage } from './progress-message';

/** Answers that may take longer than the platform waits for one (teams.md, Limits). */
export interface LateAnswers {
  /**
   * Begins what may take long.
   *
   * @param run says how far it is; ahead of what shows its outcome elsewhere, it waits for `silence`: nothing that was under
   *   way to say how far it is comes after that
   */
  begin<Result extends FinishedCard>(
    conversation: ConversationReference,
    run: (report: Report, silence: () => Promise<void>) => Promise<Result>,
  ): LateAnswer<Result>;
  /** Resolves when nothing is under way: for an orderly stop and for tests. */
  settled(): Promise<void>;
}

export interface LateAnswer<Result extends FinishedCard> {
  /** What it came to, where that was soon; else undefined, and it goes on: `follow` it. */
  inTime(): Promise<Result | undefined>;
  /** How far it is by now, as far as it said so. */
  progress(): Progress | undefined;
  /** Keeps the message that announces it up to date, until it has ended. */
  showProgress(activityId: string, draw: (progress: Progress) => Promise<FinishedCard>): void;
  /** Shows the outcome after the turn, whatever it is: a fault has its card too. Never throws. */
  follow(language: Language, show: (card: Result | FinishedCard) => Promise<void>): void;
}

type Parts = Pick<DeskParts, 'cards' | 'log' | 'newId' | 'patience' | 'beat' | 'messenger' | 'pacer'>;

export function createLateAnswers(parts: Parts): LateAnswers {
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
    begin(conversation, run) {
      const message = createProgressMessage(parts, conversation);
      const work = run(message.report, message.end).finally(message.end);
      // Where nobody follows it any more, the turn has failed and is logged.
      work.catch(() => undefined);
      return {
        inTime: () => Promise.race([work, parts.patience().then(() => undefined)]),
        progress: message.latest,
        showProgress: message.show,
        follow(language, show) {
          const task = finish(work, language, show).finally(() => running.delete(task));
          running.add(task);
        },
      };
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
