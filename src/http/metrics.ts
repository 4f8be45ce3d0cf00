import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What operators scrape; labels are few and never personal. */
export interface Metrics {
  turn(turn: { type: string; name: string; outcome: string; seconds: number }): void;
  /** What became of a sentence where a language model may plan. */
  modelPlan(plan: { outcome: string; seconds?: number; usage?: { prompt: number; completion: number } }): void;
  text(): Promise<string>;
}

/** The news on its way; asked when metrics are scraped. */
export interface NewsFigures {
  /** Cards by their state. */
  deliveries(): Promise<Record<string, number>>;
  /** Until what may go out now is sent. */
  secondsToGo(): Promise<number>;
  /** How many price sheets or lists of promotions wait for an admin to let their news go out. */
  waitingSources(): Promise<number>;
}

export function createMetrics(news: NewsFigures): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'partner_desk_' });
  const turns = new Counter({
    name: 'partner_desk_turns_total',
    help: 'Activities that passed the checks, by type, invoke name and outcome',
    labelNames: ['type', 'name', 'outcome'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'partner_desk_turn_seconds',
    help: 'Time from the checked activity to its answer',
    labelNames: ['type'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    registers: [registry],
  });
  new Gauge({
    name: 'partner_desk_news_deliveries',
    help: 'Cards of news by their state: what waits, and what became of the rest',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await news.deliveries())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'partner_desk_news_seconds_to_go',
    help: 'Time until the cards of news that may go out now are sent',
    registers: [registry],
    async collect() {
      this.set(await news.secondsToGo());
    },
  });
  new Gauge({
    name: 'partner_desk_news_waiting_for_release',
    help: 'Price sheets and lists of promotions whose news waits for an admin',
    registers: [registry],
    async collect() {
      this.set(await news.waitingSources());
    },
  });
  const plans = new Counter({
    name: 'partner_desk_model_plans_total',
    help: 'Sentences where a language model may plan: planned or said by it, or why the built-in planner planned instead',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const modelSeconds = new Histogram({
    name: 'partner_desk_model_seconds',
    help: 'Time until a language model answered, or failed to',
    buckets: [0.1, 0.25, 0.5, 1, 2, 4, 8, 16],
    registers: [registry],
  });
  const tokens = new Counter({
    name: 'partner_desk_model_tokens_total',
    help: 'Tokens that a language model counted',
    labelNames: ['kind'],
    registers: [registry],
  });
  return {
    modelPlan({ outcome, seconds: took, usage }) {
      plans.inc({ outcome });
      if (took !== undefined) modelSeconds.observe(took);
      if (!usage) return;
      tokens.inc({ kind: 'prompt' }, usage.prompt);
      tokens.inc({ kind: 'completion' }, usage.completion);
    },
    turn({ type, name, outcome, seconds: took }) {
      turns.inc({ type: known(type, activityTypes), name: known(name, invokeNames), outcome });
      seconds.observe({ type: known(type, activityTypes) }, took);
    },
    text: () => registry.metrics(),
  };
}

const activityTypes = ['message', 'invoke', 'conversationUpdate', 'installationUpdate', 'messageReaction', 'event'];
const invokeNames = [
  '',
  'adaptiveCard/action',
  'task/fetch',
  'task/submit',
  'composeExtension/query',
  'fileConsent/invoke',
];

/** Foreign values must not make labels. */
function known(value: string, values: readonly string[]): string {
  return values.includes(value) ? value : 'other';
}
