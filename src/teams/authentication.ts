import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { type AppCredentials, AuthenticationConstants, type BotFrameworkAuthentication } from 'botframework-connector';
import type { BotRegistration } from '../config';

/** What checks inbound tokens and gets outbound ones. */
export interface BotAuthentication {
  inbound: BotFrameworkAuthentication;
  /** A bearer token for the connector; undefined in local mode. */
  outboundToken: () => Promise<string | undefined>;
  /** The only issuer whose tokens are taken; undefined in local mode, where there are none. */
  issuer: string | undefined;
}

export function createBotAuthentication(bot: BotRegistration | null): BotAuthentication {
  if (!bot) {
    // An empty app id turns the SDK's checks off: config.ts allows it only on loopback.
    const inbound = new ConfigurationBotFrameworkAuthentication({}, undefined, undefined, undefined, {
      noRetryPolicy: true,
    });
    return { inbound, outboundToken: () => Promise.resolve(undefined), issuer: undefined };
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
  const loginUrl = bot.urls?.ToChannelFromBotLoginUrl ?? AuthenticationConstants.ToChannelFromBotLoginUrl;
  const audience = bot.urls?.ToChannelFromBotOAuthScope ?? AuthenticationConstants.ToChannelFromBotOAuthScope;
  let credentials: Promise<AppCredentials> | undefined;
  return {
    inbound: new ConfigurationBotFrameworkAuthentication(options, factory, undefined, undefined, {
      noRetryPolicy: true,
    }),
    async outboundToken() {
      credentials ??= factory.createCredentials(bot.id, audience, loginUrl, true) as Promise<AppCredentials>;
      return await (await credentials).getToken();
    },
    issuer: bot.urls?.ToBotFromChannelTokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
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
