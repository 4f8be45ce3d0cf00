import { z } from 'zod';

const loopbackUrl = z.url().startsWith('http://127.0.0.1:');

/** What Teams tells of a file that a person attached; nothing more and nothing less. */
export const downloadSchema = z.strictObject({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  contentUrl: loopbackUrl,
  name: z.string().min(1),
  content: z.strictObject({ downloadUrl: loopbackUrl, uniqueId: z.guid(), fileType: z.string() }),
});
export type Download = z.infer<typeof downloadSchema>;

/** A person's answer to the bot's question whether it may bring a file. */
export const consentAnswerSchema = z.discriminatedUnion('action', [
  z.strictObject({
    type: z.literal('fileUpload'),
    action: z.literal('accept'),
    context: z.unknown(),
    uploadInfo: z.strictObject({
      contentUrl: loopbackUrl,
      name: z.string().min(1),
      uploadUrl: loopbackUrl,
      uniqueId: z.guid(),
      fileType: z.string(),
    }),
  }),
  z.strictObject({ type: z.literal('fileUpload'), action: z.literal('decline'), context: z.unknown() }),
]);
export type UploadInfo = Extract<z.infer<typeof consentAnswerSchema>, { action: 'accept' }>['uploadInfo'];

export const AUDIT = 'who;what\r\nMarie;password.reset\r\n';

export const auditConsent = (name = 'audit.csv') => ({
  contentType: 'application/vnd.microsoft.teams.card.file.consent',
  name,
  content: {
    description: 'The audit trail of October',
    sizeInBytes: Buffer.byteLength(AUDIT),
    acceptContext: { token: 'yes' },
    declineContext: { token: 'no' },
  },
});

export const fileInfo = ({ contentUrl, name, uniqueId, fileType }: UploadInfo) => ({
  contentType: 'application/vnd.microsoft.teams.card.file.info',
  contentUrl,
  name,
  content: { uniqueId, fileType },
});

/** Brings the bytes in one piece, as a bot does to OneDrive. */
export function bring({ uploadUrl }: UploadInfo, bytes: Buffer, range?: string): Promise<Response> {
  const headers = { 'Content-Range': range ?? `bytes 0-${bytes.length - 1}/${bytes.length}` };
  return fetch(uploadUrl, { method: 'PUT', headers, body: bytes });
}
