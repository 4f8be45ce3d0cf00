import type { Request, Server } from 'restify';
import { FILES_PATH, UPLOADS_PATH, buildInvoke, describeUpload } from './activities';
import { deliverActivity } from './bot-client';
import type { LocalChannel } from './channel';
import { toContentDisposition } from './file-name';
import type { Incoming } from './file-store';
import { guardLocal, readBody, readParam, readQuery, sendFile, sendJson } from './http';
import type { ConversationAddress } from './identity';
import { LocalError, activityNotFound, badSyntax } from './local-error';
import { type PagePorts, ROOT, assertPersonal, buildFrame, locateFor, threadOf } from './page-window';
import { FILE_CONSENT, consentSchema, fileConsentSchema, uploadSchema } from './schema';

/** Files between a person and the bot: attached, fetched, offered, brought and saved. */
export function registerFiles(server: Server, ports: PagePorts): void {
  registerPageFiles(server, ports);
  registerDrive(server, ports);
}

/** What a person does with files. */
function registerPageFiles(server: Server, ports: PagePorts): void {
  const { channel, files, newId } = ports;

  server.post(
    `${ROOT}/files`,
    guardLocal(
      async (request, response) => {
        const { as, conversation, name } = uploadSchema.parse(Object.fromEntries(readQuery(request)));
        const { person, address } = await locateFor(channel, as, conversation);
        assertPersonal(address);
        const file = await files.keep(person.objectId, name, toIncoming(request));
        sendJson(response, 201, { id: file.id, name: file.name, size: file.size });
      },
      { takes: 'bytes' },
    ),
  );
  server.post(
    `${ROOT}/consent`,
    guardLocal(async (request, response) => {
      const answered = await readBody(request, consentSchema);
      const { person, address } = await locateFor(channel, answered.as, answered.conversation);
      const { name, content } = demandQuestion(channel, address, answered.message, answered.attachment);
      const threadId = threadOf(channel, address, answered.message);
      const frame = buildFrame(ports, person, address, answered, `f:${newId()}`, threadId);
      const { action } = answered;
      const value = {
        type: 'fileUpload',
        action,
        ...(action === 'decline'
          ? { context: content.declineContext }
          : {
              context: content.acceptContext,
              uploadInfo: describeUpload(ports.origin(), files.expect(person.objectId, name)),
            }),
      };
      const activity = buildInvoke(frame, 'fileConsent/invoke', value, answered.message);
      const { status, failure } = await deliverActivity(ports.origin(), activity);
      // This invoke's answer has no form of its own in which the bot could refuse.
      const refused = failure ?? (status >= 400 ? 'BotRefused' : undefined);
      sendJson(response, 200, { status, ...(refused && { failure: refused }) });
    }),
  );
}

/** What OneDrive does for Teams: gives and takes bytes at addresses that nobody can guess. */
function registerDrive(server: Server, { files }: PagePorts): void {
  server.get(
    `${FILES_PATH}/:id`,
    guardLocal(async (request, response) => {
      const { file, handle } = await files.read(readParam(request, 'id'));
      await sendFile(response, handle, file.size, { 'Content-Disposition': toContentDisposition(file.name) });
    }),
  );
  server.put(
    `${UPLOADS_PATH}/:uploadId`,
    guardLocal(
      async (request, response) => {
        const length = readWholeRange(request);
        const incoming = { ...toIncoming(request), length };
        const { id, name, size } = await files.receive(readParam(request, 'uploadId'), incoming);
        sendJson(response, 201, { id, name, size });
      },
      { takes: 'bytes' },
    ),
  );
}

function demandQuestion(channel: LocalChannel, address: ConversationAddress, messageId: string, index: number) {
  assertPersonal(address);
  const attachment = channel.find(address, messageId)?.content.attachments?.[index];
  if (attachment?.contentType !== FILE_CONSENT) throw activityNotFound();
  return fileConsentSchema.parse(attachment);
}

function toIncoming(request: Request): Incoming {
  const length = request.headers['content-length'];
  return { bytes: request as AsyncIterable<Buffer>, ...(length !== undefined && { length: Number(length) }) };
}

/** The size that `Content-Range` tells, in bytes; files are brought in one piece. */
function readWholeRange(request: Request): number {
  const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(request.headers['content-range'] ?? '') ?? [];
  if (total === undefined) throw badSyntax('Content-Range is missing, or has not the form `bytes 0-N/N+1`.');
  if (Number(first) === 0 && Number(last) + 1 === Number(total)) return Number(total);
  throw new LocalError(416, 'InvalidRange', 'A file is brought in one piece.');
}
