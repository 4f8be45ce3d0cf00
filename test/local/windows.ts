import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';

export interface WindowOptions {
  width?: number;
  height?: number;
  /** The language of the browser, not of the page. */
  locale?: string;
}

/**
 * For a group of tests: one browser, and windows with nothing in common, as of several people's browsers. They are kept
 * from test to test, empty, as opening one takes longer than most tests. A test fails, too, when a browser complains: of
 * faults, refused scripts or styles.
 */
export function useWindows(): (address: string, options?: WindowOptions) => Promise<Page> {
  let browser: Browser;
  jest.setTimeout(90_000);
  const kept: { page: Page; locale: string; inUse: boolean }[] = [];
  const complaints: string[] = [];

  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const window of kept.filter(({ inUse }) => inUse)) {
      await leave(window.page);
      window.inUse = false;
    }
    expect(complaints.splice(0)).toEqual([]);
  });

  async function openWindow(locale: string): Promise<Page> {
    const page = await (await browser.newContext({ locale })).newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (fault) => complaints.push(fault.message));
    page.on('console', (message) => {
      // A refused connection is what some tests are about.
      const isFault = message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text());
      if (isFault) complaints.push(message.text());
    });
    return page;
  }

  return async (address, { width = 1200, height = 800, locale = 'en-US' } = {}) => {
    let window = kept.find((each) => !each.inUse && each.locale === locale);
    if (!window) kept.push((window = { page: await openWindow(locale), locale, inUse: true }));
    window.inUse = true;
    await window.page.setViewportSize({ width, height });
    await window.page.goto(address);
    return window.page;
  };
}

/** Ends what a window shows and what it remembers of it. */
async function leave(page: Page): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto('about:blank');
  await context.clearCookies();
}
