import { draw, type Drawn } from './draw';
import { noteShown, readCard } from './matter-cards';
import { DeliveryError } from './messenger';
import type { RoadParts } from './parts';
import { presentNotice, type Reader } from './present';
import type { Reply, Turn } from './turn';

/**
 * What a dialog came to is a card in the chat: in the place of the card that stood for the form, else below everything. Where
 * it can't be sent now, the delivery does so later.
 */
export async function leaveDialog(
  parts: RoadParts,
  turn: Turn,
  reader: Reader,
  drawn: Drawn,
  inPlaceOf: string | null,
): Promise<Reply> {
  const { language, t } = reader.speech;
  const reply = draw(parts, drawn, language);
  const { id: card } = reply.matterCard!;
  // A dialog that is sent again has its card in the chat already.
  if (!(await readCard(parts.database, card))?.activityId) {
    const activityId = await place(parts, turn, reply, inPlaceOf);
    if (activityId) await noteShown(parts.database, reply.matterCard!, turn.conversation.conversationId, activityId);
  }
  const closing = presentNotice(reader, 'answered', t('form/goes-on'), null);
  return { ...draw(parts, { content: closing }, language), closesDialog: true };
}

async function place(
  parts: RoadParts,
  turn: Turn,
  reply: Reply,
  inPlaceOf: string | null,
): Promise<string | undefined> {
  const { messenger } = parts;
  try {
    if (inPlaceOf === null) return await messenger.send(turn.conversation, reply);
    await messenger.update(turn.conversation, inPlaceOf, reply);
    return inPlaceOf;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.outcome === 'gone' && inPlaceOf !== null) return await place(parts, turn, reply, null);
    parts.log.warn({ outcome: error.outcome }, 'the card of a dialog was not delivered');
    return undefined;
  }
}
