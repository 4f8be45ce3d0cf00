import type { FoundPrice, PriceItem, PriceQuery } from '../../prices/prices';
import type { Choice, Context, Request } from '../operation';
import { priceDefaults } from './price-defaults';

/** More do not fit side by side on a phone. */
const comparedProducts = 3;
const shownPairs = 6;

const between = /\s+(?:and|or|vs\.?|versus|with|et|ou|avec|contre)\s+|\s*[,;&+]\s*/i;

/** The products that a text names one beside the other; undefined where it names one. */
export function splitProducts(text: string): string[] | undefined {
  const parts = text.split(between).filter((part) => part.trim() !== '');
  return parts.length > 1 ? parts.slice(0, comparedProducts) : undefined;
}

export type Compared =
  /** The price of each, all on one plan where each has it. */
  | { kind: 'compared'; prices: FoundPrice[] }
  | { kind: 'choice'; choice: Choice }
  /** One of them is none that can be priced: it is answered by itself. */
  | { kind: 'unclear'; product: string };

/**
 * Finds the price of each product. Where the words fit several, those go together that differ in nothing else: of “E3 and E5”
 * Microsoft 365 E3 with Microsoft 365 E5, and Office 365 E3 with Office 365 E5; which of these is asked.
 */
export async function compareProducts(
  context: Context,
  asked: PriceQuery,
  products: readonly string[],
  ask: (product: string) => Request,
): Promise<Compared> {
  const find = (product: string, plan: Pick<PriceQuery, 'term' | 'billing'>) =>
    context.prices.find({ ...asked, ...plan, product }, priceDefaults(context));
  const candidates: { words: string; items: PriceItem[] }[] = [];
  for (const product of products) {
    const found = await findCandidates(product);
    const whole = found?.length === 1 ? undefined : lendWords(products[0]!, product);
    const lent = whole ? await findCandidates(whole) : undefined;
    const items = lent ?? found;
    if (!items) return { kind: 'unclear', product };
    candidates.push({ words: lent ? whole! : product, items });
  }
  async function findCandidates(product: string): Promise<PriceItem[] | undefined> {
    const answer = await find(product, {});
    if (answer.kind === 'found') return [answer.item];
    return answer.kind === 'several' ? answer.choices.slice(0, Math.max(answer.equal, 1)) : undefined;
  }

  const sets = matchUp(candidates);
  if (sets.length > 1) return { kind: 'choice', choice: offerSets(context, sets, ask) };

  const prices: FoundPrice[] = [];
  for (const { reference } of sets[0]!) {
    const [first] = prices;
    const plan = { term: asked.term ?? askable(first)?.term, billing: asked.billing ?? askable(first)?.billing };
    const same = await find(reference, plan);
    const answer = same.kind === 'found' ? same : await find(reference, {});
    if (answer.kind !== 'found') return { kind: 'unclear', product: reference };
    prices.push(answer);
  }
  return { kind: 'compared', prices };
}

/** “Business Basic and Premium”: what the first is called is said once for both. Undefined where nothing is left out. */
function lendWords(first: string, product: string): string | undefined {
  const [full, short] = [first, product].map((text) => text.trim().split(/\s+/)) as [string[], string[]];
  return full.length > short.length ? [...full.slice(0, -short.length), ...short].join(' ') : undefined;
}

function askable(found: FoundPrice | undefined): Pick<PriceQuery, 'term' | 'billing'> | undefined {
  if (!found || found.plan.term === 'OneTime' || found.plan.billing === 'none') return undefined;
  return { term: found.plan.term, billing: found.plan.billing };
}

/** Every way to take one of each; those alone that differ only in the words that were said, where there are such. */
function matchUp(candidates: readonly { words: string; items: PriceItem[] }[]): PriceItem[][] {
  let sets: { items: PriceItem[]; rests: string[] }[] = [{ items: [], rests: [] }];
  for (const { words, items } of candidates) {
    const said = new Set(wordsOf(words));
    const restOf = (item: PriceItem) =>
      wordsOf(item.title)
        .filter((word) => !said.has(word))
        .join(' ');
    sets = sets.flatMap((set) =>
      items.map((item) => ({ items: [...set.items, item], rests: [...set.rests, restOf(item)] })),
    );
  }
  const alike = sets.filter(({ rests }) => rests.every((rest) => rest === rests[0]));
  return (alike.length > 0 ? alike : sets).map(({ items }) => items);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function offerSets({ speech }: Context, sets: readonly PriceItem[][], ask: (product: string) => Request): Choice {
  const { t, format } = speech;
  return {
    kind: 'choice',
    question: t('prices.compare/which'),
    options: sets.slice(0, shownPairs).map((items) => ({
      title: format.list(items.map(({ title }) => title)),
      detail: [...new Set(items.map(({ segment }) => t(`segments/${segment}`)))].join(', '),
      request: ask(items.map(({ reference }) => reference).join(' + ')),
    })),
    more: Math.max(0, sets.length - shownPairs),
  };
}
