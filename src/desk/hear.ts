import type { User } from '../account/user';
import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { Sign } from '../language/lexicon/dialogue';
import { takeStep } from './agreement';
import { ask, showMatter } from './ask';
import type { CardContent } from './card';
import { draw, finish, readerOf, refuse } from './draw';
import { identify } from './identify';
import { isOpen, type Matter } from './matter';
import { readMatter } from './matter-store';
import { languageFor } from './matter-view';
import type { RoadParts } from './parts';
import { askable, presentNotice } from './present';
import type { Reply, Turn } from './turn';

/**
 * A word or two that ask nothing by themselves. “Cancel” and “no” let go of what was just asked or proposed: that changes
 * nothing. “Yes” is never an agreement: it brings the card with its button back into sight, because a word may be meant for
 * something else, and what is agreed to must have been seen.
 */
export async function hear(parts: RoadParts, turn: Turn, sign: Sign): Promise<Reply> {
  await parts.conversations.remember(turn.conversation, parts.now());
  const { speaker, refusal } = await identify(parts.account, parts.firstAdmins, turn);
  if (!speaker) return await refuse(parts, turn, refusal, null);
  const language = await languageFor(parts, speaker, turn.locale);
  const say = (state: 'answered' | 'cancelled', word: string, values?: Record<string, string>) =>
    finish(parts, turn, language, null, (reader) =>
      presentNotice(
        reader,
        state,
        reader.speech.t(word, values),
        null,
        state === 'answered' ? [askable(reader.speech.t)] : [],
      ),
    );
  if (sign === 'thanks' || sign === 'hello') return await say('answered', `dialogue/${sign}`);
  const { conversationId } = turn.conversation;
  const remembered = parts.memory.read(conversationId, turn.objectId);
  const last = remembered.matter ? await readMatter(parts.database, remembered.matter) : undefined;
  const givesUp = sign === 'drop' || sign === 'no';
  if (givesUp) {
    await parts.memory.write(conversationId, turn.objectId, {});
    if ((remembered.asked && !remembered.asked.aside) || remembered.options)
      return await say('cancelled', 'dialogue/dropped');
    if (last && last.asker === speaker.objectId && (last.step === 'proposed' || last.step === 'waiting')) {
      await takeStep(parts, last, 'cancel', speaker);
      parts.delivery.deliverSoon(last.id);
      return await say('cancelled', 'dialogue/withdrawn', { subject: nameOf(last, language) });
    }
  }
  return (
    (await showOpen(parts, turn, speaker, language, last)) ?? (await say('answered', `dialogue/nothing-open-${sign}`))
  );
}

/** Two of each tell one from several. */
const whetherSeveral = { offset: 0, limit: 2 };

/** What waits for the speaker's button: its card, or the list where it is several. */
async function showOpen(
  parts: RoadParts,
  turn: Turn,
  speaker: User,
  language: Language,
  last: Matter | undefined,
): Promise<Reply | undefined> {
  const open = new Set<string>();
  if (last && isOpen(last.step)) {
    open.add(last.id);
  } else {
    const toDecide = await parts.matters.awaitingDecisionOf(speaker, whetherSeveral);
    const own = await parts.matters.openedBy(speaker, whetherSeveral);
    for (const { id } of [...toDecide.matters, ...own.matters]) open.add(id);
  }
  const [id, ...more] = open;
  if (id === undefined) return undefined;
  const matter = more.length === 0 ? await readMatter(parts.database, id) : undefined;
  // Among others the card goes to the speaker's own chat; a list shows each with its button.
  if (!matter || turn.conversation.kind !== 'personal') {
    return await ask(parts, turn, { operation: 'requests.list', slots: matter ? { matter: id } : {} });
  }
  const reader = readerOf(parts, null, language, turn.conversation.conversationId);
  const drawn = await showMatter(parts, reader, speaker, matter);
  return draw(parts, { ...drawn, content: withNote(drawn.content, reader.speech.t('dialogue/press')) }, language);
}

/** Buttons that an answer in words may stand for. */
const decisions = new Set(['confirm', 'approve', 'reveal']);

function nameOf({ operation, proposal }: Matter, language: Language): string {
  return `${speak(language).t(`${operation}/title`)} · ${proposal.subject.name}`;
}

function withNote(content: CardContent, note: string): CardContent {
  return content.actions.some(({ id }) => decisions.has(id))
    ? { ...content, model: { ...content.model, detail: note } }
    : content;
}
