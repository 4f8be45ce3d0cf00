import type { Language } from '../language/languages';
import { compileScope, compileText, type Read } from './template-places';

type Element = Readonly<Record<string, unknown>>;

/** Adds a line for each thing that a part of a card shows. */
type Say = (model: unknown, lines: string[]) => void;

/** What a card says for a model: `summary` first, and nothing of `unsaid`, which must stand on the card alone. */
export type SayCard = (summary: string, model: unknown, unsaid: string | null) => string;

/** Longer than any card that people read; what comes after it is on the card. */
const longest = 3_000;
const colons = { en: ': ', fr: '\u00a0: ' } as const satisfies Record<Language, string>;

/**
 * What a card says, in words and in the order in which it is read: the answer first, then a line for each thing shown
 * (contract.md, Cards: for clients that draw no cards). Taken from the card's template, so that no view can forget it.
 */
export function compileSpeech(body: unknown, language: Language): SayCard {
  const say = compile(body, colons[language]);
  return (summary, model, unsaid) => {
    const lines: string[] = [];
    say(model, lines);
    let text = summary;
    for (const line of lines) if (line !== summary && line !== unsaid && isSaid(line)) text += `\n${line}`;
    return text.length > longest ? `${text.slice(0, longest)}…` : text;
  };
}

function isSaid(line: string): boolean {
  return /[a-z\d]/i.test(line) || /[\p{L}\p{N}]/u.test(line);
}

const silent: Say = () => undefined;

function compile(node: unknown, colon: string): Say {
  if (Array.isArray(node)) return compileList(node, colon);
  if (typeof node === 'string') throw new Error(`a card shows what its template does not: ${node}`);
  if (typeof node !== 'object' || node === null) return silent;
  const { $data, $when, ...element } = node as Element;
  const say = compileElement(element, colon);
  const scope = compileScope($data, $when);
  if (say === silent || !scope) return say;
  return (model, lines) => {
    for (const own of scope(model)) say(own, lines);
  };
}

function compileList(nodes: readonly unknown[], colon: string): Say {
  const parts = nodes.map((node) => compile(node, colon)).filter((say) => say !== silent);
  if (parts.length < 2) return parts[0] ?? silent;
  return (model, lines) => {
    for (const say of parts) say(model, lines);
  };
}

function compileElement(element: Element, colon: string): Say {
  const type = typeof element.type === 'string' ? element.type : '';
  switch (type) {
    case 'TextBlock':
    case 'Badge': {
      const text = textOf(element.text);
      return (model, lines) => void lines.push(text(model));
    }
    case 'RichTextBlock': {
      const runs = eachOf(element.inlines, (run) => textOf(typeof run === 'string' ? run : run.text));
      return (model, lines) => void lines.push(runs(model).join(''));
    }
    case 'FactSet': {
      const facts = eachOf(element.facts, compilePair);
      return (model, lines) => {
        for (const { title, value } of facts(model)) lines.push(`${title}${colon}${text(value)}`);
      };
    }
    case 'ColumnSet':
      return compileSides(element.columns, colon);
    case 'TableRow':
      return compileSides(element.cells, colon);
    case 'Table':
      return compile(element.rows, colon);
    case 'ActionSet':
    case 'Image':
      return silent;
  }
  if (type.startsWith('Chart.')) return compile(element.fallback, colon);
  return type.startsWith('Input.') ? compileInput(element, colon) : compile(element.items, colon);
}

/** What stands side by side is one line. */
function compileSides(nodes: unknown, colon: string): Say {
  const say = compile(nodes, colon);
  return (model, lines) => {
    const parts: string[] = [];
    say(model, parts);
    lines.push(parts.filter(isSaid).join(' · '));
  };
}

/** What is asked for, with what stands there. */
function compileInput({ label, value, choices }: Element, colon: string): Say {
  const title = textOf(label);
  const read = readOf(value);
  const options = eachOf(choices, compilePair);
  return (model, lines) => {
    const own = read(model);
    const stands = text(options(model).find((option) => option.value === own)?.title ?? own);
    lines.push(stands ? `${title(model)}${colon}${stands}` : title(model));
  };
}

/** A fact or a choice. */
function compilePair({ title, value }: Element): (model: unknown) => { title: string; value: unknown } {
  const [readTitle, readValue] = [textOf(title), readOf(value)];
  return (model) => ({ title: readTitle(model), value: readValue(model) });
}

/** What each of the elements of a list comes to, for each model that it is drawn with. */
function eachOf<Value>(
  nodes: unknown,
  compileOne: (node: Element) => (model: unknown) => Value,
): (model: unknown) => Value[] {
  if (typeof nodes === 'string') throw new Error(`a card shows what its template does not: ${nodes}`);
  const parts = (Array.isArray(nodes) ? (nodes as Element[]) : []).map((node) => {
    const read = compileOne(node);
    const scope = compileScope(node.$data, node.$when);
    return scope ? (model: unknown) => scope(model).map(read) : (model: unknown) => [read(model)];
  });
  return (model) => parts.flatMap((read) => read(model));
}

function readOf(value: unknown): Read {
  return typeof value === 'string' ? compileText(value) : () => value;
}

function textOf(value: unknown): (model: unknown) => string {
  const read = readOf(value);
  return (model) => text(read(model));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
