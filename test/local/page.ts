import type { Page } from 'playwright-core';
import type { LocalPerson } from '../../src/local/local-chat';
import type { Inbound } from './fake-bot';
import { type LocalDesk, startLocalDesk } from './local-desk';
import { useWindows } from './windows';

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

/** For a group of tests: windows (see {@link useWindows}), and a desk for each test. */
export function usePages(): Pages {
  let desk: LocalDesk;
  let port = 0;

  const openWindow = useWindows();
  beforeEach(() => start());
  afterEach(() => desk.stop());

  /** All on one port, so that the browser compiles the page's scripts once. */
  async function start(): Promise<void> {
    desk = await startLocalDesk(undefined, undefined, port);
    port = Number(new URL(desk.origin).port);
  }

  return {
    desk: () => desk,
    invokes: () => desk.bot.received.filter(({ type }) => type === 'invoke'),
    restart: start,
    async open(person, { width, ...rest } = {}) {
      const as = person && { as: person.userPrincipalName };
      const query = new URLSearchParams({ ...as, theme: 'light', locale: 'en-US', ...rest });
      const page = await openWindow(`${desk.origin}/?${query.toString()}`, { width });
      await page.waitForSelector(person ? '.composer .chip' : '.who');
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
