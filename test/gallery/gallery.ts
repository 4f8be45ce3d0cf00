import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadCards } from '../../src/desk/card';
import { type Language, languages } from '../../src/language/languages';
import { findBrowser, launchBrowser } from '../local/browser';
import { contactSheet, type Picture } from './contact-sheet';
import { cardsFolder, projectFolder, readSamples, sayContent } from './samples';
import { openStage, type Scene, type Theme, themes } from './stage';

/** Draws every sample of every card in both languages, light and dark: `npm run gallery`. */
const folder = join(projectFolder, 'build', 'gallery');

/** Teams' usual card, and a phone. */
const widths = { usual: 480, narrow: 320 } as const;

/** Side by side, as on the machine's cores. */
const stages = 2;

interface Work extends Picture {
  scene: Scene;
}

async function main(): Promise<void> {
  if (!findBrowser()) {
    throw new Error(
      'No Chromium was found, so there is nothing to draw with: install it, or set CHROMIUM_PATH to one.',
    );
  }
  const works = planWorks();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const queue = [...works];
    await Promise.all(
      Array.from({ length: stages }, async () => {
        const stage = await openStage(browser);
        for (let work = queue.shift(); work; work = queue.shift()) {
          writeFileSync(join(folder, work.file), await stage.draw(work.scene));
        }
        await stage.close();
      }),
    );
  } finally {
    await browser.close();
  }
  const sheet = join(folder, 'index.html');
  writeFileSync(sheet, contactSheet(works));
  process.stdout.write(`${works.length} pictures; see ${relative(process.cwd(), sheet)}\n`);
}

function planWorks(): Work[] {
  const cards = loadCards(cardsFolder);
  return readSamples().flatMap((sample) =>
    languages.flatMap((language) => {
      const card = cards.render(sayContent(sample, language), language).card.toJSON();
      const isWide = JSON.stringify(card).includes('"type":"Table"');
      const usual = themes.map((theme) => describe(sample, card, language, theme, 'usual'));
      return isWide ? [...usual, describe(sample, card, language, 'light', 'narrow')] : usual;
    }),
  );
}

function describe(
  { template, name }: { template: string; name: string },
  card: unknown,
  language: Language,
  theme: Theme,
  size: keyof typeof widths,
): Work {
  const file = `${template}-${name}.${language}.${theme}${size === 'narrow' ? '.narrow' : ''}.png`;
  return { template, name, file, width: widths[size], scene: { card, language, theme, width: widths[size] } };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
