import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, type Language } from '../language/languages';
import { speak } from '../language/translate';
import { stripInvisible, writeOutMoments, writePlain, writerOf } from './finish-card';
import { JsonText } from '../json-text';
import type { FinishedCard } from './messenger';
import { compileSpeech, type SayCard } from './say-card';
import { compileTemplate, type Fill } from './template';

/** contract.md, Cards: what a card says of itself. */
export type CardState =
  'asking' | 'choosing' | 'proposed' | 'waiting' | 'done' | 'refused' | 'failed' | 'expired' | 'cancelled' | 'answered';

/** A card before it is drawn: the frame's parts, the template's name and its plain model. */
export interface CardContent {
  /** Null where a sentence named none. */
  operation: string | null;
  state: CardState;
  /** Name of a template in `cards/`. */
  card: string;
  /** One sign per operation, so that a card is recognised at a glance. */
  icon: string;
  title: string;
  subtitle?: string;
  /** The answer in one sentence: for notifications, and the first line of what is said in the card's place. */
  summary: string;
  /** Stands on the drawn card alone. */
  unsaid?: string;
  /** Of the state, in a word or two; left out where nothing is pending. */
  chip?: { text: string; tone: 'good' | 'attention' | 'warning' | 'accent' };
  foot?: string;
  model: object;
  actions: CardAction[];
}

export interface CardAction {
  /** contract.md, Cards. */
  id: string;
  title: string;
  token: string;
  style?: 'positive' | 'destructive';
  secondary?: true;
  /** Clients without Action.Execute open a dialog instead of sending a message: for what must not become one. */
  privateFallback?: true;
  /** Opens a dialog. */
  dialog?: true;
  /** Stands in this row of the model's list instead of below the card. */
  row?: { of: string; at: number };
}

/** Draws cards: templates are read at the start, each is translated and compiled once, when it is first drawn in a language. */
export interface CardRenderer {
  render(content: CardContent, language: Language): FinishedCard;
}

/** Teams shows six actions of a card at once, the menu among them; it drops what is neither in sight nor in the menu. */
const sightLimit = 6;
const actionLimit = 12;

/** A template in a language. */
interface Compiled {
  /** The frame's own fields, with the template in them: the beginning of each, and what follows. */
  fields: { begin: string; fill: Fill }[];
  say: SayCard;
}

/** @param folder the project's `cards/` */
export function loadCards(folder: string): CardRenderer {
  const sources = readSources(folder);
  const compiled = new Map<string, Compiled>();
  const compile = (name: string, language: Language): Compiled => {
    if (!sources.templates.has(name)) throw new Error(`no card template is named ${name}`);
    const frame = translate(sources, name, language) as { body: unknown };
    const fields = Object.entries(frame).map(([key, part]) => ({
      begin: `,${JSON.stringify(key)}:`,
      fill: compileTemplate(part, writerOf),
    }));
    const made = { fields, say: compileSpeech(frame.body, language) };
    compiled.set(`${language}/${name}`, made);
    return made;
  };
  return {
    render(content, language) {
      const { fields, say } = compiled.get(`${language}/${content.card}`) ?? compile(content.card, language);
      const { operation, state, summary, unsaid = null } = content;
      const model = modelOf(content);
      const metadata = { operation, state };
      const pieces = [
        `${cardBegin}"lang":"${language}","fallbackText":`,
        '""',
        `,"metadata":${JSON.stringify(metadata)}`,
      ];
      for (const { begin, fill } of fields) {
        pieces.push(begin);
        fill(model, pieces);
      }
      drawActions(content.actions, pieces);
      const said = writeOutMoments(stripInvisible(say(summary, model, unsaid)));
      pieces[1] = JSON.stringify(keepSmall(said, pieces));
      return { summary: writeOutMoments(stripInvisible(summary)), metadata, card: new JsonText(pieces) };
    },
  };
}

const cardBegin =
  '{"type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5",';

/** teams.md, Limits, in bytes. */
const cardLimit = 24 * 1024;
/** Shorter words make no card too large that was not so without them. */
const shortWords = 1_000;

/**
 * What a card shows comes first: its words in a row take what room is left.
 *
 * @param pieces the rest of the card's text
 */
function keepSmall(said: string, pieces: readonly string[]): string {
  if (said.length <= shortWords) return said;
  const over = Buffer.byteLength(JSON.stringify(said)) - 2 + Buffer.byteLength(pieces.join('')) - cardLimit;
  if (over < 0) return said;
  // Line breaks and quotation marks are written as two.
  const room = Math.max(0, Buffer.byteLength(said) - over - shortWords / 4);
  const kept = Buffer.from(said)
    .toString('utf8', 0, room)
    .replace(/\ufffd+$/, '');
  return `${kept}…`;
}

