import { z } from 'zod';

const attachmentSchema = z.looseObject({ contentType: z.string(), content: z.unknown().optional() });

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

export const openSchema = windowSchema;
export const saySchema = windowSchema.extend({
  text: z.string().trim().min(1).max(28_000),
  mention: z.boolean(),
  thread: z.string().optional(),
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
export const readSchema = z.object({ as: z.string(), conversation: z.string() });
export const typingSchema = readSchema;
