// The Microsoft 365 Agents SDK: express, CloudAdapter, an AgentApplication with one message handler.
import { AgentApplication, CloudAdapter, MemoryStorage } from '@microsoft/agents-hosting';
import express from 'express';
import { announce, card, contentType } from './card.mjs';

const adapter = new CloudAdapter();
const agent = new AgentApplication({ storage: new MemoryStorage(), adapter });
agent.onActivity('message', async (context) => {
  await context.sendActivity({ type: 'message', attachments: [{ contentType, content: card }] });
});
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response) => adapter.process(request, response, (context) => agent.run(context)));
announce(app.listen(0, '127.0.0.1'));
