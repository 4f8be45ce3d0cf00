// An OpenID server as the Bot Framework has it: every server of a run checks its tokens with the same keys.
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

export const registration = {
  id: '8b0f3c52-4f5d-4a64-9d53-0d2f6f1e7c11',
  password: 'made-up-secret-of-the-bench',
  tenant: '11111111-1111-4111-8111-111111111111',
  issuer: 'https://channel.test',
};

export async function startOpenIdServer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = {
    ...publicKey.export({ format: 'jwk' }),
    kid: 'teams',
    use: 'sig',
    alg: 'RS256',
    endorsements: ['msteams'],
  };
  const server = createServer((request, response) => {
    request.resume();
    const send = (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url.endsWith('/keys')) return send({ keys: [key] });
    if (request.url.endsWith('/token'))
      return send({ token_type: 'Bearer', expires_in: 3600, access_token: 'outbound' });
    return send({ issuer: registration.issuer, jwks_uri: `${origin}/keys` });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const metadata = `${origin}/.well-known/openidconfiguration`;
  return {
    /** What every server is told, ours and the peers. */
    environment: {
      BOT_ID: registration.id,
      BOT_PASSWORD: registration.password,
      BOT_TENANT_ID: registration.tenant,
      MicrosoftAppId: registration.id,
      MicrosoftAppPassword: registration.password,
      MicrosoftAppTenantId: registration.tenant,
      MicrosoftAppType: 'SingleTenant',
      OPENID_ORIGIN: origin,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      ToChannelFromBotLoginUrl: `${origin}/login`,
      ToChannelFromBotOAuthScope: 'https://api.channel.test',
      ToBotFromChannelTokenIssuer: registration.issuer,
      OAuthUrl: `${origin}/oauth`,
    },
    /** An inbound token; the platform uses one for many activities. */
    token(serviceUrl) {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        iss: registration.issuer,
        aud: registration.id,
        nbf: now,
        exp: now + 3600,
        serviceurl: serviceUrl,
      };
      const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'teams' })}.${encode(claims)}`;
      return `${content}.${sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`;
    },
    stop: () => (server.closeAllConnections(), server.close()),
  };
}

const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
