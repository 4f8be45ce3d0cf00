import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { ModelSettings } from '../../config';
import { sameRequest } from '../../desk/conversation-memory';
import type { ModelBudget } from '../../desk/model-budget';
import type { Sentence, Understood } from '../../desk/planner';
import type { Operation } from '../../operations/operation';
import { createModelClient } from './ask-model';
import type { Usage } from './exchange';
import { ModelFault, type ModelOutcome } from './model-fault';
import { readPlan } from './read-plan';
import { readText } from './read-text';
import { createRest } from './rest';
import { describeTool, sayableOperations } from '../../operations/tools';
import { isWithheld } from './withhold';

export interface ModelPlannerParts {
  settings: ModelSettings;
  operations: readonly Operation[];
  budget: ModelBudget;
  now: () => Date;
  log: Logger;
  observe: (plan: { outcome: ModelOutcome; seconds?: number; usage?: Usage }) => void;
  /** In the place of the network: for tests. */
  send?: typeof fetch;
}

/** Lets a model plan in the place of the built-in planner, whose plan stands wherever the model's can't be used. */
export interface ModelPlanner {
  /** @param speaker object id */
  plan(context: TurnContext, speaker: string, sentence: Sentence, builtIn: Understood): Promise<Understood>;
}

/** Longer messages are understood here alone, in characters. */
const longestMessage = 2_000;

export function createModelPlanner(parts: ModelPlannerParts): ModelPlanner {
  const { settings, budget, now, log, observe } = parts;
  const operations = sayableOperations(parts.operations);
  const client = createModelClient(settings, operations.map(describeTool), parts.send);
  const rest = createRest(now);

  async function reasonNotToAsk(
    speaker: string,
    { text }: Sentence,
    builtIn: Understood,
  ): Promise<ModelOutcome | undefined> {
    // What answers a question may be anything, and needs no model.
    if (builtIn.sign || builtIn.continues) return 'continued';
    if (isWithheld(text)) return 'withheld';
    if (text.length > longestMessage) return 'too-long';
    if (rest.isResting()) return 'resting';
    return (await budget.take(speaker, now())) ? undefined : 'budget';
  }

  async function ask(
    context: TurnContext,
    speaker: string,
    sentence: Sentence,
    builtIn: Understood,
  ): Promise<Understood> {
    // The person sees that something happens; a sign that does not arrive must not cost the answer.
    void context.sendActivity({ type: 'typing' }).catch(() => undefined);
    let cost: Usage = { prompt: 0, completion: 0 };
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1_000;
    try {
      const answer = await client.ask(context, sentence, (usage) => (cost = usage));
      const { language, nearest } = builtIn;
      const requests = readPlan(answer, operations, sentence);
      const said = requests.length === 0 ? { text: readText(answer.text), sources: answer.sources } : undefined;
      rest.answered();
      observe({ outcome: said ? 'said' : 'planned', seconds: seconds(), usage: cost });
      const agreed = requests.every((request, at) => sameRequest(request, builtIn.requests[at]));
      return { requests, nearest, language, ...(said ? { said } : agreed ? {} : { confirm: true }) };
    } catch (error) {
      if (!(error instanceof ModelFault)) throw error;
      rest.failed(error);
      log.warn({ outcome: error.outcome }, 'the model’s plan could not be used');
      observe({ outcome: error.outcome, seconds: seconds(), usage: cost });
      return builtIn;
    } finally {
      await budget.note(speaker, now(), cost.prompt + cost.completion);
    }
  }

  return {
    async plan(context, speaker, sentence, builtIn) {
      const outcome = await reasonNotToAsk(speaker, sentence, builtIn);
      if (!outcome) return await ask(context, speaker, sentence, builtIn);
      observe({ outcome });
      return builtIn;
    },
  };
}
