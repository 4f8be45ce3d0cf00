import { z } from 'zod';

/** The content types in which Teams and a bot hand files to each other. */
export const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
export const FILE_CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
export const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';

/** A bot's question whether it may bring a file. */
export const fileConsentSchema = z.looseObject({
  name: z.string().min(1),
  content: z.looseObject({
    description: z.string().nullish(),
    /** Told before the file is brought; in bytes. */
    sizeInBytes: z.number().int().min(0),
    acceptContext: z.unknown().optional(),
    declineContext: z.unknown().optional(),
  }),
});
/** A file that a bot has brought. */
const fileInfoSchema = z.looseObject({
  contentUrl: z.url({ protocol: /^https?$/ }),
  name: z.string().min(1),
  content: z.looseObject({ uniqueId: z.string().min(1), fileType: z.string() }),
});

const attachmentSchema = z
  .looseObject({
    contentType: z.string(),
    contentUrl: z.string().nullish(),
    name: z.string().nullish(),
    content: z.unknown().optional(),
  })
  .superRefine((attachment, context) => {
    const form = { [FILE_CONSENT]: fileConsentSchema, [FILE_INFO]: fileInfoSchema }[attachment.contentType];
    const issues = form?.safeParse(attachment).error?.issues ?? [];
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path, message });
  });

/** What the bot sends, as far as the local channel looks at it; the rest is passed on to the page untouched. */
export const botActivitySchema = z.looseObject({
  type: z.string(),
  text: z.string().nullish(),
  textFormat: z.string().nullish(),
  summary: z.string().nullish(),
  locale: z.string().nullish(),
  replyToId: z.string().nullish(),
  attachments: z.array(attachmentSchema).nullish(),
  attachmentLayout: z.string().nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  suggestedActions: z.looseObject({ actions: z.array(z.looseObject({})).nullish() }).nullish(),
});
export type BotActivity = z.infer<typeof botActivitySchema>;

export const createConversationSchema = z.looseObject({
  isGroup: z.boolean().nullish(),
  members: z.array(z.looseObject({ id: z.string().min(1) })).nullish(),
  channelData: z.looseObject({ channel: z.looseObject({ id: z.string() }).nullish() }).nullish(),
  activity: botActivitySchema.nullish(),
});

/** Who acts in a window, where, and how their client is set. */
const windowSchema = z.object({
  as: z.string().min(1),
  conversation: z.string().min(1),
  locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/),
  timeZone: z.string().max(64),
  /** Minutes east of UTC. */
  utcOffset: z.number().int().min(-840).max(840),
});
export type ClientWindow = z.infer<typeof windowSchema>;

/** As many as Teams takes in one message. */
export const MESSAGE_FILES = 10;

export const openSchema = windowSchema;
export const saySchema = windowSchema
  .extend({
    text: z.string().trim().max(28_000),
    mention: z.boolean(),
    thread: z.string().optional(),
    /** Ids of files that the person uploaded. */
    files: z.array(z.string()).max(MESSAGE_FILES).default([]),
  })
  .refine(({ text, files }) => text !== '' || files.length > 0, {
    path: ['text'],
    message: 'There is nothing to say.',
  });
export const retrySchema = windowSchema.extend({ message: z.string() });
export const submitSchema = windowSchema.extend({
  message: z.string(),
  value: z.unknown(),
  text: z.string().optional(),
  displayText: z.string().optional(),
});
export const invokeSchema = windowSchema.extend({
  message: z.string().optional(),
  name: z.enum(['adaptiveCard/action', 'task/fetch', 'task/submit']),
  value: z.record(z.string(), z.unknown()),
});
/** A person's answer to the bot's question whether it may bring a file. */
export const consentSchema = windowSchema.extend({
  message: z.string(),
  /** Which of the message's attachments asks. */
  attachment: z.number().int().min(0),
  action: z.enum(['accept', 'decline']),
});
export const uploadSchema = z.object({ as: z.string(), conversation: z.string(), name: z.string().min(1) });
export const readSchema = z.object({ as: z.string(), conversation: z.string() });
export const typingSchema = readSchema;
