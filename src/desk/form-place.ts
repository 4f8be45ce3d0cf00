import type { Form } from '../operations/operation';
import type { Press } from './token';
import type { Turn } from './turn';

/**
 * Where a form is filled in: on its card in the chat; in the dialog that this turn is answered in; or, for a long one, in a
 * dialog that a button of its card opens.
 */
export type FormPlace =
  | { at: 'chat'; /** Chosen by the reader: also where there are dialogs. */ chosen?: true }
  | {
      at: 'dialog';
      /** The message whose place the outcome takes; null: it goes below everything. */ inPlaceOf: string | null;
    }
  | { at: 'opener' };

/** Where forms go that answer this turn, which may come from a button. */
export function formPlaceOf({ dialog, opensDialogs }: Turn, pressed?: Extract<Press, { kind: 'request' }>): FormPlace {
  if (dialog) return { at: 'dialog', inPlaceOf: pressed?.opener ? dialog.openedFrom : (pressed?.inPlaceOf ?? null) };
  if (pressed?.inChat) return { at: 'chat', chosen: true };
  return opensDialogs ? { at: 'opener' } : { at: 'chat' };
}

/** More fields than these are many for a card in a chat. */
const fewFields = 3;

/** Whether a form is better filled in in a window of its own. */
export function isLong({ fields }: Form): boolean {
  return fields.length > fewFields || fields.some(({ multiline, multiple }) => multiline || multiple);
}
