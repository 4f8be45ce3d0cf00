import { speak } from '../language/translate';
import type { Language } from '../language/languages';
import type { Operation } from '../operations/operation';

/** A line of the menu that Teams shows while someone writes to the bot; a press puts its title into the message box. */
export interface Command {
  title: string;
  description: string;
}

/** Teams: at most ten commands in a list, 32 and 128 characters each. */
export const commandLimits = { commands: 10, title: 32, description: 128 } as const;

export type CommandScope = 'personal' | 'shared';

/** The operations of a scope's list, in the list's order; help is always the last of it. */
export function commandOperations(operations: readonly Operation[], scope: CommandScope): Operation[] {
  const help = operations.filter(({ id }) => id === 'help');
  const others = operations.filter(({ id, buttonOnly }) => id !== 'help' && !buttonOnly);
  const isOpen = ({ audience }: Operation) => audience === 'anyone';
  const ordered =
    scope === 'personal' ? others : [...others.filter(isOpen), ...others.filter((operation) => !isOpen(operation))];
  return [...ordered.slice(0, commandLimits.commands - help.length), ...help];
}

/**
 * An operation as a command. The title is a sentence that the desk understands: the word `command` of the operation, or
 * else the first of its examples that fits.
 *
 * @throws Error where the operation's words have none
 */
export function describeCommand({ id }: Operation, language: Language): Command {
  const speech = speak(language);
  const keys = ['command', 'examples/0', 'examples/1', 'examples/2'].map((key) => `${id}/${key}`);
  const title = keys
    .filter((key) => speech.has(key))
    .map((key) => speech.t(key))
    .find((sentence) => sentence.length <= commandLimits.title);
  if (!title) {
    throw new Error(
      `${id} has no example of ${commandLimits.title} characters or fewer in ${language}: give it a "command"`,
    );
  }
  return { title, description: speech.t(`${id}/does`) };
}
