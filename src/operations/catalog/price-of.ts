import type { Context } from '../operation';
import { priceDefaults } from '../prices/price-defaults';

/** What one licence costs on the usual plan in the account's own market: "€19.23 per licence and month", and which plan. */
export async function priceOf(context: Context, reference: string): Promise<{ lead: string; plan: string } | null> {
  const { t, format } = context.speech;
  const found = await context.prices.find({ product: reference }, priceDefaults(context));
  if (found.kind !== 'found') return null;
  const { term, billing, unit } = found.plan;
  const price = format.money(unit.month.amount, found.currency, 'rounded');
  return {
    lead: t('prices.find/lead-month', { price }),
    plan: `${t(`terms/${term}`)}, ${t(`billings/${billing}`)}`,
  };
}
