import { z } from 'zod';
import type { Turn } from '../desk/desk';
import type { ConversationReference } from '../desk/messenger';
import { isLoopback } from './hosts';

const channelAccount = z.looseObject({
  id: z.string().min(1).max(512),
  name: z.string().max(512).optional(),
  aadObjectId: z.string().max(128).optional(),
  role: z.string().optional(),
  tenantId: z.string().max(64).nullish(),
});

/** What of an activity the desk relies on; the rest is left as it came. Source: teams.md, Who is speaking. */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(64),
  id: z.string().max(512).optional(),
  name: z.string().max(128).optional(),
  channelId: z.string().min(1).max(64),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  from: channelAccount,
  recipient: channelAccount.optional(),
  conversation: z.looseObject({
    id: z.string().min(1).max(1024),
    conversationType: z.string().max(32).optional(),
    tenantId: z.string().max(64).optional(),
    isGroup: z.boolean().optional(),
  }),
  text: z.string().nullish(),
  locale: z.string().max(35).nullish(),
  localTimestamp: z.string().max(64).nullish(),
  localTimezone: z.string().max(64).nullish(),
  entities: z.array(z.unknown()).nullish().catch(null),
  replyToId: z.string().max(512).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string().max(64) }).optional() }).nullish(),
});
export type InboundActivity = z.output<typeof activitySchema>;

/** The tenant that the platform says the activity comes from, lower case. */
function tenantOf(activity: Pick<InboundActivity, 'channelData' | 'conversation'>): string | undefined {
  return (activity.channelData?.tenant?.id ?? activity.conversation.tenantId)?.toLowerCase();
}

/** Every tenant that an activity names, lower case: in a shared channel its own and the speaker's may differ. */
export function tenantsOf({ channelData, conversation, from }: InboundActivity): string[] {
  const named = [channelData?.tenant?.id, conversation.tenantId, from.tenantId];
  return named.filter((tenant) => typeof tenant === 'string').map((tenant) => tenant.toLowerCase());
}

/** The Entra object id of the speaker, lower case; undefined for bots, webhooks and the anonymous. */
export function speakerOf({ from }: Pick<InboundActivity, 'from'>): string | undefined {
  return from.role === 'bot' ? undefined : from.aadObjectId?.toLowerCase();
}

/** Where an activity was said, as it is kept. A thread's id is stripped from a channel's: the channel is the place. */
export function referenceOf(activity: InboundActivity): ConversationReference {
  const { conversation } = activity;
  const kind = kindOf(conversation);
  return {
    conversationId: stripThread(conversation.id),
    kind,
    tenantId: tenantOf(activity) ?? '',
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId,
    botId: activity.recipient?.id ?? '',
    person: kind === 'personal' ? (speakerOf(activity) ?? null) : null,
    locale: activity.locale ?? null,
  };
}

function kindOf(conversation: InboundActivity['conversation']): ConversationReference['kind'] {
  const { conversationType } = conversation;
  if (conversationType === 'groupChat' || conversationType === 'channel') return conversationType;
  return conversation.isGroup ? 'groupChat' : 'personal';
}

function stripThread(conversationId: string): string {
  return conversationId.split(';messageid=')[0]!;
}

export function turnOf(activity: InboundActivity, objectId: string, now: Date): Turn {
  const conversation = referenceOf(activity);
  return {
    objectId,
    name: activity.from.name ?? objectId,
    conversation,
    locale: activity.locale ?? null,
    today: localDate(activity.localTimestamp) ?? now.toISOString().slice(0, 10),
    timeZone: activity.localTimezone ?? null,
    activityKey: activity.id ? `${conversation.conversationId}/${activity.id}` : null,
    ...(opensDialogs(activity) && { opensDialogs: true }),
  };
}

const clientInfo = z.looseObject({ type: z.literal('clientInfo'), platform: z.string().min(1) });

/**
 * Whether the speaker's client opens dialogs: those of Teams do, and say which they are. Microsoft's local playground says so
 * too but opens none; of the services on this machine only the local page's does.
 */
function opensDialogs({ entities, serviceUrl }: InboundActivity): boolean {
  const isTeams = entities?.some((entity) => clientInfo.safeParse(entity).success) ?? false;
  return isTeams && (!isLoopback(serviceUrl) || new URL(serviceUrl).pathname.startsWith(localPagePath));
}

/** Where the local page has its connector. */
const localPagePath = '/local/connector';

/** The day on the speaker's own calendar: `2026-11-23T23:59:00+01:00` is the 23rd. */
function localDate(localTimestamp: string | null | undefined): string | undefined {
  return localTimestamp && /^\d{4}-\d{2}-\d{2}T/.test(localTimestamp) ? localTimestamp.slice(0, 10) : undefined;
}
