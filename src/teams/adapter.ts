import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  type ConversationReference,
  INVOKE_RESPONSE_KEY,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { BotAuthentication } from './authentication';
import type { Connector } from './connector';

/** What the platform gets as the answer to an activity. */
export interface Received {
  status: number;
  body?: unknown;
}

/**
 * The SDK's adapter with the desk's own connector underneath: one way out for every message, with one list of hosts and one
 * set of retry rules.
 */
export class DeskAdapter extends CloudAdapter {
  constructor(
    private readonly authentication: BotAuthentication,
    private readonly connector: Connector,
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
    let started = false;
    try {
      if (!(await this.accepts(authorization, activity.channelId))) return { status: 401 };
      const response = await this.processActivity(authorization, activity, async (context) => {
        started = true;
        await logic(context);
      });
      return { status: response?.status ?? 200, body: response?.body as unknown };
    } catch (error) {
      if (started) throw error;
      return { status: 401 };
    }
  }

  /**
   * What the SDK leaves open (teams.md, Who is speaking): RS256 by the channel's issuer alone, no emulator's; a token that
   * never ends is none; a key must be endorsed for the channel.
   */
  private async accepts(authorization: string, channelId: string): Promise<boolean> {
    const { issuer } = this.authentication;
    if (issuer === undefined) return true;
    const [scheme, token, ...rest] = authorization.split(' ');
    if (scheme !== 'Bearer' || !token || rest.length > 0) return false;
    const [header, payload] = token.split('.').map(decodeJson);
    if (header?.alg !== 'RS256' || payload?.iss !== issuer || typeof payload.exp !== 'number') return false;
    return typeof header.kid === 'string' && (await this.authentication.isEndorsed(header.kid, channelId));
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
      responses.push({ id: await this.connector.send(serviceUrl, conversation.id, activity) });
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
