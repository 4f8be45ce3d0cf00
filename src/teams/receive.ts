import { randomUUID } from 'node:crypto';
import type { Application } from '@microsoft/teams-ai/lib/Application';
import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Config } from '../config';
import type { Desk, Turn } from '../desk/desk';
import { activitySchema, type InboundActivity, speakerOf, tenantsOf, turnOf } from './activity';
import type { DeskAdapter, Received } from './adapter';
import { mayAnswerTo } from './hosts';
import { answerWithCard, answerWithText, rememberTurn } from './invoke';
import { cardMessage } from './messenger';
import { createRecentKeys } from './recent-keys';
import { createTurnGate, turnLimits } from './turn-gate';

export interface ReceiverOptions {
  adapter: DeskAdapter;
  bot: Application;
  desk: Desk;
  config: Pick<Config, 'local' | 'allowedTenants' | 'connectorHosts'>;
  now: () => Date;
  log: Logger;
  /** Told of every turn: for the metrics. */
  observe: (turn: { type: string; name: string; outcome: Outcome; seconds: number }) => void;
}

type Outcome = 'answered' | 'failed' | 'ignored' | 'repeated' | 'turned-away';

/** How often someone who is turned away is told so, in milliseconds: a card for each message would be another flood. */
const tellingWindow = 10_000;

/** How long a message's id is remembered: the platform sends again what it thinks was not answered. */
const repeatWindow = 10 * 60_000;

/** Takes an activity's body and authorization header to an answer: checks first (teams.md, Who is speaking), then the turn. */
export function createReceiver(options: ReceiverOptions) {
  const { adapter, bot, config, now } = options;
  const seen = createRecentKeys(repeatWindow, () => now().getTime());
  const told = createRecentKeys(tellingWindow, () => now().getTime());
  const gate = createTurnGate(turnLimits);

  return async function receive(body: unknown, authorization: string): Promise<Received> {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success)
      return { status: 400, body: { error: { code: 'BadRequest', message: 'This is not an activity.' } } };
    const activity = parsed.data;
    return await adapter
      .receive(authorization, forSdk(activity), async (context) => {
        const flaw = flawOf(activity, config);
        if (flaw) throw new Refused(flaw);
        const started = performance.now();
        const outcome = await run(context, activity);
        options.observe({
          type: activity.type,
          name: activity.name ?? '',
          outcome,
          seconds: (performance.now() - started) / 1000,
        });
      })
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        options.log.warn({ flaw: error.message }, 'an activity was refused');
        return { status: 403 };
      });
  };

  async function run(context: TurnContext, activity: InboundActivity): Promise<Outcome> {
    const isInvoke = activity.type === (ActivityTypes.Invoke as string);
    const objectId = speakerOf(activity);
    if (!objectId) {
      if (isInvoke) await context.sendActivity(answerWithText(activity.name, 'Partner Desk answers people only.'));
      return 'ignored';
    }
    const turn = turnOf(activity, objectId, now());
    const { conversationId: conversation, tenantId: tenant } = turn.conversation;
    const leave = gate.enter({ person: objectId, conversation, tenant });
    if (!leave) {
      await turnAway(context, turn, isInvoke);
      return 'turned-away';
    }
    rememberTurn(context, turn);
    try {
      if (!isInvoke && isRepeated(turn)) return 'repeated';
      await bot.run(context);
      return 'answered';
    } catch (error) {
      await tellFault(context, turn, error, isInvoke);
      return 'failed';
    } finally {
      leave();
    }
  }

  /** Too much at once: an invoke is answered, which costs nothing; a message once in a while. */
  async function turnAway(context: TurnContext, turn: Turn, isInvoke: boolean): Promise<void> {
    const isTold = told.meet(turn.objectId);
    if (!isTold) options.log.warn('turns of somebody were turned away: too many are under way');
    if (isInvoke) await context.sendActivity(answerWithCard(context.activity.name, options.desk.tooMuch(turn)));
    else if (!isTold) await context.sendActivity(cardMessage(options.desk.tooMuch(turn)));
  }

  /** A message sent again while its first delivery is still being answered, or after, is not answered twice. */
  function isRepeated({ activityKey }: Turn): boolean {
    return activityKey !== null && seen.meet(activityKey);
  }

  async function tellFault(context: TurnContext, turn: Turn, error: unknown, isInvoke: boolean): Promise<void> {
    const correlationId = randomUUID();
    options.log.error({ err: error, correlationId }, 'a turn failed');
    const fault = options.desk.fault(turn, correlationId);
    const answer = isInvoke ? answerWithCard(context.activity.name, fault) : (cardMessage(fault) as Partial<Activity>);
    try {
      await context.sendActivity(answer);
    } catch (sending) {
      options.log.error({ err: sending, correlationId }, 'the card of a failed turn could not be sent');
    }
  }
}

class Refused extends Error {}

function flawOf(activity: InboundActivity, config: ReceiverOptions['config']): string | undefined {
  if (activity.channelId !== 'msteams') return 'channel';
  if (!mayAnswerTo(activity.serviceUrl, config)) return 'service URL';
  const { allowedTenants } = config;
  const tenants = tenantsOf(activity);
  const served = tenants.length > 0 && tenants.every((tenant) => allowedTenants?.includes(tenant));
  return allowedTenants && !served ? 'tenant' : undefined;
}

/** The SDK wants its times as Date. */
function forSdk(activity: InboundActivity): Activity {
  const { timestamp } = activity as { timestamp?: unknown };
  return {
    ...activity,
    timestamp: typeof timestamp === 'string' ? new Date(timestamp) : undefined,
  } as unknown as Activity;
}
