import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { Button, Operation, Request } from '../operations/operation';
import type { CardContent } from './card';
import { presentNotice, type Reader } from './present';

/** An operation that may have been meant, with the slots that the sentence gave. */
interface Near {
  operation: Operation;
  slots: Request['slots'];
}

/** How many of the nearest operations an answer offers. */
const offeredOperations = 3;

/**
 * The answer to a sentence that starts nothing: it says so and offers what comes near.
 *
 * @param nearest the operations that come near, likeliest first, each with what the sentence gave for it
 */
export function presentNotUnderstood(reader: Reader, speaker: User, nearest: readonly Near[]): CardContent {
  const { t } = reader.speech;
  const help: Button = { id: 'open', title: t('help/title'), request: { operation: 'help', slots: {} } };
  const offered = nearest
    .filter(({ operation }) => holds(speaker, operation.right) && operation.id !== 'help')
    .slice(0, offeredOperations)
    .map(({ operation: { id }, slots }): Button => {
      const named = Object.values(slots).filter((value) => typeof value === 'string' || typeof value === 'number');
      // With what was said it is asked as it stands; a bare name may mean anything, so it is explained first.
      return named.length > 0
        ? { id: 'choose', title: `${t(`${id}/title`)} · ${named.join(' · ')}`, request: { operation: id, slots } }
        : { id: 'choose', title: t(`${id}/title`), request: { operation: 'help', slots: { operation: id } } };
    });
  const detail = t(offered.length > 0 ? 'unknown/did-you-mean' : 'unknown/see-help');
  return presentNotice(reader, 'answered', t('unknown/not-understood'), detail, [...offered, help]);
}
