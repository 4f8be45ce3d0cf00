import { describeInBrowser } from './browser';
import { ALEX, MARIE } from './local-desk';
import { action, say, usePages } from './page';

describeInBrowser('the local chat page: cards', () => {
  const { desk, open, invokes } = usePages();

  const openApproval = async () => {
    await desk().bot.connector('POST', 'conversations', { members: [{ id: ALEX.objectId }] });
    const marie = await open(MARIE);
    await say(marie, 'I forgot my password');
    const alex = await open(ALEX);
    await alex.waitForSelector(action('approve'));
    return alex;
  };

  it('replaces a card by the answer to Action.Execute, for this view only', async () => {
    const page = await openApproval();
    const other = await open(ALEX);

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
    const release = desk().bot.hold();

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
    const page = await open(MARIE);
    await say(page, 'reveal');
    await page.click(action('reveal'));
    await page.waitForSelector('.card >> text=The secret of the test');
    const id = await page.locator('.from-bot').last().getAttribute('data-message-id');
    const chat = encodeURIComponent(`a:${MARIE.objectId}`);

    await desk().bot.connector('PUT', `conversations/${chat}/activities/${id}`, { type: 'message', text: 'all over' });
    await page.waitForSelector('text=all over');

    expect(await page.locator('text=The secret of the test').count()).toBe(0);
  });

  it('shows the bot’s refusal of a press and lets it be tried again', async () => {
    const page = await open(MARIE);
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
    const page = await open(MARIE);
    await say(page, 'price');

    await page.click(action('ask'));
    await page.fill('[data-input-id="quantity"] input', '30');
    await page.click(action('save'));
    await page.waitForSelector('.bubble >> text=You sent');

    expect(desk().bot.received.at(-1)).toMatchObject({ type: 'message', value: { ask: 'price', quantity: '30' } });
  });

  it('shows and hides by ToggleVisibility', async () => {
    const page = await open(MARIE);
    await say(page, 'price');

    await page.click(action('details-toggle'));

    expect(await page.locator('.card >> text=CFQ7TTC0LCHC').isVisible()).toBe(true);
  });

  it('says for the person what imBack holds', async () => {
    const page = await open(MARIE);
    await say(page, 'profile');

    await page.click(action('next'));

    await page.waitForSelector('.mine .bubble >> text=help');
  });

  it('refreshes once for each version, and only for those listed', async () => {
    const page = await open(MARIE, { in: 'group' });
    const alex = await open(ALEX, { in: 'group' });

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
