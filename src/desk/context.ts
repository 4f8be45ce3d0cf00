import type { User } from '../account/user';
import type { Context } from '../operations/operation';
import type { Turn } from './turn';
import type { DeskParts } from './parts';
import type { Reader } from './present';

/** What an operation sees of a turn. */
export async function contextOf(
  parts: DeskParts,
  turn: Pick<Turn, 'today' | 'timeZone' | 'conversation' | 'report'>,
  speaker: User,
  { speech, conversationId, now }: Reader,
): Promise<Context> {
  const { account, prices, priceSheets, uploads, audit, matters, preferences, operations } = parts;
  const { subscriptions, outbox, news } = parts;
  return {
    account,
    prices,
    priceSheets,
    uploads,
    audit,
    matters,
    preferences,
    subscriptions,
    outbox,
    news,
    operations,
    organization: await account.organization(),
    speaker,
    speech,
    now,
    newId: parts.newId,
    report: turn.report ?? nobodyAsks,
    seal: (text) => parts.sealer.seal(text),
    today: turn.today,
    timeZone: turn.timeZone,
    conversation: { id: conversationId, kind: turn.conversation.kind },
    publicUrl: parts.publicUrl(),
  };
}

function nobodyAsks(): void {
  // Most answers are there before anybody could ask how far they are.
}
