import { describeInBrowser } from './browser';
import { ALEX, MARIE } from './local-desk';
import { say, usePages } from './page';

describeInBrowser('the local chat page: talking', () => {
  const { desk, open } = usePages();

  it('draws the card that answers a sentence', async () => {
    const page = await open(MARIE);

    await say(page, 'price of business premium for 25 seats');
    await page.waitForSelector('[data-operation="prices.find"][data-state="answered"]');

    expect(await page.locator('.card').last().innerText()).toContain('€ 18.48 per seat and month');
    expect(await page.locator('.card [role="columnheader"]').allInnerTexts()).toEqual([
      'Per',
      'Your price',
      'Retail',
      'Margin',
    ]);
    expect(await page.locator('.card').getAttribute('lang')).toBe('en');
  });

  it('suggests a price to those alone who may see prices', async () => {
    const suggested = async (person: typeof MARIE) =>
      (await (await open(person)).locator('.chips .chip').allInnerTexts()).join(' · ');

    expect(await suggested(ALEX)).toBe('help · I forgot my password · price of business premium for 25 seats');
    expect(await suggested(MARIE)).toBe('help · I forgot my password · what may I do?');
  });

  it('renders the bot’s text without letting markup through', async () => {
    const page = await open(MARIE);

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
    const page = await open(MARIE);

    await page.focus('#composer-text');
    await page.keyboard.type('help');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('me');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.from-bot');
    await page.keyboard.press('ArrowUp');

    expect(desk().bot.received.find(({ type }) => type === 'message')?.text).toBe('help\nme');
    expect(await page.inputValue('#composer-text')).toBe('help\nme');
  });

  it('takes a suggestion', async () => {
    const page = await open(MARIE);

    await page.click('.composer .chip >> text=I forgot my password');

    await page.waitForSelector('[data-state="waiting"]');
  });

  it('shows that the bot works while it does', async () => {
    const page = await open(MARIE);
    const release = desk().bot.hold();

    await say(page, 'help');
    await page.waitForSelector('.working >> text=Partner Desk is working…');
    release();

    await page.waitForSelector('.from-bot');
    expect(await page.locator('.working').isVisible()).toBe(false);
  });

  it('says what went wrong and sends again on Retry', async () => {
    const page = await open(MARIE);
    desk().bot.failNext(500);

    await say(page, 'help');
    await page.waitForSelector('.mine .error >> text=Something went wrong in the bot.');
    await page.click('.mine .error .button');

    await page.waitForSelector('.from-bot');
    expect(await page.locator('.mine').count()).toBe(1);
    expect(await page.locator('.mine .error').count()).toBe(0);
  });

  it('keeps a sentence from the bot that does not mention it', async () => {
    const page = await open(MARIE, { in: 'group' });

    await page.uncheck('.mention-toggle input');
    await say(page, 'between us');
    await page.waitForSelector('.banner.info');
    await page.check('.mention-toggle input');
    await say(page, 'help');
    await page.waitForSelector('.from-bot');

    const heard = desk()
      .bot.received.filter(({ type }) => type === 'message')
      .map(({ text }) => text);
    expect(heard).toEqual(['<at>Partner Desk</at> help']);
  });

  it('answers in the thread in a channel', async () => {
    const page = await open(MARIE, { in: 'channel' });

    await say(page, 'help');
    await page.waitForSelector('.thread .replies .from-bot');
    await page.click('.reply');
    await page.waitForSelector('.replying');
    await say(page, 'price');

    await page.waitForSelector('.replies .card');
    expect(await page.locator('.thread').count()).toBe(1);
  });
});
