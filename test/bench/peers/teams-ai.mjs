// teams-ai as its samples set it up: restify, TeamsAdapter, an Application with one message handler.
import teamsAi from '@microsoft/teams-ai';
import botbuilder from 'botbuilder';
import restify from 'restify';
import { announce, card, contentType } from './card.mjs';
import { outbound } from './outbound.mjs';

const { Application, TeamsAdapter } = teamsAi;
const adapter = new TeamsAdapter(process.env, outbound);
const app = new Application({ storage: new botbuilder.MemoryStorage() });
app.activity('message', async (context) => {
  await context.sendActivity({ type: 'message', attachments: [{ contentType, content: card }] });
});
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, (context) => app.run(context));
});
server.listen(0, '127.0.0.1');
announce(server.server);
