// The floor: the same exchange over restify and undici, with no SDK in between.
import restify from 'restify';
import { Agent, request as send } from 'undici';
import { announce, card, contentType } from './card.mjs';

const dispatcher = new Agent({ keepAliveTimeout: 60_000 });
const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  const { serviceUrl, conversation, recipient } = request.body;
  const { body } = await send(`${serviceUrl}/v3/conversations/${encodeURIComponent(conversation.id)}/activities`, {
    dispatcher,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', from: recipient, attachments: [{ contentType, content: card }] }),
  });
  await body.json();
  response.send(200);
});
server.listen(0, '127.0.0.1');
announce(server.server);
