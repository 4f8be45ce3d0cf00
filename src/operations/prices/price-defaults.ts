import type { PriceDefaults } from '../../prices/prices';
import type { Context } from '../operation';

/** Where and when prices are asked for, as far as nobody says otherwise: at home, today. */
export function priceDefaults({ organization, today }: Pick<Context, 'organization' | 'today'>): PriceDefaults {
  return { market: organization.country, currency: organization.currency, today };
}
