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
  const lines = linesOf(body, colons[language]).filter((line) => line !== summary && line !== unsaid && isSaid(line));
  const text = [summary, ...lines].join('\n');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isSaid(line: string): boolean {
  return /[\p{L}\p{N}]/u.test(line);
}

function linesOf(node: unknown, colon: string): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => linesOf(each, colon));
  if (typeof node !== 'object' || node === null) return [];
  const element = node as Element;
  const type = typeof element.type === 'string' ? element.type : '';
  switch (type) {
    case 'TextBlock':
    case 'Badge':
      return [text(element.text)];
    case 'RichTextBlock':
      return [
        list(element.inlines)
          .map((run) => (typeof run === 'string' ? run : text((run as Element).text)))
          .join(''),
      ];
    case 'FactSet':
      return list(element.facts).map(
        (fact) => `${text((fact as Element).title)}${colon}${text((fact as Element).value)}`,
      );
    case 'ColumnSet':
      return [side(element.columns, colon)];
    case 'TableRow':
      return [side(element.cells, colon)];
    case 'Table':
      return linesOf(element.rows, colon);
    case 'ActionSet':
    case 'Image':
      return [];
  }
  if (type.startsWith('Chart.')) return linesOf(element.fallback, colon);
  if (type.startsWith('Input.')) return [inputLine(element, colon)];
  return linesOf(element.items, colon);
}

/** What stands side by side is one line. */
function side(nodes: unknown, colon: string): string {
  return list(nodes)
    .flatMap((node) => linesOf(node, colon))
    .filter(isSaid)
    .join(' · ');
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
