import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of the model: a body of the chat-completions protocol. */
export interface Asked {
  path: string;
  authorization: string | undefined;
  /** Azure's key is in a header of its own. */
  apiKey: string | undefined;
  body: {
    model: string;
    messages: { role: string; content: string }[];
    tools: { type: string; function: { name: string; description: string; parameters: { properties: object } } }[];
    tool_choice: string;
  };
}

/** How the model answers next: a message, a status, a body as it is, or nothing at all. */
export type ModelReply =
  | { calls?: [name: string, slots: unknown][]; text?: string; refusal?: string; finish?: string; context?: object }
  | { status: number; headers?: Record<string, string>; code?: string }
  | { raw: string }
  | 'silence';

/** A server that speaks the chat-completions protocol, as OpenAI's, Azure's and compatible ones do. */
export interface FakeModel {
  endpoint: string;
  asked: Asked[];
  /** Replies are used up one by one; a question without one, and one that nobody asked for, fail the test at `close`. */
  repliesNext(...replies: ModelReply[]): void;
  close(): Promise<void>;
}

export async function startModel(): Promise<FakeModel> {
  const replies: ModelReply[] = [];
  const asked: Asked[] = [];
  let unexpected = 0;
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      const body = JSON.parse(text) as Asked['body'];
      const { authorization, 'api-key': apiKey } = request.headers as Record<string, string | undefined>;
      asked.push({ path: request.url ?? '', authorization, apiKey, body });
      const reply = replies.shift();
      if (!reply) unexpected += 1;
      if (reply === 'silence') return;
      const status = reply && 'status' in reply ? reply.status : reply ? 200 : 500;
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(reply && 'status' in reply ? reply.headers : {}),
      });
      response.end(reply && 'raw' in reply ? reply.raw : JSON.stringify(completionOf(reply, body.model)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    repliesNext: (...next) => void replies.push(...next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (replies.length > 0) throw new Error(`${replies.length} replies of the model were never asked for`);
      if (unexpected > 0) throw new Error(`the model was asked ${unexpected} times too often`);
    },
  };
}

function completionOf(reply: ModelReply | undefined, model: string): object {
  if (!reply || reply === 'silence' || 'status' in reply || 'raw' in reply) {
    const code = reply && typeof reply === 'object' && 'code' in reply ? reply.code : null;
    return { error: { message: 'Incorrect API key provided: sk-very-secret', type: 'error', code } };
  }
  const { calls = [], text = null, refusal = null, finish, context } = reply;
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_795_000_000,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: text,
          refusal,
          ...(context ? { context } : {}),
          ...(calls.length > 0 ? { tool_calls: calls.map(toolCall) } : {}),
        },
        finish_reason: finish ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
  };
}

function toolCall([name, slots]: [string, unknown], index: number): object {
  const text = typeof slots === 'string' ? slots : JSON.stringify(slots);
  return { id: `call_${index}`, type: 'function', function: { name, arguments: text } };
}
