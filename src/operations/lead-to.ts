import type { Speech } from '../language/translate';
import type { Button, Request } from './operation';

/** A button that leads to an operation, named by the verb that the operation's words have for it. */
export function leadTo(t: Speech['t'], operation: string, slots: Request['slots'] = {}): Button {
  return { id: 'open', title: t(`${operation}/button`), request: { operation, slots } };
}
