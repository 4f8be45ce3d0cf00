import type { LocalMessage } from '../../src/local/channel';
import { ALEX, CHLOE, type LocalDesk, MARIE, PEOPLE, TENANT, startLocalDesk } from './local-desk';

const GROUP = encodeURIComponent('19:project-contoso@thread.v2');
const CHANNEL = encodeURIComponent('19:partner-general@thread.tacv2');
const TEAM = encodeURIComponent('19:partner-operations@thread.tacv2');
const chatOf = ({ objectId }: { objectId: string }) => encodeURIComponent(`a:${objectId}`);
const hello = { type: 'message', text: 'hello' };

let desk: LocalDesk;
beforeEach(async () => void (desk = await startLocalDesk()));
afterEach(() => desk.stop());

const call = (method: string, path: string, body?: unknown) => desk.bot.connector(method, path, body);
const history = async (as: string, conversation: string): Promise<LocalMessage[]> => {
  const response = await fetch(`${desk.origin}/local/api/history?as=${as}&conversation=${conversation}`);
  return ((await response.json()) as { messages: LocalMessage[] }).messages;
};
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

describe('conversations', () => {
  it.each([
    ['an object id', MARIE.objectId],
    ['a channel id', `29:${MARIE.objectId}`],
  ])('creates a personal conversation from %s, always the same', async (_name, id) => {
    const first = await call('POST', 'conversations', { isGroup: false, members: [{ id }], tenantId: TENANT });
    const second = await call('POST', 'conversations', { members: [{ id }] });

    expect(first.status).toBe(201);
    expect(first.body).toEqual({ id: `a:${MARIE.objectId}`, serviceUrl: `${desk.origin}/local/connector` });
    expect(second.body).toEqual(first.body);
  });

  it('creates one with its first message', async () => {
    const created = await call('POST', 'conversations', { members: [{ id: MARIE.objectId }], activity: hello });

    const { id, activityId } = created.body as { id: string; activityId: string };
    expect(id).toBe(`a:${MARIE.objectId}`);
    expect(await history(MARIE.objectId, chatOf(MARIE))).toMatchObject([
      { id: activityId, content: { text: 'hello' } },
    ]);
  });

  it('begins a thread in a channel', async () => {
    const channelData = { channel: { id: decodeURIComponent(CHANNEL) } };

    const created = await call('POST', 'conversations', { isGroup: true, channelData, activity: hello });

    const { id, activityId } = created.body as { id: string; activityId: string };
    expect(id).toBe(`${decodeURIComponent(CHANNEL)};messageid=${activityId}`);
  });

  it.each([
    ['no member', {}, 400, 'BadSyntax'],
    ['two members', { members: [{ id: MARIE.objectId }, { id: ALEX.objectId }] }, 400, 'BadSyntax'],
    ['a member without id', { members: [{}] }, 400, 'BadSyntax'],
    ['a stranger', { members: [{ id: '29:nobody' }] }, 403, 'BotNotInConversationRoster'],
    ['an unknown channel', { channelData: { channel: { id: '19:x' } }, activity: hello }, 404, 'ConversationNotFound'],
    ['a thread without message', { channelData: { channel: { id: decodeURIComponent(CHANNEL) } } }, 400, 'BadSyntax'],
  ])('refuses %s', async (_name, body, status, code) => {
    await expect(call('POST', 'conversations', body)).resolves.toMatchObject({ status, body: { error: { code } } });
  });
});

