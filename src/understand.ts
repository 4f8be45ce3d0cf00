import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createUnderstanding } from './language/understanding/understand';

/** `npm run understand`: JSON lines {"locale","text"} in, {"operation","slots","confidence"} out, in the same order. */
const line = z.object({ text: z.string(), locale: z.string().default('en-US') });
const nothing = { operation: null, slots: {}, confidence: 0 };

export async function understandLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  errors: NodeJS.WritableStream,
  today: string,
): Promise<void> {
  const { understand } = createUnderstanding();
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number++;
    if (!text.trim()) continue;
    output.write(`${JSON.stringify(answer(text, number))}\n`);
  }

  function answer(text: string, at: number): unknown {
    try {
      const { operation, slots, confidence } = understand(line.parse(JSON.parse(text)), today);
      return { operation, slots, confidence };
    } catch {
      errors.write(`Line ${at} is not a JSON object with a "text".\n`);
      return nothing;
    }
  }
}

/** The value of --today, or today's date in UTC. */
export function readToday(argv: readonly string[], now: Date): string | undefined {
  const at = argv.findIndex((word) => word === '--today' || word.startsWith('--today='));
  if (at < 0) return now.toISOString().slice(0, 10);
  const value = argv[at]?.includes('=') ? argv[at].slice(8) : argv[at + 1];
  const given = z.iso.date().safeParse(value);
  return given.success ? given.data : undefined;
}

async function main(): Promise<void> {
  const today = readToday(process.argv.slice(2), new Date());
  if (!today) {
    process.stderr.write('--today needs a date such as 2026-11-23.\n');
    process.exitCode = 2;
    return;
  }
  try {
    await understandLines(process.stdin, process.stdout, process.stderr, today);
  } catch (error) {
    process.stderr.write(`The input could not be read: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) void main();
