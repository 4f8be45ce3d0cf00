import type { Language } from '../language/languages';
import { speak } from '../language/translate';
import type { CardRenderer } from './card';
import type { FinishedCard } from './messenger';

/** The card of a turn that failed, with the number under which the log has it. */
export function drawFault(cards: CardRenderer, language: Language, correlationId: string): FinishedCard {
  const { t } = speak(language);
  const lead = t('problems/fault/what');
  return cards.render(
    {
      operation: null,
      state: 'failed',
      card: 'notice',
      icon: '⚠️',
      title: t('desk/name'),
      summary: lead,
      model: { lead, leadSize: 'Large', detail: t('problems/fault/do', { id: correlationId }), points: [] },
      actions: [],
    },
    language,
  );
}
