import {
  type Activity,
  ActivityTypes,
  CloudAdapterBase,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import type { BotAuthentication } from './authentication';
import type { Connector } from './connector';

/** What the platform gets as the answer to an activity. */
export interface Received {
  status: number;
  body?: unknown;
}

/** Enough for the tokens of a busy hour; the platform gives the same one to many activities. */
const vouchedLimit = 1_000;

/**
 * The SDK's adapter with the desk's own connector underneath: one way out for every message, with one list of hosts and one
 * set of retry rules.
 */
export class DeskAdapter extends CloudAdapterBase {
  /** When each token ends that was found good, in milliseconds since 1970. */
  private readonly vouched = new Map<string, number>();

  constructor(
    private readonly authentication: BotAuthentication,
    private readonly connector: Connector,
    private readonly now: () => number,
  ) {
    super(authentication.inbound);
  }

  /**
   * Checks the token and runs the turn. Every flaw of the token is a 401 without detail (the SDK answers some of them with
   * 500 and a message of its own).
   */
  async receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Received> {
    if (!(await this.isVouchedFor(authorization, activity))) return { status: 401 };
    // The SDK's own way makes a connector client, a token client and their factory for each turn, which nobody here uses.
    const context = new TurnContext(this, activity);
    await this.runMiddleware(context, logic);
    const response = context.turnState.get<{ value?: { status: number; body?: unknown } }>(INVOKE_RESPONSE_KEY)?.value;
    return { status: response?.status ?? 200, body: response?.body };
  }

  /** Whether a token speaks for this activity; one that did is not checked again for the same until it ends. */
  private async isVouchedFor(authorization: string, activity: Activity): Promise<boolean> {
    const { issuer } = this.authentication;
    if (issuer === undefined) return true;
    const { channelId, serviceUrl } = activity;
    const key = `${channelId} ${serviceUrl} ${authorization}`;
    const until = this.vouched.get(key);
    if (until !== undefined && until > this.now()) return true;
    this.vouched.delete(key);
    try {
      const expires = await this.expiryOf(authorization, issuer, channelId);
      if (expires === undefined) return false;
      await this.authentication.inbound.authenticateRequest(activity, authorization);
      if (this.vouched.size >= vouchedLimit) this.vouched.clear();
      this.vouched.set(key, expires * 1_000);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * What the SDK leaves open (teams.md, Who is speaking): RS256 by the channel's issuer alone, no emulator's; a token that
   * never ends is none; a key must be endorsed for the channel.
   *
   * @returns when the token ends, in seconds since 1970; undefined where it can't be a good one
   */
  private async expiryOf(authorization: string, issuer: string, channelId: string): Promise<number | undefined> {
    const [scheme, token, ...rest] = authorization.split(' ');
    if (scheme !== 'Bearer' || !token || rest.length > 0) return undefined;
    const [header, payload] = token.split('.').map(decodeJson);
    if (header?.alg !== 'RS256' || payload?.iss !== issuer || typeof payload.exp !== 'number') return undefined;
    const endorsed = typeof header.kid === 'string' && (await this.authentication.isEndorsed(header.kid, channelId));
    return endorsed ? payload.exp : undefined;
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === ActivityTypes.InvokeResponse) {
        context.turnState.set(INVOKE_RESPONSE_KEY, activity);
        responses.push({ id: '' });
        continue;
      }
      if (activity.type === ActivityTypes.Trace) continue;
      const { serviceUrl, conversation } = activity as Activity;
      const sent = this.connector.send(serviceUrl, conversation.id, activity);
      // Only a sign, which the SDK shows after a second: one that does not arrive must not cost the answer.
      const isSign = activity.type === ActivityTypes.Typing;
      responses.push({ id: await (isSign ? sent.catch(() => '') : sent) });
    }
    return responses;
  }

  override async updateActivity(_context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse | void> {
    const { serviceUrl, conversation, id } = activity as Activity;
    await this.connector.update(serviceUrl, conversation.id, id!, activity);
    return { id: id! };
  }

  override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
    await this.connector.remove(context.activity.serviceUrl, reference.conversation!.id, reference.activityId!);
  }
}

function decodeJson(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
