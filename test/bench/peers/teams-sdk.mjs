// The Teams SDK: its own App with one message handler.
import { PUBLIC } from '@microsoft/teams.api';
import { App } from '@microsoft/teams.apps';
import { announce, card, contentType } from './card.mjs';

const quiet = { debug() {}, info() {}, warn() {}, error: console.error, trace() {}, log() {}, child: () => quiet };
const { MicrosoftAppId: clientId, MicrosoftAppTenantId: tenantId, OPENID_ORIGIN: origin } = process.env;
// As in outbound.mjs: the token is there already. This SDK looks into it.
const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
const outboundToken = `${encode({ alg: 'RS256' })}.${encode({ exp: Math.floor(Date.now() / 1000) + 3600 })}.signature`;
const cloud = {
  ...PUBLIC,
  openIdMetadataUrl: `${origin}/.well-known/openidconfiguration`,
  tokenIssuer: process.env.ToBotFromChannelTokenIssuer,
};
const app = clientId
  ? new App({ clientId, tenantId, cloud, token: async () => outboundToken, logger: quiet })
  : new App({ skipAuth: true, logger: quiet });
app.on('message', async ({ send }) => {
  await send({ type: 'message', attachments: [{ contentType, content: card }] });
});
await app.start(0);
announce(app.http?.server ?? app.server?.adapter?.server ?? app.server);
