import { z } from 'zod';
import type { MatterSummary } from '../matters';
import { defineRead, problem, type Button, type Context } from '../operation';

/** How many of each kind the card shows. */
const shownRequests = 6;

/** What waits for the speaker's decision, and what the speaker waits for. */
export const requestsList = defineRead({
  id: 'requests.list',
  group: 'passwords',
  icon: '📥',
  risk: 'read',
  right: 'everyone',
  audience: 'personal',
  /** `matter`: a button of this card that opens one of them. */
  slots: z.object({ matter: z.string().optional() }),

  async answer(context, { matter: id }) {
    const toDecide = await context.matters.awaitingDecisionOf(context.speaker);
    const own = await context.matters.openedBy(context.speaker);
    if (id) {
      return [...toDecide, ...own].some((matter) => matter.id === id)
        ? { kind: 'matter', id }
        : problem('no-longer-open');
    }
    const { t } = context.speech;
    return {
      kind: 'view',
      card: 'requests.list',
      title: t('requests.list/title'),
      summary: t('requests.list/summary', { decide: toDecide.length, own: own.length }),
      model: {
        empty: toDecide.length + own.length === 0 ? t('requests.list/none') : null,
        groups: [
          { title: t('requests.list/to-decide', { count: toDecide.length }), matters: await rows(context, toDecide) },
          { title: t('requests.list/own', { count: own.length }), matters: await rows(context, own) },
        ].filter((group) => group.matters.length > 0),
      },
      buttons: [...toDecide.slice(0, shownRequests), ...own.slice(0, shownRequests)].map((matter) =>
        openButton(context, matter),
      ),
    };
  },
});

async function rows(context: Context, matters: MatterSummary[]): Promise<object[]> {
  const { t, format } = context.speech;
  return await Promise.all(
    matters.slice(0, shownRequests).map(async (matter) => {
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
