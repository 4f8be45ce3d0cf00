import type { User } from '../account/user';
import { rolesWith } from '../account/rights';
import { speak } from '../language/translate';
import { readSources } from '../notices/announce';
import type { NewsSource } from '../notices/deliveries';
import { viewPreview } from '../operations/offers/preview-view';
import { readPreview } from '../operations/offers/read-preview';
import type { NewsPreviewsTable } from '../store/schema';
import { languageFor } from './matter-view';
import { DeliveryError, type ConversationReference, type FinishedCard } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentView } from './present';
import { reachPersonal } from './reach';

/** How long the buttons of a preview work, in hours: until the next month's sheet. */
const previewButtonHours = 31 * 24;

/**
 * Brings news that waits for an admin to all of them, each in their own chat, and every such card to what was decided since.
 * What is shown is a row, so it goes on where it stopped after a restart.
 */
export async function deliverPreviews(parts: DeskParts): Promise<void> {
  for (const source of await readSources(parts.database, 'waiting')) await askAdmins(parts, source);
  const behind = await parts.database
    .selectFrom('news_previews')
    .innerJoin('announced', (join) =>
      join
        .onRef('announced.source', '=', 'news_previews.source')
        .onRef('announced.source_id', '=', 'news_previews.source_id'),
    )
    .selectAll('news_previews')
    .select('announced.state')
    .whereRef('shown', '!=', 'announced.state')
    .where('shown', '!=', lost)
    // To those who were never asked there is nothing to say afterwards, and what is released is soon announced.
    .where((row) => row.or([row('activity_id', 'is not', null), row('announced.state', '=', 'waiting')]))
    .where('announced.state', '!=', 'released')
    .limit(100)
    .execute();
  for (const { state, ...preview } of behind) await deliver(parts, preview, state);
}

/** The message is gone, or the chat is closed. */
const lost = 'lost';

async function askAdmins(parts: DeskParts, { kind, id }: NewsSource): Promise<void> {
  const asked = await parts.database
    .selectFrom('news_previews')
    .select('viewer')
    .where('source', '=', kind)
    .where('source_id', '=', id)
    .execute();
  const known = new Set(asked.map(({ viewer }) => viewer));
  const admins = await parts.account.holders(rolesWith('news.manage'));
  const near = await parts.database.selectFrom('subscriptions').select('conversation_id').limit(1).executeTakeFirst();
  for (const { objectId } of admins.filter(isReachable)) {
    if (known.has(objectId)) continue;
    const chat = await reachPersonal(parts, objectId, near?.conversation_id ?? '');
    const row = { source: kind, source_id: id, viewer: objectId, activity_id: null };
    await parts.database
      .insertInto('news_previews')
      .values({ ...row, conversation_id: chat?.conversationId ?? '', shown: chat ? '' : lost })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function isReachable({ enabled, userType, deletedAt }: User): boolean {
  return enabled && userType !== 'Guest' && deletedAt === null;
}

async function deliver(parts: DeskParts, preview: NewsPreviewsTable, state: string): Promise<void> {
  const conversation = await parts.conversations.find(preview.conversation_id);
  const card = conversation && (await draw(parts, preview, conversation));
  if (!card) return await note(parts, preview, { shown: lost });
  try {
    if (preview.activity_id === null) {
      // Noted first: after a crash nobody is asked twice, and the list of news has it.
      await note(parts, preview, { shown: lost });
      const activity_id = await parts.messenger.send(conversation, card);
      await note(parts, preview, { activity_id, shown: state });
    } else {
      await parts.messenger.update(conversation, preview.activity_id, card);
      await note(parts, preview, { shown: state });
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    parts.log.warn({ outcome: error.outcome, viewer: preview.viewer }, 'a preview of news was not delivered');
    // What may be tried again is, on the next sweep.
    await note(parts, preview, { shown: error.outcome === 'busy' ? preview.shown : lost });
  }
}

async function draw(
  parts: DeskParts,
  { source, source_id, viewer }: NewsPreviewsTable,
  { conversationId, locale }: ConversationReference,
): Promise<FinishedCard | undefined> {
  const now = parts.now();
  const news = { kind: source, id: source_id };
  const preview = await readPreview({ ...parts, now }, news, now.toISOString().slice(0, 10));
  const admin = await parts.account.user(viewer);
  if (!preview || !admin) return undefined;
  const language = await languageFor(parts, admin, locale);
  const speech = speak(language);
  const reader = {
    account: parts.account,
    tokens: parts.tokens,
    speech,
    conversationId,
    now,
    operation: findOperation(parts, 'offers.preview') ?? null,
    buttonHours: previewButtonHours,
  };
  return parts.cards.render(presentView(reader, viewPreview(speech, preview)), language);
}

async function note(
  parts: DeskParts,
  { source, source_id, viewer }: NewsPreviewsTable,
  changed: Partial<NewsPreviewsTable>,
): Promise<void> {
  await parts.database
    .updateTable('news_previews')
    .set(changed)
    .where('source', '=', source)
    .where('source_id', '=', source_id)
    .where('viewer', '=', viewer)
    .execute();
}
