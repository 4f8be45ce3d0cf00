import { z } from 'zod';
import { holds } from '../../account/rights';
import { defineRead, groups, problem, type Button, type Context, type Operation, type View } from '../operation';
import { slot } from '../slots';

/** What the speaker may ask here, by group; for one operation, how to say it. */
export const help = defineRead({
  id: 'help',
  group: 'desk',
  icon: '💬',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  slots: z.object({ operation: slot.operation.optional() }),

  async answer(context, { operation: id }) {
    if (!id) return overview(context);
    const operation = context.operations.find((candidate) => candidate.id === id);
    return operation ? explain(context, operation) : problem('not-built-yet', { operation: id }, [helpButton(context)]);
  },
});

function overview(context: Context): View {
  const { t } = context.speech;
  const allowed = context.operations.filter(
    (operation) => !operation.buttonOnly && holds(context.speaker, operation.right),
  );
  const shown = groups
    .map((group) => ({
      title: t(`groups/${group}`),
      operations: allowed
        .filter((operation) => operation.group === group)
        .map((operation) => ({ title: t(`${operation.id}/does`), example: t(`${operation.id}/examples/0`) })),
    }))
    .filter((group) => group.operations.length > 0);
  return {
    kind: 'view',
    card: 'help',
    title: t('help/title'),
    subtitle: t('help/subtitle', { name: context.speaker.displayName }),
    summary: t('help/summary', { count: allowed.length }),
    model: {
      intro: t(`help/intro-${context.conversation.kind === 'personal' ? 'personal' : 'shared'}`),
      groups: shown,
    },
    buttons: allowed.slice(0, 6).map((operation, index) => ({
      id: 'open',
      title: t(`${operation.id}/title`),
      request: { operation: 'help', slots: { operation: operation.id } },
      secondary: index > 2 ? true : undefined,
    })),
  };
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
