import { openOffice, tenantId, type Office } from '../support/office';
import { registration, startOpenIdServer, type OpenIdServer, type TokenOptions } from '../support/open-id';

let openId: OpenIdServer;
let office: Office;
beforeAll(async () => {
  // The SDK writes about bad tokens to the console.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  openId = await startOpenIdServer(tenantId);
  office = await openOffice({ environment: openId.environment });
});
afterAll(async () => {
  await office.close();
  await openId.close();
  jest.restoreAllMocks();
});

type Activity = Record<string, unknown> & { conversation?: object; from?: object };
const sentence = (changed: Activity = {}): Activity => ({
  ...office.person('Paul Lefebvre').activity('I forgot my password'),
  ...changed,
});
const bearer = (options?: TokenOptions, serviceUrl = office.connector.serviceUrl) =>
  `Bearer ${openId.token(serviceUrl, options)}`;
const post = (activity: unknown, authorization?: string) =>
  office.post(activity, authorization === undefined ? {} : { authorization });

/** Everything that a turn may leave behind. */
async function traces(): Promise<object> {
  const rows = await office.inDatabase((database) =>
    Promise.all(
      (['matters', 'matter_cards', 'conversations', 'audit_entries'] as const).map((table) =>
        database.selectFrom(table).selectAll().execute(),
      ),
    ),
  );
  return { rows, sent: office.connector.requests.length, asked: openId.grants.length };
}

describe('a token of the channel for this bot', () => {
  it('is answered, and the answer goes out with a token of the bot’s own', async () => {
    const activity = sentence({ text: 'help' });

    const answered = await post(activity, bearer());

    expect(answered).toEqual({ status: 200, body: undefined });
    expect(office.connector.authorizations).toEqual([`Bearer ${openId.outboundToken}`]);
    expect(openId.grants).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: registration.id,
        client_secret: registration.password,
        scope: 'https://api.channel.test/.default',
      },
    ]);
    expect(office.connector.messagesIn('a:' + office.person('Paul Lefebvre').objectId)).toHaveLength(1);
  });

  it('may be some minutes early or late, as clocks are', async () => {
    const now = Math.floor(Date.now() / 1000);

    const early = await post(sentence({ type: 'typing' }), bearer({ claims: { nbf: now + 240 } }));
    const late = await post(sentence({ type: 'typing' }), bearer({ claims: { exp: now - 240 } }));

    expect([early.status, late.status]).toEqual([200, 200]);
  });

  it('is asked for once and kept', async () => {
    await post(sentence({ text: 'help' }), bearer());

    expect(openId.grants).toHaveLength(1);
  });
});

const hours = (count: number) => Math.floor(Date.now() / 1000) + count * 3600;

