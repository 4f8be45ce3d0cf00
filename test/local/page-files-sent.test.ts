import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describeInBrowser } from './browser';
import { AUDIT, auditConsent } from './fake-files';
import { MARIE } from './local-desk';
import { action, focused, say, usePages } from './page';
import { NAMELESS_CONTROLS, WIDER_THAN_WINDOW } from './page-probes';

const PEOPLE_CSV = {
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('name;mail\r\nZoé;zoe@contoso.example\r\n'),
};
const chosen = (page: Page) => page.locator('.chosen .file-name').allInnerTexts();

/** Holds files over an element and drops them; what the operating system would do. */
const drag = (page: Page, selector: string, types: string[]) =>
  page.evaluate(
    `{
      const data = new DataTransfer();
      data.items.add(new File(['dropped'], 'dropped.csv', { type: 'text/csv' }));
      for (const type of ${JSON.stringify(types)})
        document.querySelector('${selector}').dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }`,
  );

describeInBrowser('the local chat page: files for the bot', () => {
  const { desk, open } = usePages();
  const received = () => desk().bot.received.filter(({ type }) => type === 'message');

  it('sends a file with a sentence, and shows its name and size', async () => {
    const page = await open(MARIE);

    await page.setInputFiles('input[type=file]', PEOPLE_CSV);
    await say(page, 'add these people');
    await page.waitForSelector('.from-bot >> text=Got people.csv: 37 bytes');

    expect(await page.locator('.mine .bubble').allInnerTexts()).toEqual(['add these people', 'people.csv\n37 bytes']);
    expect(await chosen(page)).toEqual([]);
    expect(received()).toHaveLength(1);
    await page.reload();
    await page.waitForSelector('.mine .file-name >> text=people.csv');
  });

  it('sends a file alone, by the keyboard alone', async () => {
    const page = await open(MARIE);

    // Begun early: it takes the browser a moment to hand choosers over.
    const choosing = page.waitForEvent('filechooser');
    await page.waitForSelector('#composer-text:focus');
    await page.keyboard.press('Shift+Tab');
    const button = await focused(page);
    await page.keyboard.press('Enter');
    const chooser = await choosing;
    await chooser.setFiles(PEOPLE_CSV);
    await page.waitForSelector('.chosen .file');
    const afterwards = await focused(page);
    await page.keyboard.press('Enter');

    await page.waitForSelector('.from-bot >> text=Got people.csv');
    expect([button, afterwards]).toEqual(['attach', 'composer-text']);
    expect(received()[0]?.text).toBeUndefined();
  });

  it('takes what is dropped, and lets it be removed', async () => {
    const page = await open(MARIE);

    await drag(page, '#log', ['dragover']);
    const invited = await page.isVisible('.drop-sign >> text=Drop files here to attach them');
    await drag(page, '#log', ['dragover', 'drop']);
    await page.setInputFiles('input[type=file]', PEOPLE_CSV);
    const both = await chosen(page);
    await page.click('.chosen [aria-label="Remove dropped.csv"]');

    expect(invited).toBe(true);
    expect(await page.isVisible('.drop-sign')).toBe(false);
    expect(both).toEqual(['dropped.csv', 'people.csv']);
    expect(await chosen(page)).toEqual(['people.csv']);
  });

  it('keeps the files out of a suggestion, a group, and another conversation', async () => {
    const page = await open(MARIE);

    await page.setInputFiles('input[type=file]', PEOPLE_CSV);
    await page.click('.composer .chip >> text=help');
    await page.waitForSelector('.from-bot');
    const kept = await chosen(page);
    await page.click('[data-conversation="group"]');
    await page.waitForSelector('.room-header >> text=Project Contoso');
    await drag(page, '#log', ['dragover', 'drop']);

    expect(kept).toEqual(['people.csv']);
    expect(received()[0]?.attachments).toMatchObject([{ contentType: 'text/html' }]);
    expect(await page.isVisible('#attach')).toBe(false);
    expect(await chosen(page)).toEqual([]);
  });

  it('says which file is too large, in French', async () => {
    const page = await open(MARIE, { locale: 'fr-FR' });

    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File([new Blob([new Uint8Array(60 * 1024 * 1024 + 1)])], 'énorme.zip'));
      const input = document.querySelector('input[type=file]');
      input.files = data.files;
      input.dispatchEvent(new Event('change'));
    }`);

    await page.waitForSelector(
      '[role=alert] >> text=énorme.zip est trop volumineux\u00a0: 60\u00a0Mo au plus par fichier.',
    );
    expect(await chosen(page)).toEqual([]);
  });

  it('sends the same file again after the bot failed', async () => {
    const page = await open(MARIE);
    desk().bot.failNext(500);

    await page.setInputFiles('input[type=file]', PEOPLE_CSV);
    await page.click('.send');
    await page.click('.mine .error .button');

    await page.waitForSelector('.from-bot >> text=Got people.csv');
    expect(await page.locator('.mine').count()).toBe(1);
  });
});

describeInBrowser('the local chat page: files from the bot', () => {
  const { desk, open, invokes } = usePages();

  const offered = async (options = {}) => {
    const page = await open(MARIE, options);
    await say(page, 'audit');
    await page.waitForSelector('.file-card');
    return page;
  };

  it('asks, and saves what was allowed', async () => {
    const page = await offered();
    const question = await page.locator('.file-card').innerText();
    await page.click(action('file-accept'));
    await page.waitForSelector('.bubble.gone');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.file-card a')]);

    expect(question).toBe('audit.csv\n32 bytes\n\nThe audit trail of October\n\nAllow\nDecline');
    expect(download.suggestedFilename()).toBe('audit.csv');
    expect(readFileSync(await download.path(), 'utf8')).toBe(AUDIT);
    expect(invokes()).toMatchObject([{ name: 'fileConsent/invoke', value: { action: 'accept' } }]);
  });

  it('asks in French, and hears no', async () => {
    const page = await offered({ locale: 'fr-FR' });
    await page.click('.file-card >> text=Refuser');

    await page.waitForSelector('.bubble >> text=Nothing was sent.');
    expect(await page.locator('.file-card').count()).toBe(0);
  });

  it('saves in a window that was opened under the machine’s other name', async () => {
    const page = await open(MARIE);
    await page.goto(page.url().replace('127.0.0.1', 'localhost'));
    await page.waitForSelector('.composer .chip');
    await say(page, 'audit');
    await page.click(action('file-accept'));
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.file-card a')]);

    expect(readFileSync(await download.path(), 'utf8')).toBe(AUDIT);
  });

  it('is answered once while the answer is under way', async () => {
    const page = await offered();
    const release = desk().bot.hold();

    await page.click(action('file-accept'));
    await page.waitForSelector(`${action('file-accept')}.pressing`);
    await page.dispatchEvent(action('file-accept'), 'click');
    await page.dispatchEvent(action('file-decline'), 'click');
    const disabled = await page.getAttribute(action('file-decline'), 'aria-disabled');
    release();
    await page.waitForSelector('.bubble.gone');

    expect(disabled).toBe('true');
    expect(invokes()).toHaveLength(1);
  });

  it('says that the answer did not come through, and gives it again on Retry', async () => {
    const page = await offered();
    desk().bot.failNext(400);

    await page.click(action('file-accept'));
    await page.waitForSelector('.card-note.error >> text=The bot refused this.');
    const open = await page.getAttribute(action('file-accept'), 'aria-disabled');
    await page.click('.card-note.error .button');

    await page.waitForSelector('.file-card a');
    expect(open).toBeNull();
  });

  it('gives what the names and texts hold as text', async () => {
    const page = await open(MARIE);
    const chat = encodeURIComponent(`a:${MARIE.objectId}`);
    const consent = auditConsent('<img src=x onerror=alert(1)>.csv');
    await desk().bot.connector('POST', `conversations/${chat}/activities`, { type: 'message', attachments: [consent] });
    await page.waitForSelector('.file-card');

    expect(await page.innerText('.file-card .file-name')).toBe('<img src=x onerror=alert(1)>.csv');
  });

  it.each([380, 1200])('fits %d pixels and names every control', async (width) => {
    const page = await offered({ width });
    await page.setInputFiles('input[type=file]', { ...PEOPLE_CSV, name: `${'long'.repeat(25)}.csv` });
    await page.click('.send');
    await page.waitForSelector('.from-bot >> text=Got');
    await page.click(action('file-accept'));
    await page.waitForSelector('.file-card a');
    await page.setInputFiles('input[type=file]', { ...PEOPLE_CSV, name: `${'long'.repeat(25)}.csv` });

    expect(await page.evaluate(WIDER_THAN_WINDOW)).toEqual([]);
    expect(await page.evaluate(NAMELESS_CONTROLS)).toEqual([]);
  });
});
