import { z } from 'zod';
import { holds } from '../../account/rights';
import {
  defineRead,
  groups,
  problem,
  type Button,
  type Context,
  type Group,
  type Operation,
  type View,
} from '../operation';
import { slot } from '../slots';
import { findNextSteps } from './next-steps';

/** What the speaker may ask here, by group; for one operation, how to say it. */
export const help = defineRead({
  id: 'help',
  group: 'desk',
  icon: '💬',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  slots: z.object({
    operation: slot.operation.optional(),
    /** A button of the overview. */
    group: z.enum(groups).optional(),
  }),

  async answer(context, { operation: id, group }) {
    if (!id) return group ? describeGroup(context, group) : await overview(context);
    const operation = context.operations.find((candidate) => candidate.id === id);
    return operation ? explain(context, operation) : problem('not-built-yet', { operation: id }, [helpButton(context)]);
  },
});

/** How many examples say what a group is about. */
const examplesOfGroup = 3;

async function overview(context: Context): Promise<View> {
  const { t } = context.speech;
  const isPersonal = context.conversation.kind === 'personal';
  const steps = isPersonal ? await findNextSteps(context) : [];
  const setUp: Button = {
    id: 'choose',
    title: t('help/next-steps'),
    request: { operation: 'welcome', slots: {} },
  };
  const shown = groups.filter((group) => allowed(context, group).length > 0);
  return {
    kind: 'view',
    card: 'help',
    title: t('help/title'),
    subtitle: t('help/subtitle', { name: context.speaker.displayName }),
    summary: t('help/summary', { count: shown.flatMap((group) => allowed(context, group)).length }),
    model: {
      intro: t(`help/intro-${isPersonal ? 'personal' : 'shared'}`),
      rows: shown.map((group) => ({
        title: t(`groups/${group}`),
        detail: allowed(context, group)
          .slice(0, examplesOfGroup)
          .map((operation) => quoteExample(context, operation))
          .join(' · '),
      })),
    },
    buttons: [
      ...(steps.length > 0 ? [setUp] : []),
      ...shown.map((group, index): Button => ({
        id: 'open',
        title: t(`groups/${group}`),
        request: { operation: 'help', slots: { group } },
        secondary: index > (steps.length > 0 ? 1 : 2) ? true : undefined,
      })),
    ],
  };
}

function describeGroup(context: Context, group: Group): View {
  const { t } = context.speech;
  const operations = allowed(context, group);
  return {
    kind: 'view',
    card: 'help',
    title: t(`groups/${group}`),
    subtitle: t('help/subtitle', { name: context.speaker.displayName }),
    summary: t('help/summary', { count: operations.length }),
    model: {
      intro: t('help/say'),
      rows: operations.map((operation) => ({
        title: t(`${operation.id}/does`),
        detail: quoteExample(context, operation),
      })),
    },
    buttons: [helpButton(context)],
  };
}

function allowed({ operations, speaker }: Context, group: Group): Operation[] {
  return operations.filter(
    (operation) => operation.group === group && !operation.buttonOnly && holds(speaker, operation.right),
  );
}

/** A sentence that asks for it, as this speaker may say it. */
export function quoteExample({ speaker, speech: { t } }: Context, { id, example }: Operation): string {
  return t('help/quoted', { example: t(`${id}/examples/${example?.(speaker) ?? 0}`) });
}

function explain(context: Context, operation: Operation): View {
  const { t } = context.speech;
  const mayUse = holds(context.speaker, operation.right);
  return {
    kind: 'view',
    card: 'help-operation',
    title: t('help/how', { operation: t(`${operation.id}/title`) }),
    summary: t('help/how-summary', { does: t(`${operation.id}/does`), example: t(`${operation.id}/examples/0`) }),
    model: {
      does: t(`${operation.id}/does`),
      examples: [0, 1, 2].map((index) => ({ text: t(`${operation.id}/examples/${index}`) })),
      what: t(`help/risk-${operation.risk}`),
      allowed: mayUse ? t('help/you-may') : t('help/you-may-not'),
    },
    buttons: [helpButton(context)],
  };
}

function helpButton({ speech }: Context): Button {
  return { id: 'open', title: speech.t('help/back'), request: { operation: 'help', slots: {} } };
}
