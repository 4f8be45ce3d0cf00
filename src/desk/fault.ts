import { languageOf, type Language } from '../language/languages';
import { speak } from '../language/translate';
import { problem } from '../operations/operation';
import { storageFaultOf } from '../store/storage-fault';
import type { CardRenderer } from './card';
import { finish } from './draw';
import type { FinishedCard } from './messenger';
import type { DeskParts } from './parts';
import { presentProblem } from './present';
import type { Reply, Turn } from './turn';

/** The card of a turn that failed, with the number under which the log has it. */
export function drawFault(cards: CardRenderer, language: Language, correlationId: string): FinishedCard {
  return drawApology(cards, language, 'fault', { id: correlationId });
}

/** The card for someone who asks more at once than is taken (teams.md, Attacks: flooding). */
export function drawTooMuch(cards: CardRenderer, language: Language): FinishedCard {
  return drawApology(cards, language, 'too-much', {});
}

function drawApology(
  cards: CardRenderer,
  language: Language,
  code: 'fault' | 'too-much',
  values: Record<string, string>,
): FinishedCard {
  const { t } = speak(language);
  const lead = t(`problems/${code}/what`);
  return cards.render(
    {
      operation: null,
      state: 'failed',
      card: 'notice',
      icon: '⚠️',
      title: t('desk/name'),
      summary: lead,
      model: { lead, leadSize: 'Large', detail: t(`problems/${code}/do`, values), points: [] },
      actions: [],
    },
    language,
  );
}

/** A database that is locked or full is told as what it is: nothing was changed. */
export async function guarded<Result>(
  parts: DeskParts,
  turn: Turn,
  run: () => Promise<Result>,
): Promise<Result | Reply> {
  try {
    return await run();
  } catch (error) {
    const fault = storageFaultOf(error);
    if (!fault) throw error;
    parts.log.error({ err: error, fault }, 'the database refused');
    return await finish(parts, turn, languageOf(turn.locale), null, (reader) => presentProblem(reader, problem(fault)));
  }
}