/** What the places of a content's template are filled from. */
export function modelOf(content: CardContent): object {
  return { ...withRowActions(content), header: headerOf(content), foot: content.foot ?? null };
}

const chipColors = { good: 'Good', attention: 'Attention', warning: 'Warning', accent: 'Accent' } as const;

function headerOf({ icon, title, subtitle, chip }: CardContent): object {
  return {
    icon,
    title,
    subtitle: subtitle ?? null,
    chip: chip ? { text: chip.text, color: chipColors[chip.tone] } : null,
  };
}

/** The model, with its buttons in the rows that have some. */
function withRowActions({ model, actions }: CardContent): object {
  const lists = new Set(actions.flatMap(({ row }) => (row ? [row.of] : [])));
  const rows = model as Record<string, object[]>;
  const filled: Record<string, object[]> = {};
  for (const list of lists) {
    filled[list] = rows[list]!.map((each, at) => ({
      ...each,
      actions: actions.filter(({ row }) => row?.of === list && row.at === at).map(rowAction),
    }));
  }
  return { ...model, ...filled };
}

function drawActions(actions: CardAction[], pieces: string[]): void {
  const below = actions.filter(({ row }) => !row);
  pieces.push(',"actions":[');
  keepInReach(below).forEach((action, at) => {
    if (at > 0) pieces.push(',');
    drawAction(action, pieces);
  });
  pieces.push(']}');
}

/** What finds no place in sight goes into the menu. */
function keepInReach(actions: CardAction[]): CardAction[] {
  const kept = actions.slice(0, actionLimit);
  const inSight = kept.filter(({ secondary }) => !secondary);
  if (inSight.length <= sightLimit) return kept;
  const hidden = new Set(inSight.slice(sightLimit - 1));
  return kept.map((action) => (hidden.has(action) ? { ...action, secondary: true } : action));
}

/** Action.Submit stands in where Action.Execute is unknown, and opens dialogs, which Action.Execute can't; the token is the same. */
function drawAction(
  { id, title, token, style, secondary, privateFallback, dialog }: CardAction,
  pieces: string[],
): void {
  const styled = style ? `,"style":"${style}"` : '';
  const common = `"id":${writePlain(id)},"title":${writePlain(title)}${styled}${secondary ? ',"mode":"secondary"' : ''}`;
  const end = privateFallback || dialog ? '","msteams":{"type":"task/fetch"}}' : '"}';
  const submit = `{"type":"Action.Submit",${common},"data":{"token":"`;
  if (dialog) return void pieces.push(submit, token, `${end}}`);
  const execute = `{"type":"Action.Execute",${common},"verb":"${id.split(':')[0]}","data":{"token":"`;
  pieces.push(execute, token, `"},"fallback":${submit}`, token, `${end}}}`);
}

function rowAction(action: CardAction): JsonText {
  const pieces: string[] = [];
  drawAction(action, pieces);
  return new JsonText(pieces);
}

interface Sources {
  frame: unknown;
  fragments: Map<string, unknown>;
  templates: Map<string, unknown>;
}

/** Every template in every language, its words and fragments in their places: for tests that look at all of them. */
export function readTemplates(folder: string): { name: string; language: Language; template: unknown }[] {
  const sources = readSources(folder);
  return [...sources.templates.keys()].flatMap((name) =>
    languages.map((language) => ({ name, language, template: translate(sources, name, language) })),
  );
}

function readSources(folder: string): Sources {
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const named = (inside: string) =>
    new Map(
      readdirSync(inside)
        .filter((file) => file.endsWith('.json') && !file.endsWith('.sample.json'))
        .map((file) => [file.slice(0, -'.json'.length), read(join(inside, file))]),
    );
  const fragments = named(join(folder, 'fragments'));
  const frame = fragments.get('frame');
  if (!frame) throw new Error(`${folder} has no fragments/frame.json`);
  return { frame, fragments, templates: named(folder) };
}

/** Puts the template into the frame, the fragments into their places, and the language's words for every `@key`. */
function translate(sources: Sources, name: string, language: Language): unknown {
  const fragments = new Map(sources.fragments).set('content', sources.templates.get(name));
  const { t, has } = speak(language);
  const resolve = (node: unknown): unknown => {
    if (typeof node === 'string' && node.startsWith('@')) {
      if (!has(node.slice(1))) throw new Error(`cards/${name}.json: ${language} has no word ${node}`);
      return t(node.slice(1));
    }
    if (Array.isArray(node)) return node.flatMap((item) => resolve(item));
    if (typeof node !== 'object' || node === null) return node;
    if ('include' in node && typeof node.include === 'string') {
      if (!fragments.has(node.include))
        throw new Error(`cards/${name}.json includes ${node.include}, which is not there`);
      return resolve(fragments.get(node.include));
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  };
  return resolve(sources.frame);
}
