import { rolesWith } from '../account/rights';
import type { User } from '../account/user';
import { appendAuditEntry } from '../audit/audit-trail';
import type { Checkpoints } from '../audit/checkpoint';
import type { CheckpointPlace } from '../audit/checkpoint-place';
import { languageOf } from '../language/languages';
import { speak } from '../language/translate';
import { viewCheckpoint } from '../operations/audit/checkpoint-view';
import type { Button } from '../operations/operation';
import { readerOf } from './draw';
import { languageFor } from './matter-view';
import { DeliveryError } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentNotice, presentView } from './present';

/** Whoever looks for a break compares with what was posted years ago. */
const comparableHours = 10 * 365 * 24;

/** Posts the newest checkpoint to the place that an admin chose, once on each day (UTC). */
export async function postCheckpoint(parts: DeskParts, checkpoints: Checkpoints): Promise<void> {
  const { checkpointPlaces, conversations, messenger, log } = parts;
  const day = parts.now().toISOString().slice(0, 10);
  const place = await checkpointPlaces.read();
  if (place.conversationId === null || (place.postedOn !== null && place.postedOn >= day)) return;
  const conversation = await conversations.find(place.conversationId);
  if (!conversation) return await stopPosting(parts, place);
  const checkpoint = checkpoints.latest();
  if (!checkpoint || !(await checkpointPlaces.claim(day))) return;
  const language = languageOf(place.language);
  const operation = findOperation(parts, 'audit.verify') ?? null;
  const reader = { ...readerOf(parts, operation, language, place.conversationId), buttonHours: comparableHours };
  const card = parts.cards.render(presentView(reader, viewCheckpoint(speak(language), checkpoint)), language);
  try {
    await messenger.send(conversation, card);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ outcome: error.outcome }, 'a checkpoint could not be posted');
    // Only what certainly was not sent is sent again on this day.
    if (error.outcome === 'busy') await checkpointPlaces.release(place);
    if (error.outcome === 'gone') await stopPosting(parts, place);
  }
}

/**
 * The desk was removed from the conversation, or that is no more: nothing is posted until an admin chooses another one, and
 * one of them is told so, once.
 */
async function stopPosting(parts: DeskParts, { conversationId, language, version }: CheckpointPlace): Promise<void> {
  const chooser = await lastChooser(parts);
  const stopped = await parts.database.transaction().execute(async (transaction) => {
    if (!(await parts.checkpointPlaces.within(transaction).choose(null, language, version))) return false;
    const changes = [{ field: 'checkpointPlace', from: 'values/another-conversation', to: null }];
    const event = {
      operation: id,
      outcome: 'done' as const,
      actor: null,
      subject: conversationId,
      details: { changes },
    };
    await appendAuditEntry(transaction, event, parts.now());
    return true;
  });
  if (!stopped) return;
  const readers = await parts.account.holders(rolesWith('audit.read'));
  const asked = readers.filter(({ objectId }) => objectId === chooser);
  for (const reader of [...asked, ...readers]) if (await tell(parts, reader)) return;
  parts.log.warn('no checkpoint is posted any more, and nobody could be told');
}

const id = 'audit.post-checkpoints';

/** Object id of whoever chose where checkpoints are posted. */
async function lastChooser({ audit }: DeskParts): Promise<string | undefined> {
  const entries = await audit.entries({ operation: id, limit: 20 });
  return entries.find(({ outcome, actor }) => outcome === 'done' && actor !== null)?.actor ?? undefined;
}

async function tell(parts: DeskParts, admin: User): Promise<boolean> {
  const chat = await parts.conversations.personalOf(admin.objectId);
  if (!chat) return false;
  const language = await languageFor(parts, admin, chat.locale);
  const reader = readerOf(parts, findOperation(parts, id) ?? null, language, chat.conversationId);
  const { t } = reader.speech;
  const verify: Button = {
    id: 'open',
    title: t('audit.verify/title'),
    request: { operation: 'audit.verify', slots: {} },
  };
  const notice = presentNotice(reader, 'failed', t(`${id}/lost`), t(`${id}/lost-do`), [verify]);
  try {
    await parts.messenger.send(chat, parts.cards.render(notice, language));
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return false;
  }
}
