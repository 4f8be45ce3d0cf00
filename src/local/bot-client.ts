import type { InboundActivity } from './activities';

/** The bot's answer to an activity, or why there is none: `BotUnreachable`, `BotTimeout`, `BotRefused` (4xx), `BotFailed` (5xx). */
export interface Delivery {
  status: number;
  /** An invoke's answer; undefined when empty or not JSON. */
  body?: unknown;
  failure?: string;
}

/** Teams gives up after some 15 s; a person with a debugger needs longer. */
const TIMEOUT_MS = 60_000;

/** Posts an activity to the bot over HTTP, as the channel does. */
export async function deliverActivity(origin: string, activity: InboundActivity): Promise<Delivery> {
  try {
    const response = await fetch(`${origin}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = parseBody(await response.text());
    return { status: response.status, body, ...findFailure(activity, response.status) };
  } catch (fault) {
    const timedOut = fault instanceof Error && fault.name === 'TimeoutError';
    return { status: 0, failure: timedOut ? 'BotTimeout' : 'BotUnreachable' };
  }
}

function findFailure(activity: InboundActivity, status: number): { failure?: string } {
  if (status < 400) return {};
  // The status of an answered invoke is the invoke's own; the window reads it.
  if (activity.type === 'invoke' && status !== 401 && status !== 403 && status !== 404 && status < 500) return {};
  return { failure: status < 500 ? 'BotRefused' : 'BotFailed' };
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
