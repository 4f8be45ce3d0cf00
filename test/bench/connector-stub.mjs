// Answers every connector request as Teams would, as cheaply as it can. A message that is waited for is passed on, and whatever is
// sent or updated in a conversation that is watched.
import { createServer } from 'node:http';

let count = 0;
/** A conversation whose next message is waited for. */
let waitedFor;
let watched;
const server = createServer((request, response) => {
  const isOf = (conversation) => conversation !== undefined && decodeURIComponent(request.url).includes(conversation);
  if (isOf(watched)) passOn(request);
  else if (request.method === 'POST' && isOf(waitedFor)) {
    waitedFor = undefined;
    passOn(request);
  } else request.resume();
  request.on('end', () => {
    count += 1;
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(`{"id":"m${count}"}`);
  });
});

function passOn(request) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => process.send({ message: JSON.parse(Buffer.concat(chunks).toString()) }));
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (asked) => {
  if ('watched' in asked) watched = asked.watched;
  else waitedFor = asked.conversation;
});
process.on('disconnect', () => process.exit());
