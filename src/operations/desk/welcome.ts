import { z } from 'zod';
import { holds } from '../../account/rights';
import { leadTo } from '../lead-to';
import { defineRead, type Button, type Context, type View } from '../operation';
import { quoteExample } from './help';
import { findNextSteps, type NextStep } from './next-steps';

/** How many steps have their button in sight. */
const stepsInSight = 2;

/**
 * The first card of a conversation: what the desk is, and what is to be set up next; to whoever has nothing to set up, what
 * they may ask. The platform's installation asks it, and a button of help.
 */
export const welcome = defineRead({
  id: 'welcome',
  group: 'desk',
  icon: '👋',
  risk: 'read',
  right: 'everyone',
  audience: 'anyone',
  buttonOnly: true,
  slots: z.object({}),

  async answer(context) {
    const isPersonal = context.conversation.kind === 'personal';
    const steps = isPersonal ? await findNextSteps(context) : [];
    const { t } = context.speech;
    return {
      kind: 'view',
      card: 'help',
      title: t('welcome/title'),
      summary: t(steps.length > 0 ? 'welcome/set-up' : `help/intro-${isPersonal ? 'personal' : 'shared'}`),
      model: {
        intro: t(steps.length > 0 ? 'welcome/set-up' : `help/intro-${isPersonal ? 'personal' : 'shared'}`),
        rows: steps.length > 0 ? steps.map((step) => describeStep(context, step)) : sayable(context),
      },
      buttons: buttonsOf(context, steps),
    } satisfies View;
  },
});

function describeStep({ speech: { t } }: Context, { id, values }: NextStep): { title: string; detail: string } {
  return { title: t(`welcome/steps/${id}`), detail: t(`welcome/steps/${id}-detail`, values) };
}

/** How many things a new person is told that they can say. */
const toldExamples = 4;

function sayable(context: Context): { title: string; detail: string }[] {
  const { operations, speaker, speech } = context;
  const { t } = speech;
  return operations
    .filter(({ id, right, buttonOnly }) => !buttonOnly && id !== 'help' && holds(speaker, right))
    .slice(0, toldExamples)
    .map((operation) => ({ title: t(`${operation.id}/does`), detail: quoteExample(context, operation) }));
}

function buttonsOf({ speech: { t } }: Context, steps: readonly NextStep[]): Button[] {
  return [
    ...steps.map(({ id, request }, index): Button => ({
      id: 'choose',
      title: t(`welcome/steps/${id}`),
      request,
      form: true,
      ...(index >= stepsInSight && { secondary: true }),
    })),
    leadTo(t, 'help'),
  ];
}
