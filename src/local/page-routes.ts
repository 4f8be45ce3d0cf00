import type { Server } from 'restify';
import { type ActivityFrame, buildInstallation, buildInvoke, buildMessage, buildSubmit } from './activities';
import { deliverActivity } from './bot-client';
import type { LocalMessage } from './channel';
import { FILE_LIMIT, type KeptFile, fileNotFound } from './file-store';
import { guardLocal, readBody, readQuery, sendJson } from './http';
import { activityNotFound } from './local-error';
import { type PagePorts, ROOT, assertPersonal, buildFrame, demandPerson, locateFor, threadOf } from './page-window';
import {
  MESSAGE_FILES,
  invokeSchema,
  openSchema,
  readSchema,
  retrySchema,
  saySchema,
  submitSchema,
  typingSchema,
} from './schema';

/** What the page asks of the server: who there is, what was said, and everything a person does. */
export function registerPageApi(server: Server, ports: PagePorts): void {
  registerReading(server, ports);
  registerActing(server, ports);
  registerOpening(server, ports);
}

function registerReading(server: Server, { channel, live, people, newId, botName }: PagePorts): void {
  // Another value after a restart tells the windows that what they show is from before.
  const run = newId();
  const limits = { fileBytes: FILE_LIMIT, files: MESSAGE_FILES };

  server.get(
    `${ROOT}/people`,
    guardLocal(async (request, response) => {
      const locale = readQuery(request).get('locale') ?? undefined;
      const list = (await people(locale)).map((person) => ({ ...person, unread: channel.unread(person.objectId) }));
      sendJson(response, 200, { people: list, botName, run, limits });
    }),
  );
  server.get(
    `${ROOT}/conversations`,
    guardLocal(async (request, response) => {
      const person = await demandPerson(channel, readQuery(request).get('as'));
      const size = (await people()).length;
      sendJson(response, 200, { conversations: channel.summaries(person.objectId), size });
    }),
  );
  server.get(
    `${ROOT}/history`,
    guardLocal(async (request, response) => {
      const query = readQuery(request);
      const place = await locateFor(channel, query.get('as'), query.get('conversation') ?? '');
      sendJson(response, 200, { messages: channel.history(place.address), run });
    }),
  );
  server.get(
    `${ROOT}/live`,
    guardLocal(async (request, response) => {
      const person = await demandPerson(channel, readQuery(request).get('as'));
      live.subscribe(person.objectId, response, { run });
    }),
  );
  server.post(
    `${ROOT}/read`,
    guardLocal(async (request, response) => {
      const { as, conversation } = await readBody(request, readSchema);
      const { person, address } = await locateFor(channel, as, conversation);
      channel.markRead(person.objectId, address);
      sendJson(response, 200, {});
    }),
  );
  server.post(
    `${ROOT}/typing`,
    guardLocal(async (request, response) => {
      const { as, conversation } = await readBody(request, typingSchema);
      const { person, address } = await locateFor(channel, as, conversation);
      await channel.showTyping(address, person.displayName, person.objectId);
      sendJson(response, 200, {});
    }),
  );
}

function registerActing(server: Server, ports: PagePorts): void {
  const { channel, newId } = ports;

  async function deliverMessage(frame: ActivityFrame, message: LocalMessage): Promise<LocalMessage> {
    const { content, files = [] } = message;
    const activity = buildMessage(frame, { text: content.text ?? '', files }, message.threadId);
    const { failure } = await deliverActivity(ports.origin(), activity);
    if (failure !== message.failure) await channel.markFailure(message, failure);
    return message;
  }

  server.post(
    `${ROOT}/say`,
    guardLocal(async (request, response) => {
      const said = await readBody(request, saySchema);
      const { person, address } = await locateFor(channel, said.as, said.conversation);
      const from = { name: person.displayName, objectId: person.objectId, bot: false };
      const mention = address.kind !== 'personal' && said.mention;
      const content = { text: said.text, textFormat: 'plain', ...(mention && { entities: [{ type: 'mention' }] }) };
      const files = said.files.map((id) => demandOwnFile(ports, person.objectId, id));
      if (files.length > 0) assertPersonal(address);
      const more = { ...(said.thread && { threadId: said.thread }), ...(files.length > 0 && { files }) };
      const message = await channel.add(address, { from, content, locale: said.locale, ...more });
      channel.markRead(person.objectId, address);
      // Teams gives a bot only those messages of groups and channels that mention it.
      const delivered = address.kind === 'personal' || said.mention;
      const frame = buildFrame(ports, person, address, said, message.id, message.threadId ?? message.id);
      sendJson(response, 200, { delivered, message: delivered ? await deliverMessage(frame, message) : message });
    }),
  );
  server.post(
    `${ROOT}/retry`,
    guardLocal(async (request, response) => {
      const retried = await readBody(request, retrySchema);
      const { person, address } = await locateFor(channel, retried.as, retried.conversation);
      const message = channel.find(address, retried.message);
      if (message?.from.objectId !== person.objectId) throw activityNotFound();
      const frame = buildFrame(ports, person, address, retried, message.id, message.threadId ?? message.id);
      sendJson(response, 200, { delivered: true, message: await deliverMessage(frame, message) });
    }),
  );
  server.post(
    `${ROOT}/submit`,
    guardLocal(async (request, response) => {
      const submitted = await readBody(request, submitSchema);
      const { person, address } = await locateFor(channel, submitted.as, submitted.conversation);
      const threadId = threadOf(channel, address, submitted.message);
      if (submitted.displayText) {
        const from = { name: person.displayName, objectId: person.objectId, bot: false };
        await channel.add(address, { from, content: { text: submitted.displayText, textFormat: 'plain' }, threadId });
      }
      const frame = buildFrame(ports, person, address, submitted, newId(), threadId);
      const activity = buildSubmit(frame, submitted.message, submitted.value, submitted.text);
      sendJson(response, 200, await deliverActivity(ports.origin(), activity));
    }),
  );
  server.post(
    `${ROOT}/invoke`,
    guardLocal(async (request, response) => {
      const invoked = await readBody(request, invokeSchema);
      const { person, address } = await locateFor(channel, invoked.as, invoked.conversation);
      const threadId = threadOf(channel, address, invoked.message ?? newId());
      const frame = buildFrame(ports, person, address, invoked, `f:${newId()}`, threadId);
      const activity = buildInvoke(frame, invoked.name, invoked.value, invoked.message);
      const delivery = await deliverActivity(ports.origin(), activity);
      // The answer stands above every version of the message that the bot stored before it answered.
      const version = invoked.message ? channel.find(address, invoked.message)?.version : undefined;
      sendJson(response, 200, { ...delivery, version });
    }),
  );
}

function registerOpening(server: Server, ports: PagePorts): void {
  const { channel, newId } = ports;

  server.post(
    `${ROOT}/open`,
    guardLocal(async (request, response) => {
      const opened = await readBody(request, openSchema);
      const { person, address } = await locateFor(channel, opened.as, opened.conversation);
      if (!channel.claimFirstOpening(address)) return sendJson(response, 200, { installed: false });
      const frame = buildFrame(ports, person, address, opened, `f:${newId()}`, newId());
      let failure: string | undefined;
      for (const activity of buildInstallation(frame, `f:${newId()}`))
        failure ??= (await deliverActivity(ports.origin(), activity)).failure;
      sendJson(response, 200, { installed: true, ...(failure && { failure }) });
    }),
  );
}

function demandOwnFile({ files }: PagePorts, ownerId: string, id: string): KeptFile {
  const file = files.find(id);
  if (file?.ownerId !== ownerId) throw fileNotFound();
  return file;
}
