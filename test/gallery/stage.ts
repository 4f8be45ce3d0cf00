import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/language/languages';
import { findPageFolder, readPageFile } from '../../src/local/page-files';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Scene {
  card: unknown;
  language: Language;
  theme: Theme;
  /** Of the card, in CSS pixels. */
  width: number;
}

export interface Stage {
  /** The card as the local chat page draws it, as a PNG. @throws Error for a card that can't be drawn */
  draw(scene: Scene): Promise<Buffer>;
  close(): Promise<void>;
}

const origin = 'http://gallery.invalid';
const assets = '/local/assets/';
const locales: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

/** A page that has nothing but the local chat page's styles, its renderer and room for one card. */
export async function openStage(browser: Browser): Promise<Stage> {
  const context = await browser.newContext({ timezoneId: 'Europe/Paris', deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: stageHtml() });
    const file = await readPageFile(pathname.slice(assets.length));
    return file ? route.fulfill({ contentType: file.contentType, body: file.content }) : route.fulfill({ status: 404 });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction('"drawOnStage" in window');
  return {
    draw: (scene) => draw(page, scene),
    close: () => context.close(),
  };
}

async function draw(page: Page, { card, language, theme, width }: Scene): Promise<Buffer> {
  const margin = 32;
  await page.setViewportSize({ width: width + margin, height: 400 });
  await page.evaluate(`drawOnStage(${JSON.stringify({ card, theme, locale: locales[language] })})`);
  const failed = await page.locator('.card-failed').count();
  if (failed > 0) throw new Error('The page could not draw this card.');
  return page.locator('#stage').screenshot();
}

/** With the styles that the chat page names itself, so that none is forgotten here. */
function stageHtml(): string {
  const chat = readFileSync(join(findPageFolder(), 'index.html'), 'utf8');
  const styles = chat.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  return `<!doctype html>
<html>
  <head>
    ${styles.join('\n    ')}
    <style>
      html, body { height: auto; overflow: visible; }
      #stage { padding: 16px; background: var(--room); }
    </style>
    <script src="${assets}adaptivecards.js"></script>
    <script type="module">
      import { drawCard } from '${assets}card-view.js';
      import { wordsFor } from '${assets}words.js';
      window.drawOnStage = ({ card, theme, locale }) => {
        document.documentElement.dataset.theme = theme;
        document.documentElement.lang = locale;
        const drawn = drawCard(card, { theme, words: wordsFor(locale), onPress() {} });
        document.querySelector('#frame').replaceChildren(drawn);
      };
    </script>
  </head>
  <body>
    <div id="stage"><div id="frame" class="card-frame"></div></div>
  </body>
</html>`;
}
