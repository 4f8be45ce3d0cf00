import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import { type LocalDesk, MARIE, PEOPLE, TENANT, startLocalDesk } from './local-desk';

/** The client that the Bot Framework SDK uses for every answer. */
describe('the SDK’s own connector client', () => {
  let desk: LocalDesk;
  beforeAll(async () => void (desk = await startLocalDesk()));
  afterAll(() => desk.stop());

  it('creates, sends, answers, updates, deletes and reads members', async () => {
    const baseUri = `${desk.origin}/local/connector`;
    const { conversations } = new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri });
    const bot = { id: '28:partner-desk', name: 'Partner Desk' };
    const member = { id: MARIE.objectId, name: '' };

    const created = await conversations.createConversation({
      isGroup: false,
      bot,
      members: [member],
      tenantId: TENANT,
      channelData: { tenant: { id: TENANT } },
    });
    const group = '19:partner-general@thread.tacv2;messageid=m1';
    const sent = await conversations.sendToConversation(created.id, { type: 'message', text: 'hello', from: bot });
    const answered = await conversations.replyToActivity(group, 'm1', { type: 'message', text: 'hello', from: bot });
    const updated = await conversations.updateActivity(created.id, sent.id, {
      type: 'message',
      text: 'again',
      from: bot,
    });
    const members = await conversations.getConversationMembers(group);
    const paged = await conversations.getConversationPagedMembers(group);
    const one = await conversations.getConversationMember(created.id, `29:${MARIE.objectId}`);
    const lost = conversations.updateActivity(created.id, 'gone', { type: 'message', text: 'x' });

    expect(created.id).toBe(`a:${MARIE.objectId}`);
    expect(answered.id).toEqual(expect.any(String));
    expect(updated.id).toBe(sent.id);
    expect(members.map(({ name }) => name)).toEqual(PEOPLE.map(({ displayName }) => displayName));
    expect(paged.members).toHaveLength(PEOPLE.length);
    expect(one).toMatchObject({ name: MARIE.displayName, aadObjectId: MARIE.objectId });
    await expect(lost).rejects.toMatchObject({ statusCode: 404, code: 'ActivityNotFound' });
    await expect(conversations.deleteActivity(created.id, sent.id)).resolves.toBeDefined();
  });
});
