import type { Browser, Page } from 'playwright-core';
import type { LocalPerson } from '../../src/local/local-chat';
import type { LocalDesk } from './local-desk';

export interface PageOptions {
  in?: 'personal' | 'group' | 'channel';
  theme?: 'light' | 'dark';
  locale?: 'en-US' | 'fr-FR';
  width?: number;
}

export interface Windows {
  /** Opens a window of its own, as another browser would be. */
  open(person: LocalPerson | undefined, options?: PageOptions): Promise<Page>;
  /** What browsers complained about: faults, refused scripts and styles. */
  complaints: string[];
  closeAll(): Promise<void>;
}

export function createWindows(browser: () => Browser, desk: () => LocalDesk): Windows {
  const pages: Page[] = [];
  const complaints: string[] = [];

  return {
    complaints,
    async open(person, { width = 1200, ...rest } = {}) {
      const context = await browser().newContext({ viewport: { width, height: 800 }, locale: 'en-US' });
      const page = await context.newPage();
      page.setDefaultTimeout(8_000);
      page.on('pageerror', (fault) => complaints.push(fault.message));
      page.on('console', (message) => {
        // A refused connection is what some tests are about.
        const isFault = message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text());
        if (isFault) complaints.push(message.text());
      });
      const query = new URLSearchParams({
        ...(person && { as: person.userPrincipalName }),
        theme: 'light',
        locale: 'en-US',
        ...rest,
      });
      await page.goto(`${desk().origin}/?${query.toString()}`);
      await page.waitForSelector(person ? '.chip' : '.who');
      pages.push(page);
      return page;
    },
    async closeAll() {
      await Promise.all(pages.splice(0).map((page) => page.context().close()));
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
