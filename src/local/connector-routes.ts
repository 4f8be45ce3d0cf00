import type { Request, Response, Server } from 'restify';
import { CHANNEL_NAME, TEAM_NAME } from './activities';
import type { LocalChannel, MessageContent } from './channel';
import {
  CHANNEL_ID,
  type ConversationAddress,
  TEAM_ID,
  objectIdFromMemberId,
  parseConversationId,
  personChannelId,
  personalConversationId,
  threadConversationId,
} from './identity';
import { guardLocal, readBody, readParam, readQuery, sendBytes, sendJson } from './http';
import type { LocalPerson } from './local-chat';
import { LocalError, badSyntax, conversationNotFound } from './local-error';
import { type BotActivity, FILE_CONSENT, FILE_INFO, botActivitySchema, createConversationSchema } from './schema';

export interface ConnectorPorts {
  channel: LocalChannel;
  newId: () => string;
  origin: () => string;
  tenantId: string;
  botName: string;
}

/** A bot message may be 100 KB as UTF-16. */
const MESSAGE_LIMIT = 100 * 1024;
const ROOT = '/local/connector/v3';
const CONVERSATION = `${ROOT}/conversations/:conversationId`;

/** The Bot Framework connector's REST API, as far as a Teams bot uses it. */
export function registerConnector(server: Server, ports: ConnectorPorts): void {
  const { channel, tenantId } = ports;
  const locate = (request: Request) => channel.locate(readParam(request, 'conversationId'));

  async function send(request: Request, response: Response): Promise<void> {
    const activity = await readBody(request, botActivitySchema);
    const address = await locate(request);
    const replyTo = (request.params as { activityId?: string }).activityId ?? activity.replyToId ?? undefined;
    sendJson(response, 201, { id: await storeActivity(ports, address, activity, replyTo) });
  }

  async function listMembers(request: Request, response: Response): Promise<void> {
    const people = await channel.members(await locate(request));
    sendJson(
      response,
      200,
      people.map((person) => toAccount(person, tenantId)),
    );
  }

  server.post(
    `${ROOT}/conversations`,
    guardLocal(async (request, response) => createConversation(ports, request, response)),
  );
  server.post(`${CONVERSATION}/activities`, guardLocal(send));
  server.post(`${CONVERSATION}/activities/:activityId`, guardLocal(send));
  server.put(
    `${CONVERSATION}/activities/:activityId`,
    guardLocal(async (request, response) => {
      const activity = await readBody(request, botActivitySchema);
      assertSize(activity);
      const id = readParam(request, 'activityId');
      const address = await locate(request);
      assertFilesFit(address, activity);
      await channel.update(address, id, toContent(activity));
      sendJson(response, 200, { id });
    }),
  );
  server.del(
    `${CONVERSATION}/activities/:activityId`,
    guardLocal(async (request, response) => {
      await channel.remove(await locate(request), readParam(request, 'activityId'));
      sendBytes(response, 200, 'application/json', '');
    }),
  );
  server.get(`${CONVERSATION}/members`, guardLocal(listMembers));
  server.get(`${CONVERSATION}/activities/:activityId/members`, guardLocal(listMembers));
  server.get(
    `${CONVERSATION}/pagedmembers`,
    guardLocal(async (request, response) => {
      const people = await channel.members(await locate(request));
      sendJson(response, 200, pageMembers(people, readQuery(request), tenantId));
    }),
  );
  server.get(
    `${CONVERSATION}/members/:memberId`,
    guardLocal(async (request, response) => {
      const people = await channel.members(await locate(request));
      const objectId = objectIdFromMemberId(readParam(request, 'memberId'));
      const person = people.find((candidate) => candidate.objectId === objectId);
      if (!person) throw new LocalError(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
      sendJson(response, 200, toAccount(person, tenantId));
    }),
  );
  registerTeamRoutes(server);
}

function registerTeamRoutes(server: Server): void {
  const demandTeam = (request: Request) => {
    const id = readParam(request, 'teamId');
    if (id !== TEAM_ID && id !== CHANNEL_ID) throw conversationNotFound();
  };
  server.get(
    `${ROOT}/teams/:teamId`,
    guardLocal(async (request, response) => {
      demandTeam(request);
      sendJson(response, 200, { id: TEAM_ID, name: TEAM_NAME, type: 'standard', channelCount: 1 });
    }),
  );
  server.get(
    `${ROOT}/teams/:teamId/conversations`,
    guardLocal(async (request, response) => {
      demandTeam(request);
      sendJson(response, 200, { conversations: [{ id: CHANNEL_ID, name: CHANNEL_NAME, type: 'standard' }] });
    }),
  );
}

async function createConversation(ports: ConnectorPorts, request: Request, response: Response): Promise<void> {
  const { members, channelData, activity } = await readBody(request, createConversationSchema);
  const serviceUrl = `${ports.origin()}/local/connector`;
  const channelId = channelData?.channel?.id;
  if (channelId) {
    const address = await ports.channel.locate(channelId);
    if (!activity) throw badSyntax('A new thread needs its first activity.');
    const activityId = await storeActivity(ports, address, activity);
    return sendJson(response, 201, { id: threadConversationId(address.key, activityId), activityId, serviceUrl });
  }
  if (members?.length !== 1 || !members[0])
    throw badSyntax('Exactly one member is needed for a personal conversation.');
  const person = await ports.channel.findPerson(objectIdFromMemberId(members[0].id));
  if (!person) throw new LocalError(403, 'BotNotInConversationRoster', 'The bot is not installed for this person.');
  const id = personalConversationId(person.objectId);
  const address = parseConversationId(id);
  const activityId = activity && address ? await storeActivity(ports, address, activity) : undefined;
  sendJson(response, 201, { id, ...(activityId && { activityId }), serviceUrl });
}

/** Stores what the bot sends, and answers with its id; a typing sign is only shown. */
async function storeActivity(
  { channel, newId, botName }: ConnectorPorts,
  address: ConversationAddress,
  activity: BotActivity,
  replyTo?: string,
): Promise<string> {
  assertSize(activity);
  assertFilesFit(address, activity);
  if (activity.type === 'typing') await channel.showTyping(address, botName);
  if (activity.type !== 'message') return newId();
  const answered = replyTo ? channel.find(address, replyTo) : undefined;
  const threadId = address.threadId ?? (answered && (answered.threadId ?? answered.id));
  const message = await channel.add(address, {
    from: { name: botName, bot: true },
    content: toContent(activity),
    ...(activity.locale && { locale: activity.locale }),
    ...(threadId && { threadId }),
  });
  return message.id;
}

function assertSize(activity: BotActivity): void {
  if (JSON.stringify(activity).length * 2 > MESSAGE_LIMIT)
    throw new LocalError(413, 'MessageSizeTooBig', 'Message size too large.');
}

/** In groups and channels Teams hands no files between people and bots. */
function assertFilesFit({ kind }: ConversationAddress, { attachments }: BotActivity): void {
  const offered = attachments?.some(({ contentType }) => contentType === FILE_CONSENT || contentType === FILE_INFO);
  if (offered && kind !== 'personal') throw badSyntax('Files are for personal chats.');
}

function toContent(activity: BotActivity): MessageContent {
  const { text, textFormat, summary, attachments, attachmentLayout, entities, suggestedActions } = activity;
  return { text, textFormat, summary, attachments, attachmentLayout, entities, suggestedActions };
}

function toAccount(person: LocalPerson, tenantId: string): Record<string, unknown> {
  const { objectId, displayName, userPrincipalName } = person;
  const [givenName, ...rest] = displayName.split(' ');
  return {
    id: personChannelId(objectId),
    name: displayName,
    objectId,
    aadObjectId: objectId,
    givenName,
    surname: rest.join(' '),
    email: userPrincipalName,
    userPrincipalName,
    tenantId,
    userRole: 'user',
  };
}

function pageMembers(people: LocalPerson[], query: URLSearchParams, tenantId: string): Record<string, unknown> {
  const size = Math.min(Math.max(Number(query.get('pageSize')) || 200, 1), 500);
  const start = Number(query.get('continuationToken')) || 0;
  const end = start + size;
  return {
    members: people.slice(start, end).map((person) => toAccount(person, tenantId)),
    ...(end < people.length && { continuationToken: String(end) }),
  };
}
