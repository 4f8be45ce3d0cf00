import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import {
  approvalCard,
  decidedCard,
  editDialog,
  ownCard,
  priceCard,
  profileCard,
  refreshCard,
  revealCard,
  secretCard,
  waitingCard,
} from './fake-cards';
import { AUDIT, auditConsent, bring, consentAnswerSchema, type Download, downloadSchema, fileInfo } from './fake-files';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** What every activity from Teams holds. */
const inboundSchema = z.looseObject({
  type: z.enum(['message', 'invoke', 'conversationUpdate', 'installationUpdate']),
  id: z.string().min(1),
  name: z.string().optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
  action: z.string().optional(),
  textFormat: z.string().optional(),
  membersAdded: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  attachments: z
    .array(z.union([z.strictObject({ contentType: z.literal('text/html'), content: z.string() }), downloadSchema]))
    .optional(),
  timestamp: z.iso.datetime(),
  localTimestamp: z.iso.datetime({ offset: true }),
  localTimezone: z.string(),
  locale: z.enum(['en-US', 'fr-FR']),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  from: z.object({ id: z.string().startsWith('29:'), name: z.string(), aadObjectId: z.guid() }),
  recipient: z.object({ id: z.literal('28:partner-desk'), name: z.string() }),
  conversation: z.object({
    id: z.string(),
    conversationType: z.enum(['personal', 'groupChat', 'channel']),
    tenantId: z.guid(),
    isGroup: z.literal(true).optional(),
    name: z.string().optional(),
  }),
  channelData: z.looseObject({ tenant: z.object({ id: z.guid() }) }),
  entities: z.array(z.looseObject({ type: z.enum(['clientInfo', 'mention']) })),
});
const createdSchema = z.object({ id: z.string() });
export type Inbound = z.infer<typeof inboundSchema>;

export interface FakeBot {
  received: Inbound[];
  /** Calls the connector API as the bot's SDK would. */
  connector(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** Held back until released, to see the page wait. */
  hold(): () => void;
  /** Answers the next calls with this status instead. */
  failNext(status: number): void;
}

/** A small bot behind `/api/messages`; it refuses any activity that does not look like one from Teams. */
export function addFakeBot(server: Server, origin: () => string): FakeBot {
  const received: Inbound[] = [];
  let held: Promise<void> | undefined;
  let failure: number | undefined;

  const connector: FakeBot['connector'] = async (method, path, body) => {
    const response = await fetch(`${origin()}/local/connector/v3/${path}`, {
      method,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  };
  const post = (conversation: string, body: object) =>
    connector('POST', `conversations/${encodeURIComponent(conversation)}/activities`, { type: 'message', ...body });
  const sendCard = (conversation: string, content: unknown) =>
    post(conversation, { attachments: [{ contentType: CARD_TYPE, content }] });

  async function onMessage({ text = '', value, conversation, from, locale, attachments = [] }: Inbound): Promise<void> {
    const files = attachments.filter((attachment): attachment is Download => 'contentUrl' in attachment);
    for (const { name, content } of files) {
      const bytes = await (await fetch(content.downloadUrl)).arrayBuffer();
      await post(conversation.id, { text: `Got **${name}**: ${bytes.byteLength} bytes` });
    }
    if (files.length > 0) return;
    const sentence = text.replace(/<at>.*?<\/at>/g, '').trim();
    if (value) return void (await post(conversation.id, { text: `You sent \`${JSON.stringify(value)}\`` }));
    if (/forgot|oublié/.test(sentence)) {
      await sendCard(conversation.id, waitingCard());
      const chat = await connector('POST', 'conversations', { members: [{ id: APPROVER }] });
      return void (await sendCard(createdSchema.parse(chat.body).id, approvalCard(from.name)));
    }
    if (/price|prix/.test(sentence)) return void (await sendCard(conversation.id, priceCard()));
    if (/profile/.test(sentence)) return void (await sendCard(conversation.id, profileCard()));
    if (/audit/.test(sentence)) return void (await post(conversation.id, { attachments: [auditConsent()] }));
    if (/reveal/.test(sentence)) return void (await sendCard(conversation.id, revealCard()));
    if (/refresh/.test(sentence)) return void (await sendCard(conversation.id, refreshCard(from.id)));
    const words = locale === 'fr-FR' ? 'Je peux **vous aider**\u00a0:' : 'I can **help** you with:';
    await post(conversation.id, { text: `${words}\n\n- passwords\n- prices\n- <b>not HTML</b>` });
  }

  async function onConsent({ value, conversation, replyToId }: Inbound): Promise<unknown> {
    const answer = consentAnswerSchema.parse(value);
    const question = `conversations/${encodeURIComponent(conversation.id)}/activities/${replyToId}`;
    if (answer.action === 'decline') {
      await connector('PUT', question, { type: 'message', text: 'Nothing was sent.' });
      return {};
    }
    await bring(answer.uploadInfo, Buffer.from(AUDIT));
    await connector('DELETE', question);
    await post(conversation.id, { attachments: [fileInfo(answer.uploadInfo)] });
    return {};
  }

  async function onInvoke(activity: Inbound): Promise<unknown> {
    const { name, value, from, conversation, replyToId } = activity;
    if (name === 'fileConsent/invoke') return onConsent(activity);
    const { action, data } = z
      .looseObject({ action: z.looseObject({ verb: z.string() }).optional(), data: z.looseObject({}).optional() })
      .parse(value);
    const card = (content: unknown) => ({ statusCode: 200, type: CARD_TYPE, value: content });
    if (name === 'task/fetch') return dialog('Change website', editDialog());
    if (name === 'task/submit') {
      if (data?.website === 'https://taken.example')
        return dialog('Change website', editDialog('That address is taken.'));
      return data?.website === 'https://saved.example' ? { task: { type: 'message', value: 'Saved.' } } : {};
    }
    if (action?.verb === 'approve') return card(decidedCard('Approved', from.name));
    if (action?.verb === 'reject') return card(decidedCard('Rejected', from.name));
    if (action?.verb === 'reveal') {
      const path = `conversations/${encodeURIComponent(conversation.id)}/activities/${replyToId}`;
      await connector('PUT', path, {
        type: 'message',
        attachments: [{ contentType: CARD_TYPE, content: decidedCard('Approved', 'Alex Wilber') }],
      });
      return card(secretCard());
    }
    if (action?.verb === 'refresh') return card(ownCard());
    if (action?.verb === 'open')
      return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Nothing yet.' };
    return {
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'Expired', message: 'This offer has expired.' },
    };
  }

  server.post('/api/messages', async (request: Request, response: Response) => {
    const parsed = inboundSchema.safeParse(request.body ?? (await readStream(request)));
    if (!parsed.success) return void response.send(400, { error: z.prettifyError(parsed.error) });
    received.push(parsed.data);
    await held;
    const status = failure;
    failure = undefined;
    if (status) return void response.send(status, { error: 'made to fail' });
    if (parsed.data.type === 'message') await onMessage(parsed.data);
    response.send(200, parsed.data.type === 'invoke' ? await onInvoke(parsed.data) : {});
  });

  return {
    received,
    connector,
    hold() {
      let release = (): void => undefined;
      held = new Promise((resolve) => (release = resolve));
      return () => {
        held = undefined;
        release();
      };
    },
    failNext(status) {
      failure = status;
    },
  };
}

async function readStream(request: Request): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

const dialog = (title: string, card: unknown) => ({
  task: {
    type: 'continue',
    value: { title, height: 'medium', width: 'medium', card: { contentType: CARD_TYPE, content: card } },
  },
});

export const APPROVER = '22222222-0000-4000-8000-000000000002';
