import type { Language } from '../language/languages';

type Element = Readonly<Record<string, unknown>>;

/** Longer than any card that people read; what comes after it is on the card. */
const longest = 3_000;
const colons = { en: ': ', fr: '\u00a0: ' } as const satisfies Record<Language, string>;

/**
 * What a card says, in words and in the order in which it is read: the answer first, then a line for each thing shown
 * (contract.md, Cards: for clients that draw no cards). Taken from the drawn card, so that no view can forget it.
 *
 * @param unsaid what must stand on the card alone
 */
export function sayCard(summary: string, body: unknown, language: Language, unsaid: string | null): string {
  const lines: string[] = [];
  gather(body, colons[language], lines);
  let text = summary;
  for (const line of lines) if (line !== summary && line !== unsaid && isSaid(line)) text += `\n${line}`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isSaid(line: string): boolean {
  return /[a-z\d]/i.test(line) || /[\p{L}\p{N}]/u.test(line);
}

/** Adds a line for each thing that a part of a card shows. */
function gather(node: unknown, colon: string, lines: string[]): void {
  if (Array.isArray(node)) {
    for (const each of node) gather(each, colon, lines);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const element = node as Element;
  const type = typeof element.type === 'string' ? element.type : '';
  switch (type) {
    case 'TextBlock':
    case 'Badge':
      lines.push(text(element.text));
      return;
    case 'RichTextBlock': {
      const runs = list(element.inlines).map((run) => (typeof run === 'string' ? run : text((run as Element).text)));
      lines.push(runs.join(''));
      return;
    }
    case 'FactSet':
      for (const fact of list(element.facts) as Element[]) lines.push(`${text(fact.title)}${colon}${text(fact.value)}`);
      return;
    case 'ColumnSet':
      lines.push(side(element.columns, colon));
      return;
    case 'TableRow':
      lines.push(side(element.cells, colon));
      return;
    case 'Table':
      return gather(element.rows, colon, lines);
    case 'ActionSet':
    case 'Image':
      return;
  }
  if (type.startsWith('Chart.')) return gather(element.fallback, colon, lines);
  if (type.startsWith('Input.')) lines.push(inputLine(element, colon));
  else gather(element.items, colon, lines);
}

/** What stands side by side is one line. */
function side(nodes: unknown, colon: string): string {
  const parts: string[] = [];
  gather(nodes, colon, parts);
  return parts.filter(isSaid).join(' · ');
}

/** What is asked for, with what stands there. */
function inputLine({ label, value, choices }: Element, colon: string): string {
  const chosen = list(choices).find((choice) => (choice as Element).value === value) as Element | undefined;
  const stands = text(chosen?.title ?? value);
  return stands ? `${text(label)}${colon}${stands}` : text(label);
}

function list(nodes: unknown): unknown[] {
  return Array.isArray(nodes) ? nodes : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
