import type { Progress, Report } from '../operations/operation';
import { DeliveryError, type ConversationReference, type FinishedCard } from './messenger';
import type { DeskParts } from './parts';

/** A message that says how far something is, brought up to date in its place. */
export interface ProgressMessage {
  /** For whoever does it. Cheap, and never fails. */
  report: Report;
  /** What was reported last. */
  latest(): Progress | undefined;
  /** From now on the message says what is reported: once at each beat at most, and only what is new. */
  show(activityId: string, draw: (progress: Progress) => Promise<FinishedCard>): void;
  /** Nothing is shown any more. Resolves when what was under way has arrived, so that nothing comes after an outcome. */
  end(): Promise<void>;
}

type Parts = Pick<DeskParts, 'beat' | 'log' | 'messenger' | 'pacer'>;

/**
 * A word in between is worth little: it is left out where the conversation or the tenant is near the platform's limits
 * (teams.md, Limits), it is not tried again, and where it can't be shown the work goes on without.
 */
export function createProgressMessage(
  { beat, log, messenger, pacer }: Parts,
  conversation: ConversationReference,
): ProgressMessage {
  let latest: Progress | undefined;
  let hasEnded = false;
  let wake = (): void => undefined;
  const ending = new Promise<void>((resolve) => (wake = resolve));
  let showing: Promise<void> = Promise.resolve();

  async function keepShowing(activityId: string, draw: (progress: Progress) => Promise<FinishedCard>): Promise<void> {
    let shown: Progress | undefined;
    for (;;) {
      await Promise.race([beat(), ending]);
      if (hasEnded) return;
      if (!latest || latest === shown || !pacer.spare(conversation)) continue;
      shown = latest;
      await messenger.update(conversation, activityId, await draw(latest), 'none');
    }
  }

  return {
    report(progress) {
      latest = progress;
    },
    latest: () => latest,
    show(activityId, draw) {
      showing = keepShowing(activityId, draw).catch((error: unknown) => {
        const outcome = error instanceof DeliveryError ? error.outcome : undefined;
        log.warn({ err: error, outcome }, 'how far something is could not be shown');
      });
    },
    end() {
      hasEnded = true;
      wake();
      return showing;
    },
  };
}