describe('nothing happens, and nothing is told, where', () => {
  it.each<[string, () => [Activity, string | undefined], 401 | 403]>([
    ['there is no header', () => [sentence(), undefined], 401],
    ['the header is empty', () => [sentence(), ''], 401],
    ['the scheme is another', () => [sentence(), bearer().replace('Bearer', 'Basic')], 401],
    ['the scheme is not written so', () => [sentence(), bearer().replace('Bearer', 'bearer')], 401],
    ['the token is missing', () => [sentence(), 'Bearer'], 401],
    ['the token is no token', () => [sentence(), 'Bearer a.b.c'], 401],
    ['more follows the token', () => [sentence(), `${bearer()} more`], 401],
    ['the signature is another’s', () => [sentence(), bearer({ signer: 'impostor' })], 401],
    ['the signature is cut off', () => [sentence(), bearer().replace(/\.[^.]*$/, '.')], 401],
    ['the content was altered', () => [sentence(), alterPayload(bearer())], 401],
    ['the algorithm is none', () => [sentence(), bearer({ header: { alg: 'none' }, signer: 'none' })], 401],
    [
      'the algorithm is none, in capitals',
      () => [sentence(), bearer({ header: { alg: 'NONE' }, signer: 'none' })],
      401,
    ],
    [
      'the public key was used as a secret',
      () => [sentence(), bearer({ header: { alg: 'HS256' }, signer: 'public-key-as-secret' })],
      401,
    ],
    ['the algorithm is another than RS256', () => [sentence(), bearer({ header: { alg: 'RS512' } })], 401],
    ['the key is not published', () => [sentence(), bearer({ header: { kid: 'unheard-of' } })], 401],
    ['the key is not named', () => [sentence(), bearer({ header: { kid: undefined } })], 401],
    ['the key is endorsed for another channel', () => [sentence(), bearer({ header: { kid: 'webchat' } })], 401],
    ['the key is endorsed for none', () => [sentence(), bearer({ header: { kid: 'unendorsed' } })], 401],
    ['the token has expired', () => [sentence(), bearer({ claims: { exp: hours(-1) } })], 401],
    ['the token never expires', () => [sentence(), bearer({ claims: { exp: undefined } })], 401],
    ['the token is not valid yet', () => [sentence(), bearer({ claims: { nbf: hours(1) } })], 401],
    [
      'the audience is another bot',
      () => [sentence(), bearer({ claims: { aud: '00000000-0000-4000-8000-000000000000' } })],
      401,
    ],
    ['the audience is missing', () => [sentence(), bearer({ claims: { aud: undefined } })], 401],
    ['the issuer is another', () => [sentence(), bearer({ claims: { iss: 'https://login.attacker.test' } })], 401],
    ['the issuer is the emulator’s', () => [sentence(), bearer({ claims: emulatorClaims })], 401],
    [
      'the issuer is the tenant’s own, as of a single-tenant emulator',
      () => [
        sentence(),
        bearer({ claims: { ...emulatorClaims, iss: `https://sts.windows.net/${tenantId}/`, tid: tenantId } }),
      ],
      401,
    ],
    [
      'another bot calls this one as a skill',
      () => [sentence(), bearer({ claims: { ver: '2.0', azp: '00000000-0000-4000-8000-000000000001' } })],
      401,
    ],
    [
      'the token is for another service URL',
      () => [sentence(), bearer({}, 'https://smba.trafficmanager.net/emea/')],
      401,
    ],
    ['the token is for no service URL', () => [sentence(), bearer({ claims: { serviceurl: undefined } })], 401],
    ['the channel is another that the key may sign for', () => [sentence({ channelId: 'webchat' }), bearer()], 403],
    ['the channel is the emulator', () => [sentence({ channelId: 'emulator' }), bearer()], 401],
    [
      'the channel is the one that the SDK checks elsewhere',
      () => [sentence({ channelId: 'AseChannel' }), bearer()],
      401,
    ],
    ['the tenant is foreign', () => [sentence({ channelData: { tenant: { id: foreignTenant } } }), bearer()], 403],
    [
      'the conversation is a foreign tenant’s, whatever the channel’s data say',
      () => [sentence({ conversation: { ...sentence().conversation, tenantId: foreignTenant } }), bearer()],
      403,
    ],
    [
      'the speaker is of a foreign tenant, in a channel that is shared with it',
      () => [sentence({ from: { ...sentence().from, tenantId: foreignTenant } }), bearer()],
      403,
    ],
    ['the tenant is missing', () => [withoutTenant(), bearer()], 403],
    ['the tenant is empty', () => [sentence({ channelData: { tenant: { id: '' } } }), bearer()], 403],
    ['answers would go to a foreign host', () => at('https://attacker.test/'), 403],
    [
      'answers would go to a host that only looks alike',
      () => at('https://smba.trafficmanager.net.attacker.test/'),
      403,
    ],
    ['answers would go over plain http', () => at('http://smba.trafficmanager.net/emea/'), 403],
    ['the service URL holds a user', () => at('https://smba.trafficmanager.net@127.0.0.1/'), 403],
    [
      'the service URL holds a user and a password',
      () => at(office.connector.serviceUrl.replace('://', '://user:secret@')),
      403,
    ],
  ])('%s', async (_line, build, status) => {
    const [activity, authorization] = build();
    const before = await traces();

    const answered = await post(activity, authorization);

    expect(answered).toEqual({ status, body: undefined });
    expect(await traces()).toEqual(before);
  });

  it.each([
    ['half a body', '{"type":"message"'],
    ['no activity', '{}'],
    ['far more than is read', 'x'.repeat(3 * 1024 * 1024)],
  ])('without a token, with %s: nothing of it is read', async (_what, body) => {
    const answered = await Promise.all([office.post(body), office.post(body, { authorization: 'Basic dXNlcjpwYXNz' })]);

    expect(answered).toEqual([
      { status: 401, body: undefined },
      { status: 401, body: undefined },
    ]);
  });

  it('a token that is wrong comes with a press', async () => {
    const press = sentence({
      type: 'invoke',
      name: 'adaptiveCard/action',
      text: undefined,
      value: { action: { data: { token: 'x' } } },
    });

    const answered = await post(press, bearer({ signer: 'impostor' }));

    expect(answered).toEqual({ status: 401, body: undefined });
  });

  it('the log holds neither tokens nor words nor the secret', () => {
    const log = office.logs.join('\n');

    expect(log).toContain('an activity was refused');
    expect(log).not.toContain('I forgot my password');
    expect(log).not.toContain('eyJ');
    expect(log).not.toContain(registration.password);
    expect(log).not.toContain(openId.outboundToken);
  });
});

const foreignTenant = '22222222-2222-4222-8222-222222222222';
const emulatorClaims = {
  iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
  ver: '1.0',
  appid: registration.id,
};

/** A token and an activity that agree on where answers go. */
function at(serviceUrl: string): [Activity, string] {
  return [sentence({ serviceUrl }), bearer({}, serviceUrl)];
}

function withoutTenant(): Activity {
  const { conversation } = sentence() as { conversation: object };
  return sentence({ channelData: {}, conversation: { ...conversation, tenantId: undefined } });
}

function alterPayload(authorization: string): string {
  const [head, payload, signature] = authorization.split('.') as [string, string, string];
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const altered = Buffer.from(JSON.stringify({ ...claims, aud: registration.id, extra: true })).toString('base64url');
  return [head, altered, signature].join('.');
}
