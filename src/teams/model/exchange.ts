import { z } from 'zod';
import { ModelFault } from './model-fault';

/** What the chat-completions protocol answers, as far as it is used. */
const completionSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z
            .array(z.looseObject({ function: z.looseObject({ name: z.string(), arguments: z.string() }) }))
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

const filteredSchema = z.looseObject({ error: z.looseObject({ code: z.literal('content_filter') }) });

/** Tokens that were counted by the service, else estimated. */
export interface Usage {
  prompt: number;
  completion: number;
}

export interface Exchange {
  /** In the place of the client's own `fetch`. */
  fetch(url: string, init: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
  fault?: ModelFault;
  usage: Usage;
}

/** Far more than a plan takes, in bytes. */
const longestAnswer = 256 * 1024;
/** Characters of a token, about: for services that do not count. */
const charactersPerToken = 4;

/** An empty answer: the SDK writes what went wrong, with what the service said of it, to the console; so it is told nothing. */
const nothing = { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '' } }] };

/**
 * One request to the service and its answer. It notes what the SDK leaves out (tokens, refusals, answers that were cut off),
 * bounds time and size, follows no redirect, and keeps every fault to itself.
 *
 * @param milliseconds how long the service has
 */
export function createExchange(milliseconds: number, send: typeof fetch = fetch): Exchange {
  const exchange: Exchange = {
    usage: { prompt: 0, completion: 0 },
    async fetch(url, { method, headers, body }) {
      let answer: unknown = nothing;
      try {
        const signal = AbortSignal.timeout(milliseconds);
        const response = await send(url, { method, headers, body, signal, redirect: 'error' });
        const text = await readAnswer(response);
        const completion = parse(text);
        exchange.usage = usageOf(completion.usage, body ?? '', text);
        stopAtRefusal(completion.choices[0]!);
        answer = completion;
      } catch (error) {
        exchange.fault = faultOf(error);
      }
      return Response.json(answer);
    },
  };
  return exchange;
}

async function readAnswer(response: Response): Promise<string> {
  if (response.ok) return readBody(response);
  // Azure's content filter turns a question away so.
  if (response.status === 400 && isFiltered(await readBody(response))) throw new ModelFault('refused');
  await response.body?.cancel();
  if (response.status === 429)
    throw new ModelFault('rate-limited', Number(response.headers.get('retry-after')) || undefined);
  throw new ModelFault(response.status >= 500 ? 'unreachable' : 'rejected');
}

async function readBody(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > longestAnswer) throw new ModelFault('bad-answer');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isFiltered(text: string): boolean {
  try {
    return filteredSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function parse(text: string): z.output<typeof completionSchema> {
  try {
    return completionSchema.parse(JSON.parse(text));
  } catch {
    throw new ModelFault('bad-answer');
  }
}

function stopAtRefusal({ finish_reason: reason, message }: z.output<typeof completionSchema>['choices'][number]): void {
  if (message.refusal || reason === 'content_filter') throw new ModelFault('refused');
  if (reason === 'length') throw new ModelFault('bad-answer');
}

function usageOf(counted: z.output<typeof completionSchema>['usage'], asked: string, answered: string): Usage {
  if (counted) return { prompt: counted.prompt_tokens, completion: counted.completion_tokens };
  const estimate = (text: string) => Math.ceil(text.length / charactersPerToken);
  return { prompt: estimate(asked), completion: estimate(answered) };
}

function faultOf(error: unknown): ModelFault {
  if (error instanceof ModelFault) return error;
  const { name } = error as { name?: unknown };
  return new ModelFault(name === 'TimeoutError' ? 'timeout' : 'unreachable');
}
