import { JsonText } from '../json-text';

/**
 * The one escape for foreign text (teams.md, Attacks: markdown, link, mention or bidi injection). Everything that is written into
 * a card passes it, so that nothing can pass it by: cards of this project use no markdown of their own. What is JSON already has
 * passed it before.
 *
 * @param type of the element whose field it is; of one that has none, where it stands: `FactSet.facts`
 */
export function writerOf(type: string, key: string): (value: unknown) => string | undefined {
  const isMarkdown =
    type === 'TextBlock' ? key === 'text' : type === 'FactSet.facts' && (key === 'title' || key === 'value');
  const writeText = isMarkdown ? writeMarkdown : writePlain;
  const write = (value: unknown): string | undefined => {
    if (typeof value === 'string') return writeText(value);
    if (value instanceof JsonText) return value.text;
    if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
    return JSON.stringify(finishField(type, key, finish(value)));
  };
  return write;
}

/** A text of a card as JSON, where no markdown is drawn. */
export function writePlain(text: string): string {
  return mayBeMore.test(text) ? JSON.stringify(stripInvisible(text)) : `"${text}"`;
}

function writeMarkdown(text: string): string {
  return mayBeMore.test(text) || mayBeMarkdown.test(text)
    ? JSON.stringify(escapeMarkdown(stripInvisible(text)))
    : `"${text}"`;
}

/** Escapes what came as a tree of elements. */
function finish(node: unknown): unknown {
  if (typeof node === 'string') return stripInvisible(node);
  if (typeof node !== 'object' || node === null || node instanceof JsonText) return node;
  if (Array.isArray(node)) return node.map(finish);
  const element = node as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(element).map(([key, value]) => [key, finishField(element.type, key, finish(value))]),
  );
}

/** What is done to a field of some elements besides. */
function finishField(type: unknown, key: string, value: unknown): unknown {
  if (key === 'text' && type === 'TextBlock' && typeof value === 'string') return escapeMarkdown(value);
  if (key === 'facts' && type === 'FactSet') return Array.isArray(value) ? value.map(escapeFact) : escapeFact(value);
  return value;
}

function escapeFact(fact: unknown): unknown {
  if (typeof fact !== 'object' || fact === null) return fact;
  const { title, value } = fact as { title: string; value: string };
  return { title: escapeMarkdown(title), value: escapeMarkdown(value) };
}

/**
 * Control characters but tab and line feed, zero-width characters, those that turn the direction of writing, annotations,
 * and tags, in which a whole sentence can hide.
 */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The same as a look at single units, which is cheaper: \udb40 begins a tag. */
const mayBeInvisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\udb40\ufeff\ufff9-\ufffb]/;

/** What a text may hold that is no JSON as it stands, or is taken out: half a character among it. */
const mayBeMore =
  /["\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]/;

/** Takes out what a reader can't see but a client obeys. */
export function stripInvisible(text: string): string {
  return mayBeInvisible.test(text) ? text.replace(invisible, '') : text;
}

const tag = /<(?=\/?[a-z])/gi;

/** Makes foreign text mean itself where tags are drawn: in the lines of a search, which are no card of ours. */
export function writeOutTags(text: string): string {
  return stripInvisible(text).replace(tag, '‹');
}

/** Most texts hold nothing of what is escaped: one look instead of four. */
const mayBeMarkdown = /[\\`*[\]~_<]|^\s*(?:[#>+-]|\d+[.)])\s/m;

/** Makes text mean itself where markdown is drawn; leaves a name, an address or a number as it is. */
export function escapeMarkdown(text: string): string {
  if (!mayBeMarkdown.test(text)) return text;
  return text
    .replace(/[\\`*[\]~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(tag, '‹')
    .replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/gm, '$1\\$2');
}

/** Card functions work in TextBlocks only; elsewhere the moment is written in UTC. */
export function writeOutMoments(text: string): string {
  return text.replace(
    /\{\{DATE\(([^,)]+), SHORT\)\}\} \{\{TIME\([^)]+\)\}\}|\{\{TIME\(([^)]+)\)\}\}/g,
    (_, moment?: string, time?: string) => `${(moment ?? time ?? '').slice(moment ? 0 : 11, 16).replace('T', ' ')} UTC`,
  );
}
