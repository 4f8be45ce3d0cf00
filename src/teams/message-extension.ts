import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Found } from '../desk/desk';
import { writeOutTags } from '../desk/finish-card';
import { cardAttachment } from './messenger';

const querySchema = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), value: z.union([z.string(), z.boolean()]) })).max(10),
});

/** What was typed into the search of the message extension; empty when it is opened. */
export function queryIn({ name, value }: Pick<Activity, 'name' | 'value'>): string | undefined {
  if (name !== 'composeExtension/query') return undefined;
  const parsed = querySchema.safeParse(value);
  if (!parsed.success) return undefined;
  const query = parsed.data.parameters.find((parameter) => parameter.name === 'query');
  return typeof query?.value === 'string' ? query.value.slice(0, 256) : '';
}

/** The answer to a search: a list whose lines post a card each. */
export function answerWithFound(found: readonly Found[]): Partial<Activity> {
  const attachments = found.map(({ title, detail, card }) => ({
    ...cardAttachment(card.card),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: writeOutTags(title), text: writeOutTags(detail) },
    },
  }));
  const body = { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
  return { type: 'invokeResponse', value: { status: 200, body } };
}
