import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { CardContent } from '../../src/desk/card';
import type { Language } from '../../src/language/languages';
import { speak, type Speech } from '../../src/language/translate';
import { readProposals } from './proposals';

/** Found from these sources and from where `npm run gallery` compiles them to. */
export const projectFolder = findProject(__dirname);
export const cardsFolder = join(projectFolder, 'cards');

/** A card's content as `cards/<template>.sample.json` gives it: one for all languages, said in each by `sayContent`. */
export interface Sample {
  template: string;
  name: string;
  content: unknown;
}

/** What stands in the place of a text: words of ours, a value as a language writes it, or several texts in a row. */
type Saying =
  | { word: string; with?: Record<string, unknown> }
  | { format: keyof Speech['format']; of: unknown[] }
  | { join: unknown[]; by: string };

/** As long as the longest that the desk seals, so that sizes are honest. */
const token = 'sample-token-'.padEnd(400, '0');

const fileSchema = z.strictObject({
  samples: z
    .array(z.strictObject({ name: z.string().regex(/^[a-z-]+$/), content: z.record(z.string(), z.unknown()) }))
    .min(1),
});

const contentSchema = z.strictObject({
  operation: z.string().nullable(),
  state: z.enum([
    'asking',
    'choosing',
    'proposed',
    'waiting',
    'done',
    'refused',
    'failed',
    'expired',
    'cancelled',
    'answered',
  ]),
  card: z.string(),
  icon: z.string(),
  title: z.string(),
  subtitle: z.string().optional(),
  summary: z.string(),
  chip: z.strictObject({ text: z.string(), tone: z.enum(['good', 'attention', 'warning', 'accent']) }).optional(),
  foot: z.string().optional(),
  model: z.record(z.string(), z.unknown()),
  actions: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      token: z.string().default(token),
      style: z.enum(['positive', 'destructive']).optional(),
      secondary: z.literal(true).optional(),
      privateFallback: z.literal(true).optional(),
      dialog: z.literal(true).optional(),
      row: z.strictObject({ of: z.string(), at: z.number() }).optional(),
    }),
  ),
});

export function listTemplates(): string[] {
  return readdirSync(cardsFolder)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.sample.json'))
    .map((file) => basename(file, '.json'));
}

/** Every sample, by template. */
export function readSamples(): Sample[] {
  const files = readdirSync(cardsFolder).filter((file) => file.endsWith('.sample.json'));
  const written = files.flatMap((file) => {
    const template = basename(file, '.sample.json');
    const { samples } = fileSchema.parse(JSON.parse(readFileSync(join(cardsFolder, file), 'utf8')));
    return samples.map(({ name, content }) => ({ template, name, content }));
  });
  return [...written, ...readProposals()];
}

/** @throws Error for a word that the language lacks, or a content that no card has */
export function sayContent({ template, content }: Sample, language: Language): CardContent {
  const said = say(content, speak(language)) as object;
  return contentSchema.parse({ card: template, ...said });
}

function say(node: unknown, speech: Speech): unknown {
  if (Array.isArray(node)) return node.map((item) => say(item, speech));
  if (typeof node !== 'object' || node === null) return node;
  if ('word' in node || 'format' in node || 'join' in node) return sayText(node as Saying, speech);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, say(value, speech)]));
}

function sayText(saying: Saying, speech: Speech): string {
  if ('join' in saying) return saying.join.map((part) => String(say(part, speech))).join(saying.by);
  if ('format' in saying) {
    const formats = speech.format as unknown as Record<string, (...values: unknown[]) => string>;
    return formats[saying.format]!(...(say(saying.of, speech) as unknown[]));
  }
  const text = speech.t(saying.word, say(saying.with ?? {}, speech) as Record<string, unknown>);
  if (text === saying.word) throw new Error(`${speech.language} has no word ${saying.word}`);
  return text;
}

function findProject(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : findProject(dirname(from));
}
