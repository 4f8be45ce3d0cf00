import { randomInt } from 'node:crypto';
import { writeJson } from '../json-text';
import { DeliveryError } from '../desk/messenger';
import { createExchange, type Exchange, type ExchangeAnswer } from './exchange';

/** The platform's REST API, as far as the desk speaks it. */
export interface Connector {
  /** @returns the id of the message */
  send(serviceUrl: string, conversationId: string, activity: object, patience?: Patience): Promise<string>;
  update(
    serviceUrl: string,
    conversationId: string,
    activityId: string,
    activity: object,
    patience?: Patience,
  ): Promise<void>;
  remove(serviceUrl: string, conversationId: string, activityId: string): Promise<void>;
  /** @returns the id of the conversation */
  createConversation(serviceUrl: string, parameters: object): Promise<string>;
}

/** `none`: whoever calls waits by itself where the platform asks for it, with everything else that it sends. */
export type Patience = 'some' | 'none';

export interface ConnectorOptions {
  /** A bearer token for the connector; undefined where there is none (local mode). */
  token: () => Promise<string | undefined>;
  mayAnswerTo: (serviceUrl: string) => boolean;
  /** Waits between tries, in milliseconds. */
  pause: (milliseconds: number) => Promise<void>;
  exchange?: Exchange;
  /** From 0 to 1: spreads the tries of those who were turned away at the same moment. */
  jitter?: () => number;
}

/** How often a request is tried that the platform asks to be tried again. */
const tries = 3;
/** In milliseconds. */
const timeout = 10_000;
/** Longer waits than this are left to the deliveries, in seconds. */
const longestWait = 5;

/**
 * A lean connector over kept-alive connections, with the retry rules of teams.md: 412 and 429 (after Retry-After) are tried
 * again, 502 to 504 and time-outs only for what can be repeated without a second effect, everything else never.
 */
export function createConnector({
  token,
  mayAnswerTo,
  pause,
  exchange = createExchange(timeout),
  jitter = () => randomInt(1_000) / 1_000,
}: ConnectorOptions): Connector {
  const places = new Map<string, Place | null>();

  /** Looked at once for each service URL: an answer to every turn goes to one of very few. */
  function placeOf(serviceUrl: string): Place {
    let place = places.get(serviceUrl);
    if (place === undefined) {
      place = mayAnswerTo(serviceUrl) ? readPlace(serviceUrl) : null;
      if (places.size >= rememberedPlaces) places.clear();
      places.set(serviceUrl, place);
    }
    if (!place) throw new DeliveryError('refused', 'the service URL is not on the list of hosts');
    return place;
  }

  /** The place that the platform named in the place of another, where answers may be sent there. */
  function rightPlace(named: string | undefined, wrong: Place): Place | undefined {
    if (named === undefined || !mayAnswerTo(named)) return undefined;
    const right = readPlace(named);
    // A host is named, and seldom the path that goes with it.
    return right.origin === wrong.origin ? undefined : { ...right, path: right.path || wrong.path };
  }

  let last = { bearer: undefined as string | undefined, headers: jsonHeaders };

  /** The same token serves for an hour. */
  function headersWith(bearer: string | undefined): string[] {
    if (bearer !== last.bearer)
      last = { bearer, headers: bearer ? [...jsonHeaders, 'authorization', `Bearer ${bearer}`] : jsonHeaders };
    return last.headers;
  }

  async function call(
    method: string,
    serviceUrl: string,
    below: string,
    body: object | undefined,
    { repeatable, patience = 'some' }: { repeatable: boolean; patience?: Patience },
  ): Promise<unknown> {
    let place = placeOf(serviceUrl);
    const bytes = body && writeJson(body);
    let isMoved = false;
    for (let attempt = 1; ; attempt++) {
      const outcome = await attemptOnce(method, place.origin, place.path + below, bytes, repeatable);
      if ('answer' in outcome) return outcome.answer;
      const { error } = outcome;
      const right = isMoved ? undefined : rightPlace(outcome.named, place);
      if (right) {
        isMoved = true;
        place = right;
        places.set(serviceUrl, right);
        continue;
      }
      const wait = error.retryAfterSeconds ?? 2 ** (attempt - 1) * 0.3 * (1 + jitter());
      if (!outcome.again || patience === 'none' || attempt === tries || wait > longestWait) throw error;
      await pause(wait * 1000);
    }
  }

  async function attemptOnce(
    method: string,
    origin: string,
    path: string,
    body: Uint8Array | undefined,
    repeatable: boolean,
  ): Promise<Outcome> {
    let bearer: string | undefined;
    try {
      bearer = await token();
    } catch (error) {
      // Nothing was sent yet.
      return {
        again: true,
        error: new DeliveryError('busy', 'no token for the connector', undefined, { cause: error }),
      };
    }
    let answer: ExchangeAnswer;
    try {
      answer = await exchange({ origin, path, method, headers: headersWith(bearer), body });
    } catch (error) {
      // The connection broke or took too long: unless it was never made, a message may have arrived or not.
      const again = repeatable || wasNeverMade(error);
      const message = `${method} did not end`;
      return { again, error: new DeliveryError(again ? 'busy' : 'unknown', message, undefined, { cause: error }) };
    }
    if (answer.status >= 200 && answer.status < 300) return { answer: parseJson(answer.text) };
    return classify(answer, repeatable);
  }

  return {
    async send(serviceUrl, conversationId, activity, patience) {
      const answer = await call('POST', serviceUrl, activitiesOf(conversationId), activity, {
        repeatable: false,
        patience,
      });
      return idOf(answer);
    },
    async update(serviceUrl, conversationId, activityId, activity, patience) {
      const path = `${activitiesOf(conversationId)}/${segment(activityId)}`;
      await call('PUT', serviceUrl, path, activity, { repeatable: true, patience });
    },
    async remove(serviceUrl, conversationId, activityId) {
      const path = `${activitiesOf(conversationId)}/${segment(activityId)}`;
      await call('DELETE', serviceUrl, path, undefined, { repeatable: true });
    },
    async createConversation(serviceUrl, parameters) {
      // Opening a personal chat twice gives the same chat.
      return idOf(await call('POST', serviceUrl, '/v3/conversations', parameters, { repeatable: true }));
    },
  };
}

