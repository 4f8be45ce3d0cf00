import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { type AppCredentials, AuthenticationConstants, type BotFrameworkAuthentication } from 'botframework-connector';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata';
import type { BotRegistration } from '../config';
import { createLoopbackToken } from './loopback-token';

/** What checks inbound tokens and gets outbound ones. */
export interface BotAuthentication {
  inbound: BotFrameworkAuthentication;
  /** A bearer token for the connector; undefined in local mode. */
  outboundToken: () => Promise<string | undefined>;
  /** The only issuer whose tokens are taken; undefined in local mode, where there are none. */
  issuer: string | undefined;
  /** Whether a signing key may vouch for a channel: the SDK asks this only of keys that carry any endorsement at all. */
  isEndorsed: (keyId: string, channelId: string) => Promise<boolean>;
}

/** Whether a header has the form of a bearer token; whether it is a good one is told with the activity. */
export function isBearerToken(authorization: string): boolean {
  return /^Bearer [\w-]+\.[\w-]+\.[\w-]*$/.test(authorization);
}

export function createBotAuthentication(bot: BotRegistration | null): BotAuthentication {
  if (!bot) {
    // An empty app id turns the SDK's checks off: config.ts allows it only on loopback.
    const inbound = new ConfigurationBotFrameworkAuthentication({}, undefined, undefined, undefined, {
      noRetryPolicy: true,
    });
    return {
      inbound,
      outboundToken: () => Promise.resolve(undefined),
      issuer: undefined,
      isEndorsed: () => Promise.resolve(true),
    };
  }
  const options = {
    MicrosoftAppId: bot.id,
    MicrosoftAppPassword: bot.certificate ? undefined : bot.password,
    MicrosoftAppTenantId: bot.tenantId,
    MicrosoftAppType: bot.type,
    ...(bot.certificate ? readCertificate(bot.certificate) : {}),
    ...(bot.urls ?? {}),
  };
  const factory = new ConfigurationServiceClientCredentialFactory(options);
  const metadata = new OpenIdMetadata(
    bot.urls?.ToBotFromChannelOpenIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  );
  return {
    inbound: new ConfigurationBotFrameworkAuthentication(options, factory, undefined, undefined, {
      noRetryPolicy: true,
    }),
    outboundToken: createOutboundToken(bot, factory),
    issuer: bot.urls?.ToBotFromChannelTokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
    async isEndorsed(keyId, channelId) {
      const key = await metadata.getKey(keyId);
      return key?.endorsements?.includes(channelId) ?? false;
    },
  };
}

function createOutboundToken(
  bot: BotRegistration,
  factory: ConfigurationServiceClientCredentialFactory,
): () => Promise<string> {
  const loginUrl = bot.urls?.ToChannelFromBotLoginUrl ?? AuthenticationConstants.ToChannelFromBotLoginUrl;
  const audience = bot.urls?.ToChannelFromBotOAuthScope ?? AuthenticationConstants.ToChannelFromBotOAuthScope;
  if (loginUrl.startsWith('http:') && bot.password) {
    return createLoopbackToken({ loginUrl, clientId: bot.id, secret: bot.password, audience });
  }
  let credentials: Promise<AppCredentials> | undefined;
  return async () => {
    credentials ??= factory.createCredentials(bot.id, audience, loginUrl, true) as Promise<AppCredentials>;
    return await (await credentials).getToken();
  };
}

/** BOT_CERTIFICATE: a PEM with certificate and private key, or the path of such a file. */
function readCertificate(certificate: string): Record<string, string> {
  const pem = certificate.includes('-----BEGIN') ? certificate : readFileSync(certificate, 'utf8');
  const thumbprint = createHash('sha1').update(new X509Certificate(pem).raw).digest('hex').toUpperCase();
  return {
    [AuthenticationConstants.CertificateThumbprint]: thumbprint,
    [AuthenticationConstants.CertificatePrivateKey]: pem,
  };
}
