import { roleIds } from '../account/roles';
import type { Form, FormField, Operation } from '../operations/operation';
import type { Reader } from './present';

/** The form that asks for the slots which a sentence did not give, or gave wrongly. */
export function formFor(
  { speech: { t, has } }: Reader,
  operation: Operation,
  missing: string[],
  given: Record<string, unknown>,
): Form {
  const question = (slot: string) =>
    t(has(`${operation.id}/ask-${slot}`) ? `${operation.id}/ask-${slot}` : `ask/${slot}`);
  return {
    kind: 'form',
    question: missing.map(question).join(' '),
    fields: missing.map((id): FormField => ({
      id,
      label: t(`fields/${id}`),
      required: true,
      choices: id === 'role' ? roleIds.map((role) => ({ title: t(`roles/${role}`), value: role })) : undefined,
    })),
    request: { operation: operation.id, slots: given },
    action: 'next',
  };
}

/** Adds what was typed into a form to the slots that its button stands for; what the button says can't be typed over. */
export function addInputs(
  { slots: { shape } }: Operation,
  slots: Record<string, unknown>,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const typed = Object.entries(inputs).filter(([name]) => !(name in slots));
  const named = typed.filter(([name]) => name in shape && name !== 'fields');
  const others = typed.filter(([name, value]) => !(name in shape) && typeof value === 'string');
  const fields = 'fields' in shape && others.length > 0 ? { fields: Object.fromEntries(others) } : {};
  return { ...slots, ...Object.fromEntries(named), ...fields };
}
