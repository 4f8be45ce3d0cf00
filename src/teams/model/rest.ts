import type { ModelFault, ModelOutcome } from './model-fault';

/** Failures in a row after which the service is left alone. */
const patience = 3;
/** How long it is left alone, in milliseconds. */
const restSpan = 60_000;
const longestRest = 15 * 60_000;

const troubles: ReadonlySet<ModelOutcome> = new Set(['timeout', 'unreachable', 'rejected']);

/** Leaves a service alone that does not answer, so that nobody waits for it in vain. */
export interface Rest {
  isResting(): boolean;
  answered(): void;
  failed(fault: ModelFault): void;
}

export function createRest(now: () => Date): Rest {
  let failures = 0;
  let until = 0;
  return {
    isResting: () => now().getTime() < until,
    answered() {
      failures = 0;
    },
    failed({ outcome, retryAfter }) {
      if (outcome === 'rate-limited') {
        until = now().getTime() + Math.min((retryAfter ?? 0) * 1_000 || restSpan, longestRest);
        return;
      }
      // Any other answer is one.
      failures = troubles.has(outcome) ? failures + 1 : 0;
      if (failures < patience) return;
      failures = 0;
      until = now().getTime() + restSpan;
    },
  };
}
