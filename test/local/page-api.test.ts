import type { ConversationSummary, LocalMessage } from '../../src/local/channel';
import { plugins } from 'restify';
import { ALEX, type LocalDesk, MARIE, TENANT, startLocalDesk } from './local-desk';

const CHANNEL = '19:partner-general@thread.tacv2';
const GROUP = '19:project-contoso@thread.v2';
const client = { locale: 'fr-FR', timeZone: 'Europe/Paris', utcOffset: 60 };
const marie = { as: MARIE.objectId, conversation: `a:${MARIE.objectId}`, ...client };

let desk: LocalDesk;
beforeEach(async () => void (desk = await startLocalDesk()));
afterEach(() => desk.stop());

interface Answer {
  message: LocalMessage;
  delivered?: boolean;
  failure?: string;
}

async function post(path: string, body: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${desk.origin}/local/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
async function get<T>(path: string): Promise<T> {
  return (await fetch(`${desk.origin}/local/api/${path}`)).json() as Promise<T>;
}
const historyOf = async (conversation: string) =>
  (
    await get<{ messages: LocalMessage[] }>(
      `history?as=${MARIE.objectId}&conversation=${encodeURIComponent(conversation)}`,
    )
  ).messages;

describe('activities that the bot gets', () => {
  it('looks like a sentence in a personal chat', async () => {
    const said = await post('say', { ...marie, text: 'aide', mention: true });

    const [activity] = desk.bot.received;
    expect(said).toMatchObject({ status: 200, body: { delivered: true } });
    expect(activity).toMatchObject({
      type: 'message',
      id: said.body.message.id,
      text: 'aide',
      locale: 'fr-FR',
      localTimezone: 'Europe/Paris',
      localTimestamp: expect.stringMatching(/\+01:00$/),
      serviceUrl: `${desk.origin}/local/connector`,
      from: { id: `29:${MARIE.objectId}`, aadObjectId: MARIE.objectId, name: 'Marie Dupont' },
      conversation: { id: `a:${MARIE.objectId}`, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      entities: [{ type: 'clientInfo', locale: 'fr-FR', country: 'FR', timezone: 'Europe/Paris' }],
    });
    expect(activity?.conversation.isGroup).toBeUndefined();
    expect(new Date(activity?.localTimestamp ?? 0)).toEqual(new Date(activity?.timestamp ?? 1));
  });

  it('mentions the bot in a group', async () => {
    await post('say', { ...marie, conversation: GROUP, text: 'aide', mention: true });

    expect(desk.bot.received[0]).toMatchObject({
      text: '<at>Partner Desk</at> aide',
      conversation: { id: GROUP, conversationType: 'groupChat', isGroup: true, name: 'Project Contoso' },
      entities: [
        { type: 'mention', text: '<at>Partner Desk</at>', mentioned: { id: '28:partner-desk', name: 'Partner Desk' } },
        { type: 'clientInfo' },
      ],
    });
  });

  it('begins a thread in a channel, and goes on in it', async () => {
    const first = await post('say', { ...marie, conversation: CHANNEL, text: 'aide', mention: true });
    const root = first.body.message.id;
    await post('say', { ...marie, conversation: CHANNEL, text: 'prix', mention: true, thread: root });

    expect(desk.bot.received).toMatchObject([
      {
        conversation: { id: `${CHANNEL};messageid=${root}`, conversationType: 'channel' },
        channelData: { team: { name: 'Partner operations' }, channel: { id: CHANNEL } },
      },
      { conversation: { id: `${CHANNEL};messageid=${root}` }, replyToId: root },
    ]);
    const messages = await historyOf(CHANNEL);
    expect(messages.map(({ threadId }) => threadId)).toEqual([undefined, root, root, root]);
  });

  it.each([GROUP, CHANNEL])('does not hear what does not mention it in %s', async (conversation) => {
    const said = await post('say', { ...marie, conversation, text: 'between us', mention: false });

    expect(said.body.delivered).toBe(false);
    expect(desk.bot.received).toEqual([]);
  });

  it('gets a pressed Action.Submit as a value without text', async () => {
    await post('submit', { ...marie, message: 'm1', value: { field: 'website', website: 'x' } });

    const [activity] = desk.bot.received;
    expect(activity).toMatchObject({ type: 'message', value: { field: 'website', website: 'x' }, replyToId: 'm1' });
    expect(activity?.text).toBeUndefined();
  });

  it('gets messageBack with its text, which the chat shows', async () => {
    await post('submit', { ...marie, message: 'm1', value: { a: 1 }, text: 'list', displayText: 'Show the list' });

    const messages = await historyOf(marie.conversation);
    expect(desk.bot.received[0]).toMatchObject({ text: 'list', value: { a: 1 } });
    expect(messages[0]).toMatchObject({ content: { text: 'Show the list' }, from: { objectId: MARIE.objectId } });
  });

  it('gets a pressed Action.Execute as an invoke, and the window its answer', async () => {
    const value = {
      action: { type: 'Action.Execute', id: 'approve', verb: 'approve', data: { token: 't' } },
      trigger: 'manual',
    };

    const answer = await post('invoke', { ...marie, message: 'm1', name: 'adaptiveCard/action', value });

    expect(desk.bot.received[0]).toMatchObject({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'm1' });
    expect(answer.body).toMatchObject({ status: 200, body: { statusCode: 200, value: { type: 'AdaptiveCard' } } });
  });

  it('is told once that it was added to a conversation', async () => {
    const first = await post('open', marie);
    const second = await post('open', marie);

    expect([first.body, second.body]).toEqual([{ installed: true }, { installed: false }]);
    expect(desk.bot.received).toMatchObject([
      { type: 'installationUpdate', action: 'add', conversation: { id: marie.conversation } },
      { type: 'conversationUpdate', membersAdded: [{ id: '28:partner-desk', name: 'Partner Desk' }] },
    ]);
  });

  it('works beside a body parser', async () => {
    const other = await startLocalDesk([MARIE], (server) => server.use(plugins.bodyParser()));
    const response = await fetch(`${other.origin}/local/api/say`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...marie, text: 'aide', mention: true }),
    });
    const { messages } = await fetch(
      `${other.origin}/local/api/history?as=${MARIE.objectId}&conversation=${encodeURIComponent(marie.conversation)}`,
    ).then((answer) => answer.json() as Promise<{ messages: unknown[] }>);
    await other.stop();

    expect(response.status).toBe(200);
    expect(messages).toHaveLength(2);
  });
});

