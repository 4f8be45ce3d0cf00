import { describeInBrowser } from './browser';
import { ALEX, CHLOE, MARIE } from './local-desk';
import { action, say, usePages } from './page';

describeInBrowser('the local chat page: two windows', () => {
  const { desk, open, restart } = usePages();

  it('brings a request to the other person as it happens, with a count', async () => {
    const alex = await open(ALEX, { in: 'group' });
    const marie = await open(MARIE);

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
    const alex = await open(ALEX, { in: 'group' });
    const chloe = await open(CHLOE, { in: 'group' });
    const group = encodeURIComponent('19:project-contoso@thread.v2');

    await say(alex, 'help');
    await chloe.waitForSelector('.theirs >> text=Alex Wilber');
    await chloe.waitForSelector('.from-bot');
    const id = await chloe.locator('.from-bot').getAttribute('data-message-id');
    await desk().bot.connector('PUT', `conversations/${group}/activities/${id}`, { type: 'message', text: 'changed' });
    await chloe.waitForSelector('.from-bot .bubble >> text=changed');
    await desk().bot.connector('DELETE', `conversations/${group}/activities/${id}`);

    await chloe.waitForSelector('.bubble.gone');
    await alex.waitForSelector('.bubble.gone');
  });

  it('goes on after the bot was restarted', async () => {
    const page = await open(MARIE);
    await say(page, 'help');
    await page.waitForSelector('.from-bot');

    await desk().stop();
    await page.waitForSelector('.banner >> text=The connection was lost.');
    await restart();
    await page.waitForSelector('.divider');
    await say(page, 'price');

    await page.waitForSelector('[data-operation="prices.find"]');
    expect(await page.locator('.banner').isVisible()).toBe(false);
    expect(await page.locator('.from-bot').count()).toBe(2);
  });
});
