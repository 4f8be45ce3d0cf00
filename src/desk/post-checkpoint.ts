import type { Checkpoints } from '../audit/checkpoint';
import { languageOf } from '../language/languages';
import { speak } from '../language/translate';
import { viewCheckpoint } from '../operations/audit/checkpoint-view';
import { readerOf } from './draw';
import { DeliveryError } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentView } from './present';

/** Whoever looks for a break compares with what was posted years ago. */
const comparableHours = 10 * 365 * 24;

/** Posts the newest checkpoint to the place that an admin chose, once on each day (UTC). */
export async function postCheckpoint(parts: DeskParts, checkpoints: Checkpoints): Promise<void> {
  const { checkpointPlaces, conversations, messenger, log } = parts;
  const day = parts.now().toISOString().slice(0, 10);
  const place = await checkpointPlaces.read();
  if (place.conversationId === null || (place.postedOn !== null && place.postedOn >= day)) return;
  const checkpoint = checkpoints.latest();
  const conversation = await conversations.find(place.conversationId);
  if (!checkpoint || !conversation || !(await checkpointPlaces.claim(day))) return;
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
  }
}
