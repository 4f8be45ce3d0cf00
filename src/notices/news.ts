import { comparePlans } from '../prices/terms';
import type { Plan, Segment } from '../prices/prices';
import type { NewsSieve } from './subscriptions';

/** Millionths of the currency's unit, for the whole term; null where there is, or was, no price. */
export interface Amounts {
  before: number | null;
  after: number | null;
}

/** What a price sheet changed in one SKU on one billing plan. */
export interface SheetChange {
  /** `CFQ7TTC0LCHC:0002`. */
  reference: string;
  title: string;
  segment: Segment;
  kind: 'added' | 'removed' | 'price';
  plan: Plan;
  /** The SKU is sold on other plans too, before as after: not the SKU came or went, but this plan of it. */
  isOnePlan: boolean;
  /** What the partner pays. */
  unit: Amounts;
  /** The estimated retail price. */
  retail: Amounts;
}

/** Whose prices a reader may see: in a conversation of several people the retail prices alone. */
export type Figures = 'unit' | 'retail';

/** The news of one SKU: its biggest change, and how many plans changed in the same way. */
export interface ItemNews extends SheetChange {
  /** Change of the price: 0.05 is 5 % more. Null for what came, went, or cost nothing before. */
  ratio: number | null;
  plans: number;
}

export interface News {
  /** The biggest change first: what is sold no longer, then by the size of the change, then what is new. */
  items: ItemNews[];
  counts: { dearer: number; cheaper: number; added: number; removed: number; replanned: number };
}

/**
 * What of a sheet's changes matters to a subscription: a SKU counts once, with the plan that changed most. Where only retail
 * prices are shown, a change of what the partner pays is none.
 */
export function selectNews(changes: readonly SheetChange[], sieve: NewsSieve, figures: Figures): News {
  const items = new Map<string, ItemNews>();
  for (const change of changes) {
    if (!matters(change, sieve, figures)) continue;
    const key = `${change.reference}/${change.segment}`;
    const known = items.get(key);
    const candidate = { ...change, ratio: ratioOf(change, figures), plans: 1 };
    items.set(key, known ? merge(known, candidate) : candidate);
  }
  const sorted = [...items.values()].sort(compareNews);
  const count = (fits: (item: ItemNews) => boolean) => sorted.filter(fits).length;
  return {
    items: sorted,
    counts: {
      dearer: count((item) => item.kind === 'price' && rises(item, figures)),
      cheaper: count((item) => item.kind === 'price' && !rises(item, figures)),
      added: count(({ kind, isOnePlan }) => kind === 'added' && !isOnePlan),
      removed: count(({ kind, isOnePlan }) => kind === 'removed' && !isOnePlan),
      replanned: count(({ kind, isOnePlan }) => kind !== 'price' && isOnePlan),
    },
  };
}

/** Whether anything of a sheet's changes matters to a subscription. */
export function hasNews(changes: readonly SheetChange[], sieve: NewsSieve, figures: Figures): boolean {
  return changes.some((change) => matters(change, sieve, figures));
}

function matters(change: SheetChange, sieve: NewsSieve, figures: Figures): boolean {
  const { product, segment, only, above } = sieve;
  if (product && product.reference !== change.reference) return false;
  if (segment && segment !== change.segment) return false;
  if (change.kind !== 'price') return only === 'all';
  if (change[figures].before === change[figures].after) return false;
  return only !== 'increases' || (rises(change, figures) && isAbove(ratioOf(change, figures), above));
}

/** Compared as it is read, to a tenth of a per cent; what was free has risen without bounds. */
function isAbove(ratio: number | null, thousandths: number): boolean {
  return thousandths === 0 || ratio === null || Math.round(ratio * 1_000) > thousandths;
}

function ratioOf({ kind, ...change }: SheetChange, figures: Figures): number | null {
  const { before, after } = change[figures];
  return kind === 'price' && before && after !== null ? (after - before) / before : null;
}

function rises(change: Pick<SheetChange, Figures>, figures: Figures): boolean {
  return (change[figures].after ?? 0) > (change[figures].before ?? 0);
}

/** Another price tells more than a plan that came or went while the SKU stays. */
function merge(known: ItemNews, other: ItemNews): ItemNews {
  if (known.kind !== other.kind) {
    if (known.kind === 'price') return known;
    if (other.kind === 'price') return other;
    // Plans came and others went: it is sold on.
    return { ...(known.kind === 'added' ? known : other), isOnePlan: true };
  }
  const bigger = sizeOf(other) - sizeOf(known) || comparePlans(known.plan, other.plan);
  return { ...(bigger > 0 ? other : known), plans: known.plans + 1 };
}

/** What costs something now and nothing before, or nothing now, has changed by the whole of its price. */
function sizeOf({ kind, ratio, isOnePlan }: ItemNews): number {
  if (kind === 'added') return isOnePlan ? -2 : -1;
  if (kind === 'removed') return isOnePlan ? 1 : Number.POSITIVE_INFINITY;
  // To a tenth of a per cent, as it is read: the rest is the rounding of the price sheet.
  return ratio === null ? 1 : Math.round(Math.abs(ratio) * 1_000) / 1_000;
}

const byTitle = new Intl.Collator('en');

function compareNews(one: ItemNews, other: ItemNews): number {
  const [size, otherSize] = [sizeOf(one), sizeOf(other)];
  return size === otherSize ? byTitle.compare(one.title, other.title) : otherSize - size;
}
