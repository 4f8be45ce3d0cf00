import type { ConversationAddress } from './identity';
import { BOT_CHANNEL_ID, CHANNEL_ID, TEAM_ID, personChannelId } from './identity';
import { conversationIdOf } from './channel';
import type { ExpectedFile, FileFacts } from './file-store';
import type { LocalPerson } from './local-chat';
import { type ClientWindow, FILE_DOWNLOAD } from './schema';

/** An activity as Teams posts it to the bot. */
export type InboundActivity = Record<string, unknown> & { id: string };

export interface ActivityFrame {
  id: string;
  /** The first message of the thread that this is about; the message itself where it begins one. */
  threadId: string;
  person: LocalPerson;
  address: ConversationAddress;
  client: ClientWindow;
  now: Date;
  tenantId: string;
  origin: string;
  botName: string;
}

const CONVERSATION_TYPES = { personal: 'personal', group: 'groupChat', channel: 'channel' } as const;
export const FILES_PATH = '/local/files';
export const UPLOADS_PATH = '/local/uploads';
export const GROUP_NAME = 'Project Contoso';
export const TEAM_NAME = 'Partner operations';
export const CHANNEL_NAME = 'General';

export interface Said {
  /** May be empty where there are files. */
  text: string;
  files: FileFacts[];
}

/** A sentence or files or both; in groups and channels the bot is mentioned, else Teams would not deliver it. */
export function buildMessage(frame: ActivityFrame, { text, files }: Said, replyToId?: string): InboundActivity {
  const mention = frame.address.kind === 'personal' ? undefined : `<at>${frame.botName}</at>`;
  const mentioned = { id: BOT_CHANNEL_ID, name: frame.botName };
  const base = buildBase(frame, 'message');
  return {
    ...base,
    ...(text && { text: mention ? `${mention} ${text}` : text, textFormat: 'plain' }),
    attachments: [
      ...files.map((file) => describeDownload(frame.origin, file)),
      ...(text ? [{ contentType: 'text/html', content: toHtml(text, mention && frame.botName) }] : []),
    ],
    entities: [...(mention ? [{ type: 'mention', mentioned, text: mention }] : []), ...(base.entities as unknown[])],
    ...(replyToId && { replyToId }),
  };
}

/** A pressed Action.Submit: a message that carries a value; text only for messageBack. */
export function buildSubmit(frame: ActivityFrame, message: string, value: unknown, text?: string): InboundActivity {
  const base = buildBase(frame, 'message');
  return { ...base, ...(text !== undefined && { text, textFormat: 'plain' }), value, replyToId: message };
}

/** A pressed Action.Execute, an automatic refresh, or a dialog being opened or submitted. */
export function buildInvoke(frame: ActivityFrame, name: string, value: unknown, message?: string): InboundActivity {
  const base = buildBase(frame, 'invoke');
  const channelData = {
    ...(base.channelData as object),
    source: { name: 'message' },
    ...(message && { legacy: { replyToId: message } }),
  };
  return { ...base, name, value, channelData, ...(message && { replyToId: message }) };
}

/** What the bot is told when a person lets it bring a file: where to, and where it is to be found then. */
export function describeUpload(origin: string, { id, uploadId, uniqueId, name, fileType }: ExpectedFile): unknown {
  const uploadUrl = `${origin}${UPLOADS_PATH}/${uploadId}`;
  return { contentUrl: fileUrl(origin, id), name, uploadUrl, uniqueId, fileType };
}

function describeDownload(origin: string, { id, uniqueId, name, fileType }: FileFacts): unknown {
  const downloadUrl = fileUrl(origin, id);
  return { contentType: FILE_DOWNLOAD, contentUrl: downloadUrl, name, content: { downloadUrl, uniqueId, fileType } };
}

const fileUrl = (origin: string, id: string) => `${origin}${FILES_PATH}/${id}`;

/** The two activities that follow when the app is added to a conversation. */
export function buildInstallation(frame: ActivityFrame, updateId: string): InboundActivity[] {
  const installation = buildBase(frame, 'installationUpdate');
  const update = buildBase({ ...frame, id: updateId }, 'conversationUpdate');
  const eventType = frame.address.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {};
  return [
    { ...installation, action: 'add' },
    {
      ...update,
      membersAdded: [{ id: BOT_CHANNEL_ID, name: frame.botName }],
      channelData: { ...(update.channelData as object), ...eventType },
    },
  ];
}

function buildBase(frame: ActivityFrame, type: string): InboundActivity {
  const { address, person, client, tenantId } = frame;
  const beginsInThread = type === 'message' || type === 'invoke';
  return {
    type,
    id: frame.id,
    channelId: 'msteams',
    timestamp: frame.now.toISOString(),
    localTimestamp: toLocalTimestamp(frame.now, client.utcOffset),
    localTimezone: client.timeZone,
    locale: client.locale,
    serviceUrl: `${frame.origin}/local/connector`,
    from: { id: personChannelId(person.objectId), name: person.displayName, aadObjectId: person.objectId },
    recipient: { id: BOT_CHANNEL_ID, name: frame.botName },
    conversation: {
      id: beginsInThread ? conversationIdOf(address, frame.threadId) : address.key,
      conversationType: CONVERSATION_TYPES[address.kind],
      tenantId,
      ...(address.kind !== 'personal' && { isGroup: true }),
      ...(address.kind === 'group' && { name: GROUP_NAME }),
      ...(address.kind === 'channel' && { name: CHANNEL_NAME }),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(address.kind === 'channel' && {
        team: { id: TEAM_ID, name: TEAM_NAME },
        channel: { id: CHANNEL_ID, name: CHANNEL_NAME },
        teamsTeamId: TEAM_ID,
        teamsChannelId: CHANNEL_ID,
      }),
    },
    entities: [
      {
        type: 'clientInfo',
        locale: client.locale,
        country: client.locale.slice(3),
        platform: 'Web',
        timezone: client.timeZone,
      },
    ],
  };
}

/** ISO 8601 with the person's own offset, as in `2026-11-02T10:15:00.000+01:00`. */
function toLocalTimestamp(now: Date, offset: number): string {
  const shifted = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, -1);
  const minutes = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function toHtml(text: string, mention?: string): string {
  const mark = mention
    ? `<span itemscope itemtype="http://schema.skype.com/Mention">${escapeHtml(mention)}</span> `
    : '';
  return `<p>${mark}${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
