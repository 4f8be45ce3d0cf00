import type { Expression } from 'adaptive-expressions';
import type * as Templating from 'adaptivecards-templating';
import { parsePlainly, type PlainExpression } from './plain-expression';

/** Reads from a model what stands in a place of a template. */
export type Read = (model: unknown) => unknown;

/**
 * What a text of a template comes to: itself where it has no places. A place that names a field is read directly, as are the
 * comparisons that cards are full of. Whatever is not that plain (an undefined field among it) the library works out, so that
 * what comes out is what `adaptivecards-templating` would make of the whole (test/desk/template.test.ts). Expressions know the
 * fields of their own `$data` alone: `$root`, `$index` and `$host` are refused.
 */
export function compileText(text: string): Read {
  return hasPlaces(text) ? compileExpression(text, true) : () => text;
}

export function hasPlaces(text: string): boolean {
  return text.includes('${');
}

/** The models that an element is drawn with, once each: none, its surroundings' own, or each of a list of them. */
export type Scope = (model: unknown) => readonly unknown[];

const none: readonly unknown[] = [];

/** @returns undefined where the element is drawn once, with the model of its surroundings */
export function compileScope($data: unknown, $when: unknown): Scope | undefined {
  const isWanted = $when === undefined ? undefined : compileCondition($when);
  if ($data === undefined) return isWanted && ((model) => (isWanted(model) ? [model] : none));
  if (typeof $data !== 'string') throw new Error('a template has data that is no place');
  const read = compileText($data);
  return (model) => {
    const found = read(model);
    const scopes: unknown[] = [];
    for (const each of Array.isArray(found) ? (found as unknown[]) : [found]) {
      const own = each === undefined ? model : each;
      if (!isWanted || isWanted(own)) scopes.push(own);
    }
    return scopes;
  };
}

const place = /^\$\{([a-z]\w*(?:\.[a-z]\w*)*)\}$/i;

/** Only `true` is: whatever else, a fault too, leaves the element out. */
function compileCondition(condition: unknown): (model: unknown) => boolean {
  if (typeof condition !== 'string' || !condition.includes('${')) return () => !condition;
  const evaluate = compileExpression(condition, false);
  return (model) => evaluate(model) === true;
}

/** @param isPlace whether an undefined field leaves its own `${name}` behind, and a fault is thrown */
function compileExpression(text: string, isPlace: boolean): Read {
  let parsed: Expression | undefined;
  const parse = () => (parsed ??= parseExpression(text));
  const path = place.exec(text)?.[1];
  let short: Read | undefined = path ? readPath(path) : undefined;
  return (model) => {
    short ??= shorten(parsePlainly(text) ?? parse());
    const value = short(model);
    if (value !== unsure) return value;
    // To the library the model is the root: it reads names from there where there is no other.
    const evaluated = library().Template.tryEvaluateExpression(parse(), { $root: model }, isPlace);
    if (evaluated.error && isPlace) throw new Error(evaluated.error);
    return evaluated.error ? undefined : (evaluated.value as unknown);
  };
}

/** What the short way does not tell. */
const unsure = Symbol('unsure');

function shorten(expression: PlainExpression): Read {
  const { type, children } = expression;
  switch (type) {
    case 'Constant': {
      const { value } = expression;
      return () => value;
    }
    case 'Accessor': {
      const path = pathOf(expression);
      return path ? readPath(path) : () => unsure;
    }
    case '==':
    case '!=': {
      const [one, other] = children.map(shorten) as [Read, Read];
      return (model) => {
        const isEqual = compare(one(model), other(model));
        return isEqual === unsure ? unsure : isEqual === (type === '==');
      };
    }
    case 'count': {
      const list = shorten(children[0]!);
      return (model) => {
        const value = list(model);
        return Array.isArray(value) ? value.length : unsure;
      };
    }
    case '!': {
      const [one] = children.map(shorten) as [Read];
      return (model) => {
        const value = one(model);
        return value === unsure ? unsure : !isTrue(value);
      };
    }
    case '&&':
    case '||': {
      const parts = children.map(shorten);
      const decisive = type === '||';
      return (model) => {
        for (const part of parts) {
          const value = part(model);
          if (value === unsure) return unsure;
          if (isTrue(value) === decisive) return decisive;
        }
        return !decisive;
      };
    }
    case 'if': {
      const [condition, yes, no] = children.map(shorten) as [Read, Read, Read];
      return (model) => {
        const value = condition(model);
        return value === unsure ? unsure : isTrue(value) ? yes(model) : no(model);
      };
    }
    case 'exists': {
      const path = pathOf(children[0]!);
      if (!path || path.includes('.')) return () => unsure;
      const read = readPath(path);
      return (model) => {
        const value = read(model);
        return value !== unsure ? value !== null : lacks(model, path) ? false : unsure;
      };
    }
    case 'contains': {
      const [text, part] = children.map(shorten) as [Read, Read];
      return (model) => {
        const [whole, sought] = [text(model), part(model)];
        return typeof whole === 'string' && typeof sought === 'string' ? whole.includes(sought) : unsure;
      };
    }
    case '>': {
      const [one, other] = children.map(shorten) as [Read, Read];
      return (model) => {
        const [left, right] = [one(model), other(model)];
        return typeof left === 'number' && typeof right === 'number' ? left > right : unsure;
      };
    }
    case 'concat': {
      const texts = children.map(shorten);
      return (model) => {
        let text = '';
        for (const each of texts) {
          const value = each(model);
          if (typeof value !== 'string') return unsure;
          text += value;
        }
        return text;
      };
    }
    default:
      return () => unsure;
  }
}

function compare(one: unknown, other: unknown): boolean | typeof unsure {
  if (one === unsure || other === unsure) return unsure;
  if (one === null || other === null) return one === other;
  return isPlain(one) && isPlain(other) ? one === other : unsure;
}

/** What the library takes for true. */
function isTrue(value: unknown): boolean {
  return typeof value === 'boolean' ? value : value !== null;
}

/** Whether a model has no field of a name, in no spelling: the library also takes names that differ in case. */
function lacks(model: unknown, name: string): boolean {
  if (typeof model !== 'object' || model === null || Array.isArray(model)) return false;
  return !Object.keys(model).some((key) => key.toLowerCase() === name.toLowerCase());
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}

/** Undefined where an index or a function is among it. */
function pathOf({ type, children: [name, inside] }: PlainExpression): string | undefined {
  if (type !== 'Accessor') return undefined;
  const value = String(name!.value);
  if (!inside) return value;
  const outer = pathOf(inside);
  return outer && `${outer}.${value}`;
}

/** Own fields of plain objects only; the library also takes names that differ in case. */
function readPath(path: string): Read {
  const names = path.split('.');
  return (model) => {
    let value: unknown = model;
    for (const name of names) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return unsure;
      value = (value as Record<string, unknown>)[name];
    }
    return value === undefined ? unsure : value;
  };
}

function parseExpression(text: string): Expression {
  const parsed = library().Template.parseInterpolatedString(text);
  if (typeof parsed === 'string') throw new Error(`a template has an expression that is none: ${text}`);
  if (/\$(?:root|index|host|data)\b/.test(text)) throw new Error(`a template reads more than its own data: ${text}`);
  return parsed;
}

let loaded: typeof Templating | undefined;

/** Loads with its grammar and all its functions, which takes longer than the rest of the desk: when a card first needs it. */
function library(): typeof Templating {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (loaded ??= require('adaptivecards-templating') as typeof Templating);
}
