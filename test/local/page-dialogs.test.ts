import { describeInBrowser } from './browser';
import { MARIE } from './local-desk';
import { action, focused, say, usePages } from './page';
import { KEYBOARD_IN_DIALOG } from './page-probes';

describeInBrowser('the local chat page: dialogs', () => {
  const { desk, open, invokes } = usePages();

  const openDialog = async () => {
    const page = await open(MARIE, { theme: 'dark' });
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

  it('goes on as the bot says: a card with the keyboard at its error, a message, the end', async () => {
    const page = await openDialog();

    await page.fill(website, 'https://taken.example');
    await page.click(save);
    await page.waitForSelector('dialog >> text=That address is taken.');
    await page.waitForSelector(`${website}:focus`);
    expect(await page.locator(website).getAttribute('aria-invalid')).toBe('true');
    const described = await page.locator(website).getAttribute('aria-describedby');
    expect(await page.innerText(`[id="${described}"]`)).toBe('That address is taken.');
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
    desk().bot.failNext(500);

    await page.click(save);
    await page.waitForSelector('dialog .dialog-note >> text=Something went wrong in the bot.');
    await page.click('dialog .dialog-note .button');

    await page.waitForSelector('dialog', { state: 'detached' });
  });
});
