// The Teams SDK: its own App with one message handler.
import { App } from '@microsoft/teams.apps';
import { announce, card, contentType } from './card.mjs';

const quiet = { debug() {}, info() {}, warn() {}, error: console.error, trace() {}, log() {}, child: () => quiet };
const app = new App({ skipAuth: true, logger: quiet });
app.on('message', async ({ send }) => {
  await send({ type: 'message', attachments: [{ contentType, content: card }] });
});
await app.start(0);
announce(app.http?.server ?? app.server?.adapter?.server ?? app.server);
