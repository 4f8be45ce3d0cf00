import type { Activity } from 'botbuilder';
import { z } from 'zod';

const downloadType = 'application/vnd.microsoft.teams.file.download.info';
const downloadSchema = z.looseObject({
  contentType: z.literal(downloadType),
  name: z.string().min(1).max(400),
  content: z.looseObject({ downloadUrl: z.url().max(4_096) }),
});

/** The file that a message of a personal chat brings along, and where it can be fetched; the first of several. */
export function fileIn({ attachments }: Pick<Activity, 'attachments'>): { name: string; url: string } | undefined {
  for (const attachment of attachments ?? []) {
    const parsed = downloadSchema.safeParse(attachment);
    if (parsed.success) return { name: parsed.data.name, url: parsed.data.content.downloadUrl };
  }
  return undefined;
}

const uploadSchema = z.looseObject({
  uploadUrl: z.url().max(4_096),
  contentUrl: z.url().max(4_096),
  name: z.string().max(400),
  uniqueId: z.string().max(256),
  fileType: z.string().max(64).default(''),
});
/** Where the platform lets a file be stored, once a person has agreed to it. */
export type Upload = z.output<typeof uploadSchema>;

const consentSchema = z.looseObject({
  type: z.literal('fileUpload'),
  action: z.enum(['accept', 'decline']),
  context: z.looseObject({ token: z.string().max(8_192) }),
  uploadInfo: uploadSchema.nullish(),
});

/** The answer to an offered file; without `upload` it was declined. */
export function consentIn({
  name,
  value,
}: Pick<Activity, 'name' | 'value'>): { token: string; upload?: Upload } | undefined {
  if (name !== 'fileConsent/invoke') return undefined;
  const parsed = consentSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { action, context, uploadInfo } = parsed.data;
  return { token: context.token, upload: action === 'accept' ? (uploadInfo ?? undefined) : undefined };
}

/** The message that links to a stored file. */
export function fileMessage({ contentUrl, name, uniqueId, fileType }: Upload): object {
  const attachment = {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl,
    name,
    content: { uniqueId, fileType },
  };
  return { type: 'message', attachments: [attachment] };
}
