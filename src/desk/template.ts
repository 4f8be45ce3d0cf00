import { compileScope, compileText, hasPlaces, type Read } from './template-places';

/**
 * Writes a value of a field of an element as JSON; undefined for what JSON has no word for.
 *
 * @param type the element's; of one that has none, where it stands: `FactSet.facts`
 */
export type WriterOf = (type: string, key: string) => (value: unknown) => string | undefined;

/** Adds the JSON of what a template comes to for a model, in pieces. */
export type Fill = (model: unknown, pieces: string[]) => void;

/**
 * A template of `adaptivecards-templating`, taken apart once into the JSON that is the same on every card and the places between.
 * No tree is made to fill it: what it writes is the text of what the library would make (test/desk/template.test.ts).
 */
export function compileTemplate(template: unknown, writerOf: WriterOf): Fill {
  const steps = joinTexts(compile(template, { writerOf, type: '', key: '' }).steps);
  return (model, pieces) => run(steps, model, pieces);
}

/** JSON that is always there, or what a place or a list adds to it. */
type Step = string | Fill;

function run(steps: readonly Step[], model: unknown, pieces: string[]): void {
  for (const step of steps) {
    if (typeof step === 'string') pieces.push(step);
    else step(model, pieces);
  }
}

/** Where a part stands. */
interface Position {
  writerOf: WriterOf;
  /** Of the element around it. */
  type: string;
  key: string;
}

interface Part {
  /** As the value of a field. */
  steps: Step[];
  /** As items of a list, where it may come to none or to several. */
  items?: Items;
  /** As a field of an element, where it may be left out. */
  field?: (model: unknown) => string | undefined;
}

/** Adds what it comes to, after a comma where something stands `before`; returns whether something stands there now. */
type Items = (model: unknown, pieces: string[], before: boolean) => boolean;

function compile(node: unknown, position: Position): Part {
  if (typeof node === 'string' && hasPlaces(node)) return compilePlace(compileText(node), position);
  if (Array.isArray(node)) return compileList(node, position);
  if (typeof node === 'object' && node !== null) return compileElement(node as Record<string, unknown>, position);
  const steps = [position.writerOf(position.type, position.key)(node)!];
  return node === null ? { steps, items: (_model, _pieces, before) => before } : { steps };
}

function compilePlace(read: Read, { writerOf, type, key }: Position): Part {
  const write = writerOf(type, key);
  const field = (model: unknown) => write(read(model));
  return {
    steps: [(model, pieces) => void pieces.push(field(model) ?? 'null')],
    field,
    items(model, pieces, before) {
      const value = read(model);
      if (value === null) return before;
      let stands = before;
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
        pieces.push(stands ? ',' : '', write(item) ?? 'null');
        stands = true;
      }
      return stands;
    },
  };
}

function compileList(list: unknown[], position: Position): Part {
  const parts = list.map((item) => compile(item, { ...position }));
  const items = joinItems(parts);
  return {
    steps: [
      '[',
      ...(parts.some((part) => part.items)
        ? [(model: unknown, pieces: string[]) => void items(model, pieces, false)]
        : between(
            parts.map(({ steps }) => steps),
            ',',
          )),
      ']',
    ],
    items,
  };
}

/** What is there once whatever the model is, and stands side by side, is added at once. */
function joinItems(parts: readonly Part[]): Items {
  const joined: { steps: Step[]; items?: Items }[] = [];
  for (const { steps, items } of parts) {
    const last = joined.at(-1);
    if (items || !last || last.items) joined.push({ steps, items });
    else last.steps = [...last.steps, ',', ...steps];
  }
  const all = joined.map(({ steps, items }): Items => {
    if (items) return items;
    const [first, further] = [joinTexts(steps), joinTexts([',', ...steps])];
    return (model, pieces, before) => {
      run(before ? further : first, model, pieces);
      return true;
    };
  });
  return (model, pieces, before) => {
    let stands = before;
    for (const add of all) stands = add(model, pieces, stands);
    return stands;
  };
}

function compileElement({ $data, $when, ...fields }: Record<string, unknown>, position: Position): Part {
  const type = typeof fields.type === 'string' ? fields.type : `${position.type}.${position.key}`;
  const all = Object.entries(fields).map(([key, value], at): Step[] => {
    const { steps, field } = compile(value, { writerOf: position.writerOf, type, key });
    const begin = `${at > 0 ? ',' : ''}${JSON.stringify(key)}:`;
    if (!field) return [begin, ...steps];
    return [
      (model, pieces) => {
        const written = field(model);
        if (written !== undefined) pieces.push(begin, written);
        else if (at === 0) throw new Error(`the first field of an element comes to nothing: ${key}`);
      },
    ];
  });
  const steps = joinTexts(['{', ...all.flat(), '}']);
  const scope = compileScope($data, $when);
  if (!scope) return { steps };
  const items: Items = (model, pieces, before) => {
    let stands = before;
    for (const own of scope(model)) {
      if (stands) pieces.push(',');
      run(steps, own, pieces);
      stands = true;
    }
    return stands;
  };
  return {
    items,
    steps: [
      (model, pieces) => {
        const { length } = scope(model);
        if (length === 0) pieces.push('null');
        else if (length === 1) items(model, pieces, false);
        else {
          pieces.push('[');
          items(model, pieces, false);
          pieces.push(']');
        }
      },
    ],
  };
}

function between(all: readonly Step[][], text: string): Step[] {
  return all.flatMap((steps, at) => (at > 0 ? [text, ...steps] : steps));
}

/** Texts that follow each other are one. */
function joinTexts(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (typeof step === 'string' && typeof last === 'string') joined[joined.length - 1] = last + step;
    else joined.push(step);
  }
  return joined;
}
