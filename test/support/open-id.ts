import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The bot as it is registered with the server. */
export const registration = {
  id: '8b0f3c52-4f5d-4a64-9d53-0d2f6f1e7c11',
  password: 'a-secret-that-no-message-may-hold',
  issuer: 'https://channel.test',
};

/** The published keys, by their ids: what a channel may sign with depends on its key's endorsements. */
const endorsements = { teams: ['msteams', 'webchat'], webchat: ['webchat'], unendorsed: undefined } as const;
export type KeyId = keyof typeof endorsements;

export interface TokenOptions {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  /** `impostor` signs with a key that the server never published, under the id of one that it did. */
  signer?: 'server' | 'impostor' | 'none' | 'public-key-as-secret';
}

/** An OpenID server as the Bot Framework has it: metadata, signing keys, and tokens for what the bot sends. */
export interface OpenIdServer {
  /** The environment of a desk that trusts this server. */
  environment: Record<string, string>;
  /** An inbound token, good unless something is put in the place of its parts. */
  token(serviceUrl: string, options?: TokenOptions): string;
  /** The forms with which the bot asked for outbound tokens. */
  grants: Record<string, string>[];
  outboundToken: string;
  close(): Promise<void>;
}

export async function startOpenIdServer(tenantId: string): Promise<OpenIdServer> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const impostor = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = own.publicKey.export({ format: 'jwk' });
  const keys = Object.entries(endorsements).map(([kid, endorsed]) => ({
    ...jwk,
    kid,
    use: 'sig',
    endorsements: endorsed,
  }));
  const grants: Record<string, string>[] = [];
  const outboundToken = 'outbound-token-of-the-test';

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const send = (status: number, body: object) => {
      // restify replaces writeHead for every server of the process by one that returns nothing.
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration')
      return send(200, { issuer: registration.issuer, jwks_uri: `${origin}/keys` });
    if (request.url === '/keys') return send(200, { keys });
    if (request.url !== '/login/oauth2/v2.0/token') return send(404, {});
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    grants.push(form);
    if (form.client_secret !== registration.password) return send(401, { error: 'invalid_client' });
    send(200, { token_type: 'Bearer', expires_in: 3600, access_token: outboundToken });
  }

  return {
    environment: {
      BOT_ID: registration.id,
      BOT_PASSWORD: registration.password,
      BOT_TENANT_ID: tenantId,
      ALLOWED_TENANTS: tenantId,
      SAMPLE_ACCOUNT: '1',
      HOST: '127.0.0.1',
      CONNECTOR_HOSTS: '127.0.0.1',
      ToBotFromChannelOpenIdMetadataUrl: `${origin}/.well-known/openid-configuration`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${origin}/.well-known/openid-configuration`,
      ToChannelFromBotLoginUrl: `${origin}/login`,
      ToChannelFromBotOAuthScope: 'https://api.channel.test',
      ToBotFromChannelTokenIssuer: registration.issuer,
      OAuthUrl: `${origin}/oauth`,
    },
    token(serviceUrl, { header, claims, signer = 'server' } = {}) {
      const now = Math.floor(Date.now() / 1000);
      const head = { alg: 'RS256', typ: 'JWT', kid: 'teams', ...header };
      const body = {
        iss: registration.issuer,
        aud: registration.id,
        iat: now,
        nbf: now,
        exp: now + 3600,
        serviceurl: serviceUrl,
        ...claims,
      };
      const content = `${encode(head)}.${encode(body)}`;
      switch (signer) {
        case 'none':
          return `${content}.`;
        case 'public-key-as-secret':
          return `${content}.${hmac(content, own.publicKey)}`;
        case 'impostor':
          return `${content}.${rs256(content, impostor.privateKey)}`;
        case 'server':
          return `${content}.${rs256(content, own.privateKey)}`;
      }
    },
    grants,
    outboundToken,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function rs256(content: string, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(content), key).toString('base64url');
}

/** The old confusion of algorithms: everybody knows the public key, so everybody could sign with it as a secret. */
function hmac(content: string, publicKey: KeyObject): string {
  return createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' }))
    .update(content)
    .digest('base64url');
}
