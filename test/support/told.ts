import type { Language } from '../../src/language/languages';
import { words } from '../../src/language/words';

/** What a text of the words says, whatever it is filled with: `problems/own-account/what`. */
export function told(language: Language, key: string): RegExp {
  const text = key
    .split('/')
    .reduce<unknown>((place, part) => (place as Record<string, unknown>)[part], words[language]);
  if (typeof text !== 'string') throw new Error(`${key} is no text in ${language}`);
  return new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map(escape)
      .join('[^]*'),
  );
}

/** A card may write a backslash in front of what would be markdown. */
function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `\\\\?${/[.*+?^${}()|[\]\\]/.test(sign) ? '\\' : ''}${sign}`);
}
