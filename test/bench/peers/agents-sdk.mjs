// The Microsoft 365 Agents SDK: express, CloudAdapter, an AgentApplication with one message handler.
import { AgentApplication, CloudAdapter, MemoryStorage } from '@microsoft/agents-hosting';
import express from 'express';
import { announce, card, contentType } from './card.mjs';

const { MicrosoftAppId: clientId, MicrosoftAppTenantId: tenantId, OPENID_ORIGIN: authority } = process.env;
const adapter = clientId
  ? new CloudAdapter({ clientId, tenantId, authority, clientSecret: 'made-up' })
  : new CloudAdapter();
// As in outbound.mjs: the token is there already.
const provider = { getAccessToken: async () => 'outbound' };
if (clientId) adapter.connectionManager.getTokenProviderFromActivity = () => provider;
if (clientId) adapter.connectionManager.getTokenProvider = () => provider;
const agent = new AgentApplication({ storage: new MemoryStorage(), adapter });
agent.onActivity('message', async (context) => {
  await context.sendActivity({ type: 'message', attachments: [{ contentType, content: card }] });
});
const app = express();
app.use(express.json());
if (clientId) app.use((request, response, next) => adapter.authorizeRequest(request, response, next));
app.post('/api/messages', (request, response) => adapter.process(request, response, (context) => agent.run(context)));
announce(app.listen(0, '127.0.0.1'));
