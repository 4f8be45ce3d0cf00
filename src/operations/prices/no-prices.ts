import { holds } from '../../account/rights';
import { leadTo } from '../lead-to';
import { problem, type Context, type Problem } from '../operation';

/** There is no price sheet, or no list of promotions, yet; whoever may take one in is told how, and led there. */
export function noPrices(
  { speaker, speech: { t } }: Pick<Context, 'speaker' | 'speech'>,
  code: 'no-prices' | 'no-promotions' = 'no-prices',
): Problem {
  if (!holds(speaker, 'prices.import')) return problem(code);
  return problem(`${code}-import`, {}, [leadTo(t, 'prices.import')]);
}
