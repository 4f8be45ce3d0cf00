import { holds } from '../../account/rights';
import { problem, type Button, type Context, type Problem } from '../operation';

/** There is no price sheet, or no list of promotions, yet; whoever may take one in is led there. */
export function noPrices(
  { speaker, speech: { t } }: Pick<Context, 'speaker' | 'speech'>,
  code: 'no-prices' | 'no-promotions' = 'no-prices',
): Problem {
  const takeIn: Button = {
    id: 'open',
    title: t('welcome/steps/prices'),
    request: { operation: 'prices.import', slots: {} },
  };
  return { ...problem(code), ...(holds(speaker, 'prices.import') ? { next: [takeIn] } : {}) };
}
