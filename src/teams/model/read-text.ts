import { ModelFault } from './model-fault';

/** A sentence or two, in characters. */
const longestText = 600;

/** What could be pressed or stand for somebody: addresses, markdown links, mentions, tags. */
const linkLike =
  /[a-z][a-z0-9+.-]*:\/\/|\b(?:www\.|mailto:|tel:)|\]\s*\(|<\/?[a-z!]|[\p{L}\p{N}-]{2,}\.[a-z]{2,}(?![\p{L}\p{N}])/iu;

/**
 * A model's own sentence, on one line.
 *
 * @throws ModelFault `link` where it holds anything like a link, `bad-answer` where it says nothing
 */
export function readText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') throw new ModelFault('bad-answer');
  if (linkLike.test(line.normalize('NFKC'))) throw new ModelFault('link');
  return line.length > longestText ? `${line.slice(0, longestText).trimEnd()}…` : line;
}
