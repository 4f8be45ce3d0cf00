import { z } from 'zod';
import { speak } from '../language/translate';
import type { Operation } from './operation';
import { slotMeanings } from './slots';

/** An operation as a model is told of it: its name, what it does, and the JSON schema of what a sentence gives for it. */
export interface Tool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

/** Names of tools hold no dots, ids of operations no low lines. */
export function toolName(operation: string): string {
  return operation.replaceAll('.', '_');
}

/** The operations that a sentence can mean: what only a button reaches is none of a model's. */
export function sayableOperations(operations: readonly Operation[]): Operation[] {
  return operations.filter(({ buttonOnly }) => !buttonOnly);
}

/** The slots of an operation that a sentence can give; the others come from buttons, forms and files. */
export function sayableSlots({ slots: { shape } }: Operation): string[] {
  return Object.keys(shape).filter((slot) => slot in slotMeanings);
}

/** The tool of an operation, from its record: nothing is required, because what is missing is asked for. */
export function describeTool(operation: Operation): Tool {
  const { t } = speak('en');
  const said = sayableSlots(operation);
  const schemas = operation.slots.shape as Record<string, z.ZodType>;
  const shape = Object.fromEntries(said.map((slot) => [slot, schemas[slot]!]));
  const schema = z.toJSONSchema(z.object(shape), { unrepresentable: 'any' });
  const properties = Object.entries(schema.properties ?? {}).map(([slot, property]) => [
    slot,
    { ...(property as object), description: slotMeanings[slot] },
  ]);
  const examples = [0, 1, 2].map((at) => `“${t(`${operation.id}/examples/${at}`)}”`).join(', ');
  return {
    name: toolName(operation.id),
    description: `${t(`${operation.id}/does`)}. For instance: ${examples}.`,
    parameters: { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false },
  };
}