describe('messages', () => {
  it.each([
    ['a personal chat', chatOf(MARIE)],
    ['the group', GROUP],
    ['the channel', CHANNEL],
  ])('sends, updates and deletes in %s', async (_name, conversation) => {
    const sent = await call('POST', `conversations/${conversation}/activities`, hello);
    const path = `conversations/${conversation}/activities/${idOf(sent)}`;
    const updated = await call('PUT', path, { type: 'message', text: 'changed' });
    const afterUpdate = await history(MARIE.objectId, conversation);
    const deleted = await call('DELETE', path);
    const afterDelete = await history(MARIE.objectId, conversation);

    expect([sent.status, updated.status, deleted.status]).toEqual([201, 200, 200]);
    expect(updated.body).toEqual({ id: idOf(sent) });
    expect(deleted.body).toBeUndefined();
    expect(afterUpdate).toMatchObject([
      { version: 2, deleted: false, content: { text: 'changed' }, from: { bot: true } },
    ]);
    expect(afterDelete).toMatchObject([{ deleted: true, content: {} }]);
  });

  it('answers in the thread of the message, by either way', async () => {
    const root = await call('POST', `conversations/${CHANNEL}/activities`, hello);
    const thread = `${CHANNEL}${encodeURIComponent(`;messageid=${idOf(root)}`)}`;
    await call('POST', `conversations/${CHANNEL}/activities/${idOf(root)}`, hello);
    await call('POST', `conversations/${thread}/activities`, hello);

    const messages = await history(MARIE.objectId, CHANNEL);

    expect(messages.map(({ threadId }) => threadId)).toEqual([undefined, idOf(root), idOf(root)]);
  });

  it('shows typing without keeping it', async () => {
    const sent = await call('POST', `conversations/${GROUP}/activities`, { type: 'typing' });

    expect(sent.status).toBe(201);
    expect(await history(MARIE.objectId, GROUP)).toEqual([]);
  });

  it.each([
    ['a send to nowhere', 'POST', 'conversations/a%3Anobody/activities', hello, 404, 'ConversationNotFound'],
    ['a send to a foreign id', 'POST', 'conversations/19%3Aelsewhere/activities', hello, 404, 'ConversationNotFound'],
    ['an update of what is not there', 'PUT', `conversations/${GROUP}/activities/1`, hello, 404, 'ActivityNotFound'],
    [
      'an update in a chat not yet opened',
      'PUT',
      `conversations/${chatOf(ALEX)}/activities/1`,
      hello,
      404,
      'ActivityNotFound',
    ],
    ['deleting what is not there', 'DELETE', `conversations/${GROUP}/activities/1`, undefined, 404, 'ActivityNotFound'],
    ['a message without type', 'POST', `conversations/${GROUP}/activities`, { text: 'x' }, 400, 'BadSyntax'],
    [
      'attachments that are no list',
      'POST',
      `conversations/${GROUP}/activities`,
      { ...hello, attachments: {} },
      400,
      'BadSyntax',
    ],
    [
      'a message beyond 100 KB',
      'POST',
      `conversations/${GROUP}/activities`,
      { ...hello, text: 'x'.repeat(51_300) },
      413,
      'MessageSizeTooBig',
    ],
    [
      'a body beyond all bounds',
      'POST',
      `conversations/${GROUP}/activities`,
      { ...hello, text: 'x'.repeat(600_000) },
      413,
      'MessageSizeTooBig',
    ],
  ])('refuses %s', async (_name, method, path, body, status, code) => {
    const answer = await call(method, path, body);

    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } });
  });

  it('refuses a body that is not JSON', async () => {
    const response = await fetch(`${desk.origin}/local/connector/v3/conversations/${GROUP}/activities`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    });

    expect([response.status, await response.json()]).toMatchObject([400, { error: { code: 'BadSyntax' } }]);
  });

  it('cannot update twice what was deleted', async () => {
    const sent = await call('POST', `conversations/${GROUP}/activities`, hello);
    const path = `conversations/${GROUP}/activities/${idOf(sent)}`;
    await call('DELETE', path);

    await expect(call('PUT', path, hello)).resolves.toMatchObject({ status: 404 });
    await expect(call('DELETE', path)).resolves.toMatchObject({ status: 404 });
  });
});

describe('members', () => {
  const marie = {
    id: `29:${MARIE.objectId}`,
    aadObjectId: MARIE.objectId,
    objectId: MARIE.objectId,
    name: 'Marie Dupont',
    givenName: 'Marie',
    surname: 'Dupont',
    email: MARIE.userPrincipalName,
    userPrincipalName: MARIE.userPrincipalName,
    tenantId: TENANT,
    userRole: 'user',
  };

  it('lists the one person of a personal chat', async () => {
    await expect(call('GET', `conversations/${chatOf(MARIE)}/members`)).resolves.toEqual({
      status: 200,
      body: [marie],
    });
  });

  it.each([
    ['members', GROUP],
    ['members', `${CHANNEL}${encodeURIComponent(';messageid=1')}`],
    ['activities/1/members', CHANNEL],
  ])('lists everyone by %s in %s', async (path, conversation) => {
    const { body } = await call('GET', `conversations/${conversation}/${path}`);

    expect((body as { name: string }[]).map(({ name }) => name)).toEqual(PEOPLE.map((person) => person.displayName));
  });

  it('pages through members', async () => {
    const path = `conversations/${GROUP}/pagedmembers?pageSize=3`;
    const first = (await call('GET', path)).body as { members: unknown[]; continuationToken: string };
    const second = await call('GET', `${path}&continuationToken=${first.continuationToken}`);

    expect(first.members).toHaveLength(3);
    expect(second.body).toEqual({ members: [expect.objectContaining({ name: 'Samir Benali' })] });
  });

  it.each([
    ['an object id', MARIE.objectId],
    ['a channel id', encodeURIComponent(`29:${MARIE.objectId}`)],
  ])('finds a member by %s', async (_name, id) => {
    await expect(call('GET', `conversations/${GROUP}/members/${id}`)).resolves.toEqual({ status: 200, body: marie });
  });

  it('does not find others in a personal chat', async () => {
    const answer = await call('GET', `conversations/${chatOf(MARIE)}/members/${CHLOE.objectId}`);

    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } });
  });
});

describe('teams', () => {
  it('tells of the team and its channel', async () => {
    const team = await call('GET', `teams/${TEAM}`);
    const channels = await call('GET', `teams/${TEAM}/conversations`);
    const other = await call('GET', 'teams/19%3Aother');

    expect(team.body).toMatchObject({ id: decodeURIComponent(TEAM), name: 'Partner operations' });
    expect(channels.body).toMatchObject({ conversations: [{ id: decodeURIComponent(CHANNEL), name: 'General' }] });
    expect(other.status).toBe(404);
  });
});
