import { speak } from '../language/translate';
import { readerOf } from './draw';
import type { MatterCard } from './matter';
import { readMatter } from './matter-store';
import { languageFor } from './matter-view';
import { DeliveryError } from './messenger';
import { findOperation, type DeskParts } from './parts';
import { presentNotice } from './present';

/** A matter's card that was shown again further down: its message says so, because nobody brings it up to date any more. */
export async function pointOn(parts: DeskParts, shownBefore: MatterCard): Promise<void> {
  const { activityId, conversationId, matter: id, viewer } = shownBefore;
  const conversation = conversationId ? await parts.conversations.find(conversationId) : undefined;
  const matter = await readMatter(parts.database, id);
  if (!conversation || !activityId || !matter) return;
  const language = await languageFor(parts, await parts.account.user(viewer), conversation.locale);
  const { t } = speak(language);
  const operation = findOperation(parts, matter.operation) ?? null;
  const reader = readerOf(parts, operation, language, conversation.conversationId);
  const subject = matter.proposal.subject.name;
  const notice = presentNotice(reader, 'answered', t('dialogue/goes-on-below', { subject }), null);
  try {
    await parts.messenger.update(conversation, activityId, parts.cards.render(notice, language));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    parts.log.warn({ outcome: error.outcome, matter: id }, 'a card that goes on below could not be updated');
  }
}
