import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Quiet and self-contained: nothing is fetched from outside while testing. All pages are ours, so that one process may draw them. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--renderer-process-limit=1',
  '--disable-site-isolation-trials',
];

/** The path of a Chromium on this machine (CHROMIUM_PATH comes first); undefined where there is none. */
export function findBrowser(): string | undefined {
  const places = process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : USUAL_PLACES;
  return places.find((place) => existsSync(place));
}

/** A group of tests that need a browser; where there is none it is skipped, and says so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (findBrowser()) return describe(name, tests);
  // eslint-disable-next-line no-console -- jest shows it beside the skipped tests
  console.warn(`Skipped, as no Chromium was found (set CHROMIUM_PATH): ${name}`);
  describe.skip(name, tests);
}

/** Starts that browser without a window. @throws where there is none: ask findBrowser first */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium was found; set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
