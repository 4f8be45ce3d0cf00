// Answers every connector request as Teams would, as cheaply as it can. A message that is waited for is passed on.
import { createServer } from 'node:http';

let count = 0;
/** A conversation whose next message is waited for. */
let waitedFor;
const server = createServer((request, response) => {
  const isNew = request.method === 'POST';
  if (isNew && waitedFor !== undefined && decodeURIComponent(request.url).includes(waitedFor)) passOn(request);
  else request.resume();
  request.on('end', () => {
    count += 1;
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(`{"id":"m${count}"}`);
  });
});

function passOn(request) {
  waitedFor = undefined;
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => process.send({ message: JSON.parse(Buffer.concat(chunks).toString()) }));
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', ({ conversation }) => {
  waitedFor = conversation;
});
process.on('disconnect', () => process.exit());
