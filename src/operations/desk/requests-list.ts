import { z } from 'zod';
import { mostCounted, type MatterPage, type MatterSummary } from '../matters';
import { defineRead, problem, type Button, type Context, type View } from '../operation';
import { slot } from '../slots';

/** How many of each kind a page shows: with a button for each, and those that turn the pages, a card has no room for more. */
const pageSize = 5;

/** What waits for the speaker's decision, and what the speaker waits for, page by page. */
export const requestsList = defineRead({
  id: 'requests.list',
  group: 'passwords',
  icon: '📥',
  risk: 'read',
  right: 'everyone',
  audience: 'personal',
  /** `matter`: a button of this card that opens one of them. */
  slots: z.object({ matter: z.string().optional(), page: slot.page.optional() }),

  async answer(context, { matter: id, page = 0 }) {
    if (id) {
      const isOpen = await context.matters.isOpenTo(context.speaker, id);
      return isOpen ? { kind: 'matter', id } : problem('no-longer-open');
    }
    // What was on the last page may have been decided since.
    return (await list(context, page)) ?? (await list(context, 0))!;
  },
});

async function list(context: Context, page: number): Promise<View | undefined> {
  const { matters, speaker, speech } = context;
  const { t } = speech;
  const part = { offset: page * pageSize, limit: pageSize };
  const toDecide = await matters.awaitingDecisionOf(speaker, part);
  const own = await matters.openedBy(speaker, part);
  const listed = [...toDecide.matters, ...own.matters];
  if (page > 0 && listed.length === 0) return undefined;
  const counted = Math.max(toDecide.total, own.total);
  const pages = counted < mostCounted ? Math.max(1, Math.ceil(counted / pageSize)) : undefined;
  return {
    kind: 'view',
    card: 'requests.list',
    title: t('requests.list/title'),
    summary: t('requests.list/summary', { decide: sayTotal(context, toDecide), own: sayTotal(context, own) }),
    model: {
      empty: sayNothing(context, toDecide, own),
      groups: [
        { title: headOf(context, 'to-decide', toDecide), matters: await rows(context, toDecide.matters) },
        { title: headOf(context, 'own', own), matters: await rows(context, own.matters) },
      ].filter((group) => group.matters.length > 0),
      page: pages !== undefined && pages > 1 ? t('paging/page', { page: page + 1, pages }) : null,
    },
    buttons: [
      ...pageButtons(context, page, pages === undefined || page + 1 < pages),
      ...listed.map((matter) => openButton(context, matter)),
    ],
  };
}

/** What there is none of; whoever holds no role decides nothing, so is not told so. */
function sayNothing({ speaker, speech: { t } }: Context, toDecide: MatterPage, own: MatterPage): string | null {
  if (toDecide.total + own.total === 0) return t('requests.list/none');
  return toDecide.total === 0 && speaker.roles.length > 0 ? t('requests.list/none-to-decide') : null;
}

function headOf({ speech: { t, format } }: Context, kind: 'to-decide' | 'own', { total }: MatterPage): string {
  if (total < mostCounted) return t(`requests.list/${kind}`, { count: total });
  return t(`requests.list/${kind}-at-least`, { number: format.number(total) });
}

function sayTotal({ speech: { t, format } }: Context, { total }: MatterPage): string {
  const number = format.number(total);
  return total < mostCounted ? number : t('requests.list/at-least', { number });
}

function pageButtons({ speech: { t } }: Context, page: number, goesOn: boolean): Button[] {
  const to = (target: number) => ({ operation: 'requests.list', slots: { page: target } });
  const buttons: Button[] = [];
  if (goesOn) buttons.push({ id: 'next', title: t('paging/next'), request: to(page + 1) });
  if (page > 0) buttons.push({ id: 'previous', title: t('paging/previous'), request: to(page - 1) });
  return buttons;
}

async function rows(context: Context, matters: MatterSummary[]): Promise<object[]> {
  const { t, format } = context.speech;
  return await Promise.all(
    matters.map(async (matter) => {
      const asker = await context.account.user(matter.asker);
      return {
        title: titleOf(context, matter),
        detail: t('requests.list/asked', { name: asker?.displayName ?? '—', when: format.moment(matter.createdAt) }),
        expiry: matter.expiresAt ? t('matter/open-until', { time: format.moment(matter.expiresAt) }) : '',
      };
    }),
  );
}

function titleOf({ speech: { t } }: Context, matter: MatterSummary): string {
  return `${t(`${matter.operation}/title`)} · ${matter.proposal.subject.name}`;
}

function openButton(context: Context, matter: MatterSummary): Button {
  return {
    id: 'choose',
    title: titleOf(context, matter),
    request: { operation: 'requests.list', slots: { matter: matter.id } },
  };
}
