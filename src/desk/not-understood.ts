import { holds } from '../account/rights';
import type { User } from '../account/user';
import type { Button, Operation } from '../operations/operation';
import type { CardContent } from './card';
import { presentNotice, type Reader } from './present';

/** How many of the nearest operations an answer offers. */
const offeredOperations = 3;

/**
 * The answer to a sentence that starts nothing: it says so and offers what comes near.
 *
 * @param understood whether the sentence named an operation of operations.md that is not built yet
 */
export function presentNotUnderstood(
  reader: Reader,
  speaker: User,
  understood: boolean,
  nearest: readonly Operation[],
): CardContent {
  const { t } = reader.speech;
  const help: Button = { id: 'open', title: t('help/title'), request: { operation: 'help', slots: {} } };
  if (understood) {
    return presentNotice(reader, 'answered', t('problems/not-built-yet/what'), t('problems/not-built-yet/do'), [help]);
  }
  const offered = nearest
    .filter((operation) => holds(speaker, operation.right) && operation.id !== 'help')
    .slice(0, offeredOperations)
    .map(({ id }): Button => ({
      id: 'choose',
      title: t(`${id}/title`),
      request: { operation: 'help', slots: { operation: id } },
    }));
  const detail = t(offered.length > 0 ? 'unknown/did-you-mean' : 'unknown/see-help');
  return presentNotice(reader, 'answered', t('unknown/not-understood'), detail, [...offered, help]);
}
