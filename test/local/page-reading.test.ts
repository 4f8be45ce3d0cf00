import { describeInBrowser } from './browser';
import { ALEX, MARIE } from './local-desk';
import { action, focused, say, usePages } from './page';
import { CARD_BACKGROUND, NAMELESS_CONTROLS, WIDER_THAN_WINDOW } from './page-probes';

describeInBrowser('the local chat page: reading', () => {
  const { desk, open } = usePages();

  it('has a dark theme, kept in the address', async () => {
    const page = await open(MARIE);
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
    const page = await open(MARIE);

    await page.selectOption('[data-key="language"]', 'fr-FR');
    await page.waitForSelector('text=Seulement vous et le bot');
    await page.click('.composer .chip >> text=aide');
    await page.waitForSelector('.from-bot >> text=vous aider');

    expect(await page.getAttribute('html', 'lang')).toBe('fr');
    expect(await page.locator('#composer-text').getAttribute('placeholder')).toBe('Écrire un message');
    expect(desk().bot.received.at(-1)?.locale).toBe('fr-FR');
  });

  it.each(['personal', 'group', 'channel'] as const)('fits 380 pixels in the %s conversation', async (place) => {
    const page = await open(ALEX, { in: place, width: 380 });
    await say(page, 'price');
    await page.waitForSelector('.card');
    await page.click(action('details-toggle'));

    const wide = await page.evaluate(WIDER_THAN_WINDOW);

    expect(wide).toEqual([]);
  });

  it('has its list in a drawer on a phone', async () => {
    const page = await open(ALEX, { width: 380 });

    expect(await page.isVisible('.rail')).toBe(false);
    await page.click('#menu');
    await page.click('[data-conversation="group"]');
    await page.waitForSelector('.room-header >> text=Project Contoso');

    await page.waitForSelector('.rail', { state: 'hidden' });
  });

  it('names every control', async () => {
    const page = await open(ALEX, { in: 'group' });
    await say(page, 'price');
    await page.click(action('ask'));

    const nameless = await page.evaluate(NAMELESS_CONTROLS);

    expect(nameless).toEqual([]);
    expect(await page.locator('[role="log"]').getAttribute('aria-live')).toBe('polite');
  });
});

describeInBrowser('the local chat page: by the keyboard alone', () => {
  const { open } = usePages();

  it('chooses a person, asks, decides and uses the menu', async () => {
    const marie = await open(MARIE);
    await say(marie, 'I forgot my password');
    const page = await open(undefined);
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
    const page = await open(MARIE);
    await page.reload();
    await page.waitForSelector('.chip');
    await page.evaluate('document.activeElement.blur()');

    await page.focus('#skip');
    await page.keyboard.press('Enter');

    expect(await focused(page)).toBe('composer-text');
  });
});
