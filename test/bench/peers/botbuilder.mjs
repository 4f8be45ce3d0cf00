// botbuilder as its samples set it up: restify, CloudAdapter, an activity handler that answers with a card.
import botbuilder from 'botbuilder';
import restify from 'restify';
import { announce, card, contentType } from './card.mjs';
import { outbound } from './outbound.mjs';

const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } = botbuilder;
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env, outbound));
class Echo extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity({ type: 'message', attachments: [{ contentType, content: card }] });
      await next();
    });
  }
}
const bot = new Echo();
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  await adapter.process(request, response, (context) => bot.run(context));
});
server.listen(0, '127.0.0.1');
announce(server.server);
