import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from './browser';
import { ALEX, CHLOE, type LocalDesk, MARIE, startLocalDesk } from './local-desk';
import { CARD_BACKGROUND, KEYBOARD_IN_DIALOG, NAMELESS_CONTROLS, WIDER_THAN_WINDOW } from './page-probes';
import { action, createWindows, focused, say } from './page';

jest.setTimeout(20_000);

let browser: Browser;
let desk: LocalDesk;
const windows = createWindows(
  () => browser,
  () => desk,
);

const invokes = () => desk.bot.received.filter(({ type }) => type === 'invoke');
const textOf = (page: Page, selector: string) => page.locator(selector).last().innerText();

describeInBrowser('the local chat page', () => {
  beforeAll(async () => void (browser = await launchBrowser()));
  afterAll(() => browser.close());
  beforeEach(async () => void (desk = await startLocalDesk()));
  afterEach(async () => {
    await windows.closeAll();
    await desk.stop();
    expect(windows.complaints.splice(0)).toEqual([]);
  });

  describe('talking', () => {
    it('draws the card that answers a sentence', async () => {
      const page = await windows.open(MARIE);

      await say(page, 'price of business premium for 25 seats');
      await page.waitForSelector('[data-operation="prices.find"][data-state="answered"]');

      expect(await textOf(page, '.card')).toContain('€ 18.48 per seat and month');
      expect(await page.locator('.card [role="columnheader"]').allInnerTexts()).toEqual([
        'Per',
        'Your price',
        'Retail',
        'Margin',
      ]);
      expect(await page.locator('.card').getAttribute('lang')).toBe('en');
    });

    it('renders the bot’s text without letting markup through', async () => {
      const page = await windows.open(MARIE);

      await say(page, '<b>help</b>');
      await page.waitForSelector('.from-bot .bubble');

      expect(await page.locator('.from-bot .bubble strong').innerText()).toBe('help');
      expect(await page.locator('.from-bot .bubble li').allInnerTexts()).toEqual([
        'passwords',
        'prices',
        '<b>not HTML</b>',
      ]);
      expect(await page.locator('.mine .bubble').innerText()).toBe('<b>help</b>');
    });

    it('sends on Enter, breaks lines on Shift+Enter and recalls on arrow up', async () => {
      const page = await windows.open(MARIE);

      await page.focus('#composer-text');
      await page.keyboard.type('help');
      await page.keyboard.press('Shift+Enter');
      await page.keyboard.type('me');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.from-bot');
      await page.keyboard.press('ArrowUp');

      expect(desk.bot.received.find(({ type }) => type === 'message')?.text).toBe('help\nme');
      expect(await page.inputValue('#composer-text')).toBe('help\nme');
    });

    it('takes a suggestion', async () => {
      const page = await windows.open(MARIE);

      await page.click('.composer .chip >> text=I forgot my password');

      await page.waitForSelector('[data-state="waiting"]');
    });

    it('shows that the bot works while it does', async () => {
      const page = await windows.open(MARIE);
      const release = desk.bot.hold();

      await say(page, 'help');
      await page.waitForSelector('.working >> text=Partner Desk is working…');
      release();

      await page.waitForSelector('.from-bot');
      expect(await page.locator('.working').isVisible()).toBe(false);
    });

    it('says what went wrong and sends again on Retry', async () => {
      const page = await windows.open(MARIE);
      desk.bot.failNext(500);

      await say(page, 'help');
      await page.waitForSelector('.mine .error >> text=Something went wrong in the bot.');
      await page.click('.mine .error .button');

      await page.waitForSelector('.from-bot');
      expect(await page.locator('.mine').count()).toBe(1);
      expect(await page.locator('.mine .error').count()).toBe(0);
    });

    it('keeps a sentence from the bot that does not mention it', async () => {
      const page = await windows.open(MARIE, { in: 'group' });

      await page.uncheck('.mention-toggle input');
      await say(page, 'between us');
      await page.waitForSelector('.banner.info');
      await page.check('.mention-toggle input');
      await say(page, 'help');
      await page.waitForSelector('.from-bot');

      const heard = desk.bot.received.filter(({ type }) => type === 'message').map(({ text }) => text);
      expect(heard).toEqual(['<at>Partner Desk</at> help']);
    });

    it('answers in the thread in a channel', async () => {
      const page = await windows.open(MARIE, { in: 'channel' });

      await say(page, 'help');
      await page.waitForSelector('.thread .replies .from-bot');
      await page.click('.reply');
      await page.waitForSelector('.replying');
      await say(page, 'price');

      await page.waitForSelector('.replies .card');
      expect(await page.locator('.thread').count()).toBe(1);
    });
  });

  describe('cards', () => {
    const openApproval = async () => {
      await desk.bot.connector('POST', 'conversations', { members: [{ id: ALEX.objectId }] });
      const marie = await windows.open(MARIE);
      await say(marie, 'I forgot my password');
      const alex = await windows.open(ALEX);
      await alex.waitForSelector(action('approve'));
      return alex;
    };

    it('replaces a card by the answer to Action.Execute, for this view only', async () => {
      const page = await openApproval();
      const other = await windows.open(ALEX);

      await page.fill('[data-input-id="reason"] textarea', 'because');
      await page.click(action('approve'));
      await page.waitForSelector('[data-state="done"]');

      expect(invokes()[0]).toMatchObject({
        name: 'adaptiveCard/action',
        value: {
          action: { type: 'Action.Execute', id: 'approve', verb: 'approve', data: { token: 't1', reason: 'because' } },
          trigger: 'manual',
        },
      });
      expect(await other.locator('[data-state="proposed"]').count()).toBe(1);
      await page.reload();
      await page.waitForSelector('[data-state="proposed"]');
    });

    it('cannot be pressed twice while a press is under way', async () => {
      const page = await openApproval();
      const release = desk.bot.hold();

      await page.click(action('approve'));
      await page.waitForSelector(`${action('approve')}.pressing`);
      await page.dispatchEvent(action('approve'), 'click');
      await page.dispatchEvent(action('reject'), 'click');
      const disabled = await page.locator(action('reject')).getAttribute('aria-disabled');
      release();
      await page.waitForSelector('[data-state="done"]');

      expect(disabled).toBe('true');
      expect(invokes()).toHaveLength(1);
    });

    it('shows an answer that the bot gave after it had changed the message, until it changes it again', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'reveal');
      await page.click(action('reveal'));
      await page.waitForSelector('.card >> text=The secret of the test');
      const id = await page.locator('.from-bot').last().getAttribute('data-message-id');
      const chat = encodeURIComponent(`a:${MARIE.objectId}`);

      await desk.bot.connector('PUT', `conversations/${chat}/activities/${id}`, { type: 'message', text: 'all over' });
      await page.waitForSelector('text=all over');

      expect(await page.locator('text=The secret of the test').count()).toBe(0);
    });

    it('shows the bot’s refusal of a press and lets it be tried again', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'price');

      await page.click(action('choose:1'));
      await page.waitForSelector('.card-note.error >> text=This offer has expired.');
      await page.click('.card-note.error .button');
      await page.waitForSelector('.card-note.error');

      expect(invokes()).toHaveLength(2);
    });

    it('shows a message that answers a press', async () => {
      const page = await openApproval();

      await page.click('.overflow');
      await page.click(`[role="menu"] ${action('open')}`);

      await page.waitForSelector('.card-note >> text=Nothing yet.');
    });

    it('sends Action.Submit as a message, with the inputs of an opened card', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'price');

      await page.click(action('ask'));
      await page.fill('[data-input-id="quantity"] input', '30');
      await page.click(action('save'));
      await page.waitForSelector('.bubble >> text=You sent');

      expect(desk.bot.received.at(-1)).toMatchObject({ type: 'message', value: { ask: 'price', quantity: '30' } });
    });

    it('shows and hides by ToggleVisibility', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'price');

      await page.click(action('details-toggle'));

      expect(await page.locator('.card >> text=CFQ7TTC0LCHC').isVisible()).toBe(true);
    });

    it('says for the person what imBack holds', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'profile');

      await page.click(action('next'));

      await page.waitForSelector('.mine .bubble >> text=help');
    });

    it('refreshes once for each version, and only for those listed', async () => {
      const page = await windows.open(MARIE, { in: 'group' });
      const alex = await windows.open(ALEX, { in: 'group' });

      await say(page, 'refresh');
      await page.waitForSelector('.card >> text=What only this person sees');
      await alex.waitForSelector('.card >> text=What everyone sees');
      await page.click('[data-key="theme"]');
      await page.waitForSelector('[data-theme="dark"] .card >> text=What only this person sees');

      expect(invokes()).toMatchObject([
        { value: { trigger: 'automatic', action: { verb: 'refresh', data: { token: 'r' } } } },
      ]);
    });
  });

  describe('dialogs', () => {
    const openDialog = async () => {
      const page = await windows.open(MARIE, { theme: 'dark' });
      await say(page, 'profile');
      await page.click(action('edit'));
      await page.waitForSelector('dialog[open]');
      return page;
    };
    const save = `dialog ${action('save')}`;
    const website = 'dialog [data-input-id="website"] input';

    it('opens by task/fetch with its title, its values and the keyboard in it', async () => {
      const page = await openDialog();

      expect(invokes()[0]).toMatchObject({
        name: 'task/fetch',
        value: { data: { field: 'website' }, context: { theme: 'dark' } },
      });
      expect(await page.locator('dialog').getAttribute('aria-labelledby')).toBe('dialog-title');
      expect(await page.innerText('#dialog-title')).toBe('Change website');
      expect(await page.inputValue(website)).toBe('https://contoso.example');
      expect(await page.evaluate(KEYBOARD_IN_DIALOG)).toBe(true);
    });

    it('shows the input’s own error and sends nothing', async () => {
      const page = await openDialog();

      await page.fill(website, 'nope');
      await page.click(save);

      expect(await page.locator('dialog >> text=Give an address that begins with https://').isVisible()).toBe(true);
      expect(await page.locator(website).getAttribute('aria-invalid')).toBe('true');
      expect(invokes()).toHaveLength(1);
    });

    it('goes on as the bot says: another card, a message, the end', async () => {
      const page = await openDialog();

      await page.fill(website, 'https://taken.example');
      await page.click(save);
      await page.waitForSelector('dialog >> text=That address is taken.');
      await page.fill(website, 'https://saved.example');
      await page.click(save);
      await page.click('dialog >> text=OK');

      await page.waitForSelector('dialog', { state: 'detached' });
      expect(invokes().at(-1)).toMatchObject({
        name: 'task/submit',
        value: { data: { field: 'website', website: 'https://saved.example', visibility: 'all', notify: 'true' } },
      });
    });

    it('closes when the bot answers nothing', async () => {
      const page = await openDialog();

      await page.click(save);

      await page.waitForSelector('dialog', { state: 'detached' });
    });

    it('closes on Escape and gives the keyboard back', async () => {
      const page = await openDialog();

      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog', { state: 'detached' });

      expect(await focused(page)).toBe('edit');
    });

    it('keeps the keyboard inside', async () => {
      const page = await openDialog();

      for (let press = 0; press < 12; press += 1) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(KEYBOARD_IN_DIALOG)).toBe(true);
      }
    });

    it('stays open with the reason when the bot fails', async () => {
      const page = await openDialog();
      desk.bot.failNext(500);

      await page.click(save);
      await page.waitForSelector('dialog .dialog-note >> text=Something went wrong in the bot.');
      await page.click('dialog .dialog-note .button');

      await page.waitForSelector('dialog', { state: 'detached' });
    });
  });

  describe('two windows', () => {
    it('brings a request to the other person as it happens, with a count', async () => {
      const alex = await windows.open(ALEX, { in: 'group' });
      const marie = await windows.open(MARIE);

      await say(marie, 'I forgot my password');
      await alex.waitForSelector('[data-conversation="personal"] .badge');

      expect(await alex.innerText('[data-conversation="personal"] .badge')).toContain('1 unread');
      expect(await alex.title()).toBe('(1) Partner Desk · Alex Wilber');
      await marie.waitForSelector(`[data-person="${ALEX.userPrincipalName}"] .badge`);
      await alex.click('[data-conversation="personal"]');
      await alex.waitForSelector(action('approve'));
      await marie.waitForSelector(`[data-person="${ALEX.userPrincipalName}"] .badge`, { state: 'detached' });
      expect(await alex.title()).toBe('Partner Desk · Alex Wilber');
    });

    it('shows what one writes to the others, updates and deletions, as they happen', async () => {
      const alex = await windows.open(ALEX, { in: 'group' });
      const chloe = await windows.open(CHLOE, { in: 'group' });
      const group = encodeURIComponent('19:project-contoso@thread.v2');

      await say(alex, 'help');
      await chloe.waitForSelector('.theirs >> text=Alex Wilber');
      await chloe.waitForSelector('.from-bot');
      const id = await chloe.locator('.from-bot').getAttribute('data-message-id');
      await desk.bot.connector('PUT', `conversations/${group}/activities/${id}`, { type: 'message', text: 'changed' });
      await chloe.waitForSelector('.from-bot .bubble >> text=changed');
      await desk.bot.connector('DELETE', `conversations/${group}/activities/${id}`);

      await chloe.waitForSelector('.bubble.gone');
      await alex.waitForSelector('.bubble.gone');
    });

    it('goes on after the bot was restarted', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'help');
      await page.waitForSelector('.from-bot');
      const port = Number(new URL(desk.origin).port);

      await desk.stop();
      await page.waitForSelector('.banner >> text=The connection was lost.');
      desk = await startLocalDesk(undefined, undefined, port);
      await page.waitForSelector('.divider');
      await say(page, 'price');

      await page.waitForSelector('[data-operation="prices.find"]');
      expect(await page.locator('.banner').isVisible()).toBe(false);
      expect(await page.locator('.from-bot').count()).toBe(2);
    });
  });

  describe('reading', () => {
    it('has a dark theme, kept in the address', async () => {
      const page = await windows.open(MARIE);
      await say(page, 'price');
      await page.waitForSelector('.card');
      const background = () => page.evaluate(CARD_BACKGROUND);
      const light = await background();

      await page.click('[data-key="theme"]');
      await page.waitForSelector('[data-theme="dark"] .card');

      expect([light, await background()]).toEqual(['rgb(255, 255, 255)', 'rgb(41, 41, 41)']);
      expect(new URL(page.url()).searchParams.get('theme')).toBe('dark');
    });

    it('speaks French', async () => {
      const page = await windows.open(MARIE);

      await page.selectOption('[data-key="language"]', 'fr-FR');
      await page.waitForSelector('text=Seulement vous et le bot');
      await page.click('.composer .chip >> text=aide');
      await page.waitForSelector('.from-bot >> text=vous aider');

      expect(await page.getAttribute('html', 'lang')).toBe('fr');
      expect(await page.locator('#composer-text').getAttribute('placeholder')).toBe('Écrire un message');
      expect(desk.bot.received.at(-1)?.locale).toBe('fr-FR');
    });

    it.each(['personal', 'group', 'channel'] as const)('fits 380 pixels in the %s conversation', async (place) => {
      const page = await windows.open(ALEX, { in: place, width: 380 });
      await say(page, 'price');
      await page.waitForSelector('.card');
      await page.click(action('details-toggle'));

      const wide = await page.evaluate(WIDER_THAN_WINDOW);

      expect(wide).toEqual([]);
    });

    it('has its list in a drawer on a phone', async () => {
      const page = await windows.open(ALEX, { width: 380 });

      expect(await page.isVisible('.rail')).toBe(false);
      await page.click('#menu');
      await page.click('[data-conversation="group"]');
      await page.waitForSelector('.room-header >> text=Project Contoso');

      await page.waitForSelector('.rail', { state: 'hidden' });
    });

    it('names every control', async () => {
      const page = await windows.open(ALEX, { in: 'group' });
      await say(page, 'price');
      await page.click(action('ask'));

      const nameless = await page.evaluate(NAMELESS_CONTROLS);

      expect(nameless).toEqual([]);
      expect(await page.locator('[role="log"]').getAttribute('aria-live')).toBe('polite');
    });
  });

  describe('by the keyboard alone', () => {
    it('chooses a person, asks, decides and uses the menu', async () => {
      const marie = await windows.open(MARIE);
      await say(marie, 'I forgot my password');
      const page = await windows.open(undefined);
      const tabTo = async (wanted: (id: string, label: string) => boolean) => {
        for (let press = 0; press < 60; press += 1) {
          await page.keyboard.press('Tab');
          const label = await page.evaluate<string>('document.activeElement.textContent');
          if (wanted(await focused(page), label)) return;
        }
        throw new Error('Tab never came there.');
      };

      await tabTo((_id, label) => label.includes('Alex Wilber') && label.includes('Global admin'));
      await page.keyboard.press('Enter');
      await page.waitForSelector(action('approve'));
      expect(await focused(page)).toBe('composer-text');
      await page.keyboard.press('Shift+Tab');
      await page.focus('#log');
      await tabTo((_id, label) => label.includes('•••'));
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('open');
      await page.keyboard.press('ArrowDown');
      expect(await focused(page)).toBe('read');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
      expect(await focused(page)).toBe('approve');
      await page.keyboard.press('Enter');
      await page.waitForSelector('[data-state="done"]');

      const inCard = await page.evaluate(`document.activeElement.classList.contains('card')`);
      expect(inCard).toBe(true);
    });

    it('skips to the message box', async () => {
      const page = await windows.open(MARIE);
      await page.reload();
      await page.waitForSelector('.chip');
      await page.evaluate('document.activeElement.blur()');

      await page.focus('#skip');
      await page.keyboard.press('Enter');

      expect(await focused(page)).toBe('composer-text');
    });
  });
});