describe('when the bot fails', () => {
  it.each([
    [500, 'BotFailed'],
    [401, 'BotRefused'],
  ])('says so for %d, keeps the sentence and sends the same activity again', async (status, failure) => {
    desk.bot.failNext(status);
    const said = await post('say', { ...marie, text: 'aide', mention: true });
    const again = await post('retry', { ...marie, message: said.body.message.id });

    expect(said.body.message.failure).toBe(failure);
    expect(again.body.message.failure).toBeUndefined();
    expect(desk.bot.received.map(({ id }) => id)).toEqual([said.body.message.id, said.body.message.id]);
  });

  it('tells an invoke apart that was answered with an error', async () => {
    const value = { action: { type: 'Action.Execute', verb: 'none' } };
    const refused = await post('invoke', { ...marie, message: 'm', name: 'adaptiveCard/action', value });
    desk.bot.failNext(501);
    const failed = await post('invoke', { ...marie, message: 'm', name: 'adaptiveCard/action', value });

    expect(refused.body).toMatchObject({ body: { statusCode: 400, value: { code: 'Expired' } } });
    expect(refused.body.failure).toBeUndefined();
    expect(failed.body).toMatchObject({ status: 501, failure: 'BotFailed' });
  });
});

describe('what a person may see', () => {
  it.each([
    ['history', `history?as=${ALEX.objectId}&conversation=${encodeURIComponent(marie.conversation)}`],
    ['nobody’s conversations', 'conversations?as=nobody'],
  ])('does not show %s', async (_name, path) => {
    const response = await fetch(`${desk.origin}/local/api/${path}`);

    expect(response.status).toBe(404);
  });

  it('does not speak in another person’s chat', async () => {
    const said = await post('say', { ...marie, as: ALEX.objectId, text: 'x', mention: true });

    expect(said).toMatchObject({ status: 404, body: { error: { code: 'ConversationNotFound' } } });
    expect(desk.bot.received).toEqual([]);
  });

  it.each([
    ['an empty sentence', { text: '   ' }],
    ['a locale that is none', { text: 'x', locale: '../..' }],
    ['a missing sentence', {}],
  ])('refuses %s', async (_name, part) => {
    await expect(post('say', { ...marie, mention: true, ...part })).resolves.toMatchObject({ status: 400 });
  });

  it('counts what is unread until it is read', async () => {
    const chat = encodeURIComponent(`a:${ALEX.objectId}`);
    await desk.bot.connector('POST', `conversations/${chat}/activities`, { type: 'message', text: 'one' });
    await desk.bot.connector('POST', `conversations/${chat}/activities`, { type: 'message', text: 'two' });
    const before = await get<{ conversations: ConversationSummary[] }>(`conversations?as=${ALEX.userPrincipalName}`);
    const { people } = await get<{ people: { unread: number }[] }>('people');
    await post('read', { as: ALEX.objectId, conversation: `a:${ALEX.objectId}` });
    const after = await get<{ conversations: ConversationSummary[] }>(`conversations?as=${ALEX.objectId}`);

    expect(before.conversations[0]).toMatchObject({ kind: 'personal', unread: 2 });
    expect(people.map(({ unread }) => unread)).toEqual([0, 2, 0, 0]);
    expect(after.conversations[0]?.unread).toBe(0);
  });

  it('sends live events to those in the conversation, and lets the server stop', async () => {
    const stream = await fetch(`${desk.origin}/local/api/live?as=${MARIE.objectId}`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const say = (conversation: string, text: string) =>
      desk.bot.connector('POST', `conversations/${encodeURIComponent(conversation)}/activities`, {
        type: 'message',
        text,
      });
    await say(`a:${ALEX.objectId}`, 'secret for Alex');
    await say(GROUP, 'for everyone');
    await desk.stop();

    let heard = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) heard += part.value;

    expect(heard).toContain('event: hello');
    expect(heard).toContain('for everyone');
    expect(heard).not.toContain('secret for Alex');
    desk = await startLocalDesk();
  });
});
