import type { Memory } from '@microsoft/teams-ai/lib/MemoryFork';
import { OpenAIModel } from '@microsoft/teams-ai/lib/models/OpenAIModel';
import { Utilities } from '@microsoft/teams-ai/lib/Utilities';
import type { TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { ModelSettings } from '../../config';
import type { Sentence } from '../../desk/planner';
import type { Source } from '../../desk/not-understood';
import { createExchange, type Usage } from './exchange';
import { ModelFault } from './model-fault';
import { createPrompts, situationOf } from './prompt';
import type { Tool } from '../../operations/tools';

/** What a model answered, before any of it is believed. */
export interface ModelAnswer {
  calls: { name: string; arguments: string }[];
  /** Its own sentence, where it called nothing. */
  text: string;
  sources: Source[];
}

export interface ModelClient {
  /** @throws ModelFault where there is no answer; `onUsage` is told what it cost in any case */
  ask(context: TurnContext, sentence: Sentence, onUsage: (usage: Usage) => void): Promise<ModelAnswer>;
}

const citationsSchema = z.looseObject({
  citations: z.array(z.looseObject({ title: z.string().nullish(), content: z.string().nullish() })),
});

/** Lengths are counted in characters: nothing here comes near a limit, and a real tokenizer takes a second to load. */
const characters = {
  encode: (text: string) => [...text].map((character) => character.codePointAt(0)!),
  decode: (points: number[]) => String.fromCodePoint(...points),
};

/** The model behind teams-ai's own classes: OpenAI's service, a compatible one, or Azure OpenAI. */
export function createModelClient(settings: ModelSettings, tools: readonly Tool[], send?: typeof fetch): ModelClient {
  const { prompts, template } = createPrompts(tools, settings.model);
  return {
    async ask(context, sentence, onUsage) {
      const exchange = createExchange(settings.timeoutSeconds * 1_000, send);
      // One for each question: the SDK tells nobody which answer belongs to which fault.
      const model = createModel(settings, exchange.fetch);
      const { message } = await model.completePrompt(
        context,
        memoryOf(situationOf(sentence)),
        prompts,
        characters,
        template,
      );
      onUsage(exchange.usage);
      if (exchange.fault) throw exchange.fault;
      if (!message) throw new ModelFault('bad-answer');
      const cited = citationsSchema.safeParse(message.context);
      return {
        calls: (message.action_calls ?? []).map((call) => call.function),
        ...readText(message.content ?? '', cited.success ? cited.data.citations : []),
      };
    },
  };
}

function createModel(settings: ModelSettings, send: unknown): OpenAIModel {
  const { apiKey, endpoint, model, apiVersion } = settings;
  const common = { useSystemMessages: true, clientOptions: { fetch: send as never, maxRetries: 0 } };
  return settings.service === 'azure'
    ? new OpenAIModel({
        ...common,
        azureApiKey: apiKey,
        azureEndpoint: endpoint,
        azureDefaultDeployment: model,
        azureApiVersion: apiVersion,
      })
    : new OpenAIModel({ ...common, apiKey, endpoint, defaultModel: model });
}

/** “[doc1]” becomes “[1]”, and the sources that are named so are kept: as teams-ai says them. */
function readText(
  content: string,
  citations: { title?: string | null; content?: string | null }[],
): Pick<ModelAnswer, 'text' | 'sources'> {
  if (citations.length === 0) return { text: content, sources: [] };
  const text = Utilities.formatCitationsResponse(content);
  const all = citations.map(({ title, content: abstract }, index) => ({
    position: index + 1,
    title: title || `${index + 1}`,
    abstract: Utilities.snippet(abstract ?? '', 477),
  }));
  return { text, sources: all.filter(({ position }) => text.includes(`[${position}]`)) };
}

/** The memory that a prompt of teams-ai reads its places from. */
function memoryOf(values: Record<string, string>): Memory {
  const map = new Map<string, unknown>(Object.entries(values));
  return {
    deleteValue: (path) => void map.delete(path),
    hasValue: (path) => map.has(path),
    getValue: <Value>(path: string) => map.get(path) as Value,
    setValue: (path, value) => void map.set(path, value),
  };
}
