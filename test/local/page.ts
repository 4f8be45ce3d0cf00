import type { Browser, Page } from 'playwright-core';
import type { LocalPerson } from '../../src/local/local-chat';
import { launchBrowser } from './browser';
import type { Inbound } from './fake-bot';
import { type LocalDesk, startLocalDesk } from './local-desk';

export interface PageOptions {
  in?: 'personal' | 'group' | 'channel';
  theme?: 'light' | 'dark';
  locale?: 'en-US' | 'fr-FR';
  width?: number;
}

export interface Pages {
  desk: () => LocalDesk;
  /** Starts another server and bot on the port of the one that was stopped. */
  restart: () => Promise<void>;
  /** Opens a window of its own, as another browser would be; without a person, the choice of one. */
  open: (person: LocalPerson | undefined, options?: PageOptions) => Promise<Page>;
  invokes: () => Inbound[];
}

/**
 * For a group of tests: one browser, and for each test a desk and its windows. A test fails, too, when a browser
 * complains: of faults, refused scripts or styles.
 */
export function usePages(): Pages {
  let browser: Browser;
  let desk: LocalDesk;
  const pages: Page[] = [];
  const complaints: string[] = [];
  jest.setTimeout(20_000);

  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser.close());
  beforeEach(async () => void (desk = await startLocalDesk()));
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
    await desk.stop();
    expect(complaints.splice(0)).toEqual([]);
  });

  return {
    desk: () => desk,
    invokes: () => desk.bot.received.filter(({ type }) => type === 'invoke'),
    async restart() {
      desk = await startLocalDesk(undefined, undefined, Number(new URL(desk.origin).port));
    },
    async open(person, { width = 1200, ...rest } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'en-US' });
      const page = await context.newPage();
      page.setDefaultTimeout(8_000);
      page.on('pageerror', (fault) => complaints.push(fault.message));
      page.on('console', (message) => {
        // A refused connection is what some tests are about.
        const isFault = message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text());
        if (isFault) complaints.push(message.text());
      });
      const as = person && { as: person.userPrincipalName };
      const query = new URLSearchParams({ ...as, theme: 'light', locale: 'en-US', ...rest });
      await page.goto(`${desk.origin}/?${query.toString()}`);
      await page.waitForSelector(person ? '.composer .chip' : '.who');
      pages.push(page);
      return page;
    },
  };
}

export async function say(page: Page, text: string): Promise<void> {
  await page.fill('#composer-text', text);
  await page.press('#composer-text', 'Enter');
}

/** The action id, or else the id, of what has the keyboard. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.dataset.actionId ?? document.activeElement?.id ?? ""');
}

export const action = (id: string) => `[data-action-id="${id}"]`;
