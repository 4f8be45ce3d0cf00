/**
 * The one escape for foreign text (teams.md, Attacks: markdown, link, mention or bidi injection). It runs over the finished
 * card, so that nothing can pass it by: cards of this project use no markdown of their own.
 */
export function finishCard(card: Record<string, unknown>): Record<string, unknown> {
  return finish(card) as Record<string, unknown>;
}

/** Parts of templates that were finished once for every card; frozen, so that they stay what was looked at. */
const finishedParts = new WeakSet<object>();

/** Finishes what is the same on every card; `finishCard` then takes it as it is. */
export function finishPart(part: unknown): unknown {
  const finished = finish(part);
  if (typeof finished === 'object' && finished !== null) finishedParts.add(freeze(finished));
  return finished;
}

function freeze<Part extends object>(part: Part): Part {
  for (const value of Object.values(part)) if (typeof value === 'object' && value !== null) freeze(value as object);
  return Object.freeze(part);
}

/** What nothing had to be done to stays the very same: most of a card does. */
function finish(node: unknown): unknown {
  if (typeof node === 'string') return stripInvisible(node);
  if (typeof node !== 'object' || node === null || finishedParts.has(node)) return node;
  return Array.isArray(node) ? finishList(node) : finishElement(node as Record<string, unknown>);
}

function finishList(list: unknown[]): unknown[] {
  let finished = list;
  for (let at = 0; at < list.length; at++) {
    const item = finish(list[at]);
    if (item === list[at]) continue;
    if (finished === list) finished = [...list];
    finished[at] = item;
  }
  return finished;
}

function finishElement(element: Record<string, unknown>): Record<string, unknown> {
  let finished = element;
  const { type } = element;
  for (const key in element) {
    const value = element[key];
    const done = finishField(type, key, finish(value));
    if (done === value) continue;
    if (finished === element) finished = { ...element };
    finished[key] = done;
  }
  return finished;
}

/** What is done to a field of some elements besides. */
function finishField(type: unknown, key: string, value: unknown): unknown {
  if (key === 'text' && type === 'TextBlock' && typeof value === 'string') return escapeMarkdown(value);
  if (key === 'facts' && type === 'FactSet' && Array.isArray(value)) return value.map(escapeFact);
  if (key === 'fallbackText' && type === 'AdaptiveCard' && typeof value === 'string') return writeOutMoments(value);
  return value;
}

function escapeFact(fact: { title: string; value: string }): object {
  return { title: escapeMarkdown(fact.title), value: escapeMarkdown(fact.value) };
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