/** Where a service URL points: what is below it is called. */
interface Place {
  origin: string;
  path: string;
}

/** Service URLs come with activities: what is remembered of them stays bounded. */
const rememberedPlaces = 1_000;

function readPlace(serviceUrl: string): Place {
  const { origin, pathname } = new URL(serviceUrl);
  return { origin, path: pathname.replace(/\/+$/, '') };
}

function activitiesOf(conversationId: string): string {
  return `/v3/conversations/${segment(conversationId)}/activities`;
}

function segment(id: string): string {
  // A URL's dot segments can't be encoded away.
  if (id === '' || id === '.' || id === '..') throw new DeliveryError('refused', 'an id is no path segment');
  return encodeURIComponent(id);
}

/** Names and values by turns. */
const jsonHeaders = ['content-type', 'application/json; charset=utf-8'];

type Outcome =
  | { answer: unknown }
  /** `named`: the service URL that the platform named in the place of this one. */
  | { again: boolean; error: DeliveryError; named?: string };

const blockedCodes = new Set([
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'BotDisabledByAdmin',
  'BotNotInConversationRoster',
]);
const goneCodes = new Set(['ConversationNotFound', 'ActivityNotFound']);

function classify(answer: ExchangeAnswer, repeatable: boolean): Outcome {
  const { status } = answer;
  const body = parseJson(answer.text);
  const code = errorIn(body, 'code');
  const message = `the connector answered ${status}${code ? ` ${code}` : ''}`;
  if (status === 412 || status === 429) {
    return { again: true, error: new DeliveryError('busy', message, retryAfter(answer)) };
  }
  if (status >= 502 && status <= 504) {
    return {
      again: repeatable,
      error: new DeliveryError(repeatable ? 'busy' : 'unknown', message, retryAfter(answer)),
    };
  }
  if (status === 403 && code === 'InvalidBotApiHost') {
    return { again: false, error: new DeliveryError('refused', message), named: urlIn(errorIn(body, 'message')) };
  }
  if (blockedCodes.has(code)) return { again: false, error: new DeliveryError('blocked', message) };
  if (goneCodes.has(code) || status === 404) return { again: false, error: new DeliveryError('gone', message) };
  return { again: false, error: new DeliveryError(status === 500 && !repeatable ? 'unknown' : 'refused', message) };
}

function wasNeverMade(error: unknown): boolean {
  return error instanceof Error && 'code' in error && notConnected.has(String(error.code));
}
const notConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function retryAfter({ headers }: ExchangeAnswer): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function idOf(answer: unknown): string {
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
  return typeof id === 'string' ? id : '';
}

function errorIn(answer: unknown, field: 'code' | 'message'): string {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return '';
  const { error } = answer;
  if (typeof error !== 'object' || error === null || !(field in error)) return '';
  return String((error as Record<string, unknown>)[field]);
}

/** “Invalid bot api host. For GCC tenants, please call https://smba.infra.gcc.teams.microsoft.com.” */
function urlIn(message: string): string | undefined {
  const named = /https?:\/\/[^\s"'<>]+/.exec(message)?.[0].replace(/[.,;)]+$/, '');
  return named && URL.canParse(named) ? named : undefined;
}

/** The same connector, with every message that it sends counted where it goes: for whoever makes room for them. */
export function noteAnswers(
  connector: Connector,
  counter: { note(to: { conversationId: string; tenantId: string }): void },
): Connector {
  return {
    ...connector,
    send(serviceUrl, conversationId, activity, patience) {
      counter.note({ conversationId: conversationId.split(';messageid=')[0]!, tenantId: tenantIn(activity) });
      return connector.send(serviceUrl, conversationId, activity, patience);
    },
  };
}

function tenantIn(activity: object): string {
  const { conversation } = activity as { conversation?: { tenantId?: string } };
  return conversation?.tenantId?.toLowerCase() ?? '';
}
