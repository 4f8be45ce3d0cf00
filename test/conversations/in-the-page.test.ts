import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import pino from 'pino';
import { readConfig } from '../../src/config';
import { type RunningDesk, startPartnerDesk } from '../../src/partner-desk';
import { describeInBrowser } from '../local/browser';
import { useWindows } from '../local/windows';
import { importSheets } from '../support/price-sheets';

/** The real desk in a real browser, as `npm start` opens it: two people in two windows, in both languages. */
describeInBrowser('in the local page', () => {
  let desk: RunningDesk;
  let dataDir: string;

  const openWindow = useWindows();
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-'));
    await importSheets(dataDir);
    desk = await startPartnerDesk(readConfig({ PORT: '0', DATA_DIR: dataDir }), pino({ level: 'silent' }));
  });
  afterEach(async () => {
    await desk.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function open(name: string, locale: 'en-US' | 'fr-FR', theme = 'light'): Promise<Page> {
    const as = `${name}@contoso-partner.example`;
    const query = new URLSearchParams({ as, in: 'personal', theme, locale });
    const window = await openWindow(`${desk.origin}/?${query.toString()}`, { width: 1100, height: 860, locale });
    await window.waitForSelector('.composer .chip');
    return window;
  }

  const say = async (window: Page, text: string): Promise<void> => {
    await window.fill('#composer-text', text);
    await window.press('#composer-text', 'Enter');
  };
  const card = (window: Page, operation: string, state: string) =>
    window.locator(`[data-operation="${operation}"][data-state="${state}"]`).last();
  const button = (window: Page, id: string) => window.locator(`[data-action-id="${id}"]`).last();

  it.each([
    {
      locale: 'en-US',
      asks: 'I forgot my password',
      shows: 'Here is your temporary password',
      choose: 'Choose a new password',
    },
    {
      locale: 'fr-FR',
      asks: 'j’ai oublié mon mot de passe',
      shows: 'Voici votre mot de passe provisoire',
      choose: 'Choisissez un nouveau mot de passe',
    },
  ] as const)(
    '$locale: a password is asked for, approved next door, shown once and replaced',
    async ({ locale, asks, shows, choose }) => {
      const paul = await open('paul.lefebvre', locale);
      const sofia = await open('sofia.lindqvist', locale, 'dark');

      await say(paul, asks);
      await card(paul, 'password.reset', 'waiting').waitFor();
      await button(sofia, 'approve').click();
      await button(paul, 'reveal').click();
      await paul.getByText(shows).waitFor();
      const shown = await paul.locator('[data-operation="password.reset"]').last().innerText();
      const password = /\S{20,}/.exec(shown)![0];

      await paul.reload();
      await card(paul, 'password.reset', 'done').waitFor();
      expect(await paul.content()).not.toContain(password);

      const account = await paul.context().newPage();
      await account.goto(`${desk.origin}/account`);
      await account.fill('[name=username]', 'paul.lefebvre@contoso-partner.example');
      await account.fill('[name=password]', password);
      await account.press('[name=password]', 'Enter');
      await account.getByRole('heading', { name: choose }).waitFor();
    },
  );

  it.each([
    {
      locale: 'en-US',
      asks: 'price of business premium for 25 seats, annual, billed monthly',
      total: '€5,769.00',
      other: '€5,496.00',
    },
    {
      locale: 'fr-FR',
      asks: 'prix de business premium pour 25 postes, un an, facturé au mois',
      total: '5 769,00 €',
      other: '5 496,00 €',
    },
  ] as const)(
    '$locale: a price is told, and another term is one press away',
    async ({ locale, asks, total, other }) => {
      const nadia = await open('nadia.haddad', locale);
      const text = async () =>
        (await card(nadia, 'prices.find', 'answered').innerText()).replace(/[\u00a0\u202f]/g, ' ');

      await say(nadia, asks);
      expect(await text()).toContain(total);
      // The picture in the README.
      if (process.env.UPDATE_PICTURE && locale === 'en-US') {
        await nadia.screenshot({ path: join(__dirname, '../../docs/conversation.png') });
      }

      await button(nadia, 'choose:1').click();
      await nadia.getByText(other).first().waitFor();
    },
  );

  it.each([
    {
      locale: 'en-US',
      asks: 'edit our primary contact',
      wrong: 'I can’t read this phone number',
      closes: 'What would change is in our chat',
      theme: 'light',
    },
    {
      locale: 'fr-FR',
      asks: 'modifie notre contact principal',
      wrong: 'Je ne peux pas lire ce numéro',
      closes: 'Ce qui changerait est dans',
      theme: 'dark',
    },
  ] as const)(
    '$locale: a long form is filled in in a dialog, and agreed on in the chat',
    async ({ locale, asks, wrong, closes, theme }) => {
      const claire = await open('claire.moreau', locale, theme);
      const field = (id: string) => claire.locator(`dialog [data-input-id="${id}"] input`);

      await say(claire, asks);
      await button(claire, 'edit').click();
      await field('phone').fill('12');
      await claire.locator('dialog [data-action-id="save"]').click();
      await claire.locator('dialog').getByText(wrong).waitFor();
      expect(await field('phone').inputValue()).toBe('12');
      await field('phone').fill('01 99 00 44 44');
      await claire.locator('dialog [data-action-id="save"]').click();
      await claire.getByText(closes).waitFor();
      await claire.keyboard.press('Enter');
      await claire.waitForSelector('dialog', { state: 'detached' });
      await button(claire, 'confirm').click();

      await card(claire, 'profile.edit', 'done').waitFor();
      expect(await claire.locator('[data-operation="profile.edit"]').count()).toBe(1);
    },
  );

  it.each([
    { locale: 'en-US', asks: 'show the catalog', told: 'is no longer pinned.' },
    { locale: 'fr-FR', asks: 'ouvre le catalogue', told: 'n’est plus épinglé.' },
  ] as const)('$locale: a pinned offer is taken down by the button of its row', async ({ locale, asks, told }) => {
    const nadia = await open('nadia.haddad', locale);

    await say(nadia, asks);
    await card(nadia, 'catalog.show', 'answered').waitFor();
    await button(nadia, 'edit:2').click();
    await button(nadia, 'confirm').click();

    await nadia.getByText(`Microsoft 365 E3 ${told}`).first().waitFor();
  });
});
