/** Why a model's answer was not used; each is a label of the metrics. */
export const modelOutcomes = [
  // Used: requests, or a sentence of its own.
  'planned',
  'said',
  // Not asked.
  'continued',
  'withheld',
  'too-long',
  'budget',
  'resting',
  // Asked in vain.
  'timeout',
  'unreachable',
  'rejected',
  'rate-limited',
  'refused',
  'bad-answer',
  'invented',
  'link',
] as const;
export type ModelOutcome = (typeof modelOutcomes)[number];

export class ModelFault extends Error {
  /** @param retryAfter seconds for which the service asked to be left alone */
  constructor(
    readonly outcome: ModelOutcome,
    readonly retryAfter?: number,
  ) {
    super(outcome);
    this.name = 'ModelFault';
  }
}
