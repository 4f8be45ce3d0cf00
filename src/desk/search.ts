import { holds, rolesWith } from '../account/rights';
import { problem } from '../operations/operation';
import { contextOf } from './context';
import { readerOf } from './draw';
import type { Reply, Turn } from './turn';
import { identify } from './identify';
import { languageFor } from './matter-view';
import type { FinishedCard } from './messenger';
import type { DeskParts } from './parts';
import { presentProblem, presentView } from './present';

/** Something found: a line to choose, and the card that it posts. */
export interface Found {
  title: string;
  detail: string;
  card: FinishedCard;
}

/**
 * What the operations that can be searched find for a text, with the viewer's own rights. The cards have no buttons: they are
 * posted where the desk may not be, for people whose rights nobody looked at.
 */
export async function search(parts: DeskParts, turn: Turn, text: string): Promise<Found[] | Reply> {
  const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
  const language = await languageFor(parts, speaker, turn.locale);
  const reader = readerOf(parts, null, language, turn.conversation.conversationId);
  if (!speaker) return parts.cards.render(await presentProblem(reader, refusal), language);
  const found: Found[] = [];
  const searched = parts.operations.filter((operation) => operation.risk === 'read' && operation.search);
  const allowed = searched.filter(({ right }) => holds(speaker, right));
  if (allowed.length === 0) {
    const [first] = searched;
    const why = problem('lacks-right', { right: first!.right, roles: rolesWith(first!.right) });
    const refused = await presentProblem({ ...reader, operation: first! }, why);
    return parts.cards.render({ ...refused, actions: [] }, language);
  }
  for (const operation of allowed) {
    if (operation.risk !== 'read') continue;
    const context = await contextOf(parts, turn, speaker, { ...reader, operation });
    for (const { title, detail, slots } of await operation.search!(context, text)) {
      const answer = await operation.answer(context, operation.slots.parse(slots));
      if (answer.kind !== 'view') continue;
      const content = presentView({ ...reader, operation }, { ...answer, buttons: [] });
      found.push({ title, detail, card: parts.cards.render(content, language) });
    }
  }
  return found;
}
