import { importPriceSheet, openPriceSheet } from '../../src/prices/import-sheet';
import { createPrices, type PriceAnswer, type PriceQuery, type Prices } from '../../src/prices/prices';
import { openDatabase, type Database } from '../../src/store/database';
import { composeSheet, importText, type Cells } from './sheet-text';

const defaults = { market: 'FR', currency: 'EUR', today: '2026-11-23' };

/** One line for an answer: what was found, between what there is a choice, or why there is nothing. */
function sketch(answer: PriceAnswer): string {
  if (answer.kind === 'found') return answer.item.title;
  if (answer.kind === 'several')
    return answer.choices
      .slice(0, answer.equal)
      .map((choice) => choice.title)
      .join(' | ');
  if (answer.kind === 'none') return `none, near ${answer.nearest.map((item) => item.title).join(' | ')}`;
  return answer.kind === 'empty' ? 'empty' : `${answer.item.title}: no ${answer.missing}`;
}

describe('among the sample sheets', () => {
  let database: Database;
  let prices: Prices;

  beforeAll(async () => {
    database = await openDatabase(':memory:');
    for (const month of ['Oct', 'Nov']) {
      const sheet = await openPriceSheet(`env/price-sheets/${month}_NCE_LicenseBasedPL_GA_FR.csv`);
      await importPriceSheet(database, sheet, { now: new Date('2026-11-01T00:00:00Z') });
    }
    prices = createPrices(database);
  });

  afterAll(() => database.destroy());

  it.each([
    // words in any order, and all of a title
    ['business premium', 'Microsoft 365 Business Premium'],
    ['premium business', 'Microsoft 365 Business Premium'],
    ['Microsoft 365 Business Premium', 'Microsoft 365 Business Premium'],
    ['Microsoft 365 E3', 'Microsoft 365 E3'],
    ['Office 365 E3', 'Office 365 E3'],
    ['power bi pro', 'Power BI Pro'],
    ['Microsoft Power BI Pro', 'Power BI Pro'],
    ['exchange online plan 1', 'Exchange Online (Plan 1)'],
    ['exchange plan 2', 'Exchange Online (Plan 2)'],
    ['visio plan 2', 'Visio Plan 2'],
    ['Project Plan 3', 'Project Plan 3'],
    ['copilot', 'Microsoft 365 Copilot'],
    ['teams premium', 'Microsoft Teams Premium'],
    ['Teams Essentials', 'Microsoft Teams Essentials'],
    ['teams phone standard', 'Microsoft Teams Phone Standard'],
    ['power apps premium', 'Power Apps Premium'],
    ['planner', 'Planner and Project Plan 1'],
    // abbreviations
    ['bp', 'Microsoft 365 Business Premium'],
    ['m365 bp', 'Microsoft 365 Business Premium'],
    ['biz prem', 'Microsoft 365 Business Premium'],
    ['m365 e3', 'Microsoft 365 E3'],
    ['o365 e3', 'Office 365 E3'],
    ['o365 F3', 'Office 365 F3'],
    ['d365 sales pro', 'Dynamics 365 Sales Professional'],
    ['ent mobility e5', 'Enterprise Mobility + Security E5'],
    ['EMS E3', 'Enterprise Mobility + Security E3'],
    ['pbi pro', 'Power BI Pro'],
    ['powerbi pro', 'Power BI Pro'],
    ['exo p2', 'Exchange Online (Plan 2)'],
    ['visio p2', 'Visio Plan 2'],
    ['Defender for Office 365 P2', 'Microsoft Defender for Office 365 (Plan 2)'],
    ['entra id plan 1', 'Microsoft Entra ID P1'],
    ['aad p2', 'Microsoft Entra ID P2'],
    ['one drive plan 2', 'OneDrive for Business (Plan 2)'],
    ['Microsoft 365 Enterprise E3', 'Microsoft 365 E3'],
    ['bc essentials', 'Dynamics 365 Business Central Essentials'],
    // slips of the pen
    ['bussiness premum', 'Microsoft 365 Business Premium'],
    ['busines premium', 'Microsoft 365 Business Premium'],
    ['vizio plan 2', 'Visio Plan 2'],
    ['exchnage online plan 1', 'Exchange Online (Plan 1)'],
    ['powr bi pro', 'Power BI Pro'],
    // French, accents, words around
    ['Microsoft 365 Entreprise E5', 'Microsoft 365 E5'],
    ['licences business standard', 'Microsoft 365 Business Standard'],
    ['abonnement à Power BI Pro', 'Power BI Pro'],
    ['prix de la licence Visio Plan 1', 'Visio Plan 1'],
    ['téams prémium', 'Microsoft Teams Premium'],
    ['E3 Microsoft 365 sans Teams', 'Microsoft 365 E3 (no Teams)'],
    ['téléphonie teams', 'Microsoft Teams Phone Standard'],
    ['business premium essai', 'Microsoft 365 Business Premium Trial'],
    // segments said as words
    ['exchange online plan 1 nonprofit', 'Exchange Online (Plan 1) (Nonprofit Staff Pricing)'],
    ['Office 365 E1 government', 'Office 365 E1 (Government Pricing)'],
    ['Power BI Pro éducation', 'Power BI Pro (Education Faculty Pricing)'],
    ['Microsoft 365 A3 faculty', 'Microsoft 365 A3 for faculty'],
    ['Microsoft 365 A3 pour étudiants', 'Microsoft 365 A3 for students'],
    // ids
    ['CFQ7TEST0003', 'Microsoft 365 Business Premium'],
    ['CFQ7TEST0003:0001', 'Microsoft 365 Business Premium'],
    ['cfq7test0003/20', 'Microsoft 365 Business Premium (no Teams)'],
    ['CFQ7TEST0003:1', 'Microsoft 365 Business Premium'],
    // equally good
    ['E3', 'Microsoft 365 E3 | Office 365 E3'],
    ['F3', 'Microsoft 365 F3 | Office 365 F3'],
    ['E3 no teams', 'Microsoft 365 E3 (no Teams) | Office 365 E3 (no Teams)'],
    ['dynamics 365 sales', 'Dynamics 365 Sales Enterprise Edition | Dynamics 365 Sales Professional'],
    ['visio', 'Visio Plan 1 | Visio Plan 2'],
    ['intune', 'Microsoft Intune Plan 1 | Microsoft Intune Plan 2 | Microsoft Intune Suite'],
    ['E5 education', 'Microsoft 365 E5 (Education Faculty Pricing) | Office 365 E5 (Education Faculty Pricing)'],
    // nothing
    [
      'business platinum',
      'none, near Microsoft 365 Business Basic | Microsoft 365 Business Premium | Microsoft 365 Business Standard',
    ],
    ['CFQ7TEST9999', 'none, near '],
    ['xyzzy', 'none, near '],
    ['', 'none, near '],
    ['   ?!', 'none, near '],
  ])('%j means %s', async (product, expected) => {
    const answer = await prices.find({ product }, defaults);

    const found = sketch(answer);
    expect(
      expected.startsWith('none, near Microsoft') ? found.split(' | ').slice(0, 3).sort().join(' | ') : found,
    ).toBe(expected.startsWith('none, near Microsoft') ? expected.split(' | ').sort().join(' | ') : expected);
  });

  it.each<[PriceQuery, string]>([
    [{ product: 'teams premium', segment: 'education' }, 'Microsoft Teams Premium (Education Faculty Pricing)'],
    [
      { product: 'E3', segment: 'government' },
      'Microsoft 365 E3 (Government Pricing) | Office 365 E3 (Government Pricing)',
    ],
    [{ product: 'copilot', segment: 'government' }, 'Microsoft 365 Copilot: no segment'],
    [{ product: 'apps for business', segment: 'charity' }, 'Microsoft 365 Apps for business: no segment'],
    [{ product: 'business premium', market: 'US' }, 'Microsoft 365 Business Premium: no market'],
    [{ product: 'business premium', currency: 'USD' }, 'Microsoft 365 Business Premium: no currency'],
    [{ product: 'business premium', date: '2020-01-01' }, 'Microsoft 365 Business Premium: no date'],
    [{ product: 'business premium', term: 'P1M', billing: 'annual' }, 'Microsoft 365 Business Premium: no plan'],
    [{ product: 'Clipchamp', term: 'P3Y' }, 'Clipchamp Premium: no plan'],
    [{ product: 'stream' }, 'Microsoft Stream Plan 1 Legacy: no date'],
    [{ product: 'stream', date: '2026-10-31' }, 'Microsoft Stream Plan 1 Legacy'],
    [{ product: 'copilot business' }, 'Microsoft 365 Copilot Business'],
    [{ product: 'copilot business', date: '2026-10-31' }, 'Microsoft 365 Copilot Business: no date'],
  ])('%j is answered with %s', async (query, expected) => {
    const answer = await prices.find(query, defaults);

    expect(sketch(answer)).toBe(expected);
  });

  it('offers further matches behind those that fit equally, with their prices', async () => {
    const answer = await prices.find({ product: 'E3', term: 'P1M' }, defaults);

    expect(answer).toMatchObject({ kind: 'several', equal: 2, total: 6 });
    if (answer.kind !== 'several') return;
    expect(answer.choices.map((choice) => choice.price?.plan.term)).toEqual(Array(6).fill('P1M'));
    const again = await prices.find({ product: answer.choices[1]!.reference }, defaults);
    expect(sketch(again)).toBe('Office 365 E3');
  });

  it('says what exists where the combination does not', async () => {
    const answer = await prices.find({ product: 'stream' }, defaults);

    expect(answer).toMatchObject({
      exists: { segments: ['commercial'], plans: [], from: '2026-04-01', to: '2026-10-31' },
    });
  });

  it('shows the other segments and variants of what it found', async () => {
    const answer = await prices.find({ product: 'business premium' }, defaults);

    if (answer.kind !== 'found') throw new Error(answer.kind);
    expect(answer.otherItems.map((item) => item.title).sort()).toEqual([
      'Microsoft 365 Business Premium (Nonprofit Staff Pricing)',
      'Microsoft 365 Business Premium (no Teams)',
      'Microsoft 365 Business Premium Trial',
    ]);
  });

  it('knows every title once', async () => {
    const titles = await prices.productTitles();

    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toEqual(expect.arrayContaining(['Power BI Pro', 'Microsoft 365 E3']));
  });
});

describe('the price', () => {
  let database: Database;

  beforeEach(async () => {
    database = await openDatabase(':memory:');
  });

  afterEach(() => database.destroy());

  const find = (query: PriceQuery, market = 'FR') => createPrices(database).find(query, { ...defaults, market });

  it('is given for the term, the month, the bill and the quantity, with retail and margin', async () => {
    await importText(database, 'Nov_x.csv', composeSheet([{}]));

    const answer = await find({ product: 'mail basic', quantity: 25 });

    const euros = (amount: string) => ({ amount, currency: 'EUR' });
    expect(answer).toMatchObject({
      kind: 'found',
      market: 'FR',
      currency: 'EUR',
      date: '2026-11-23',
      quantity: 25,
      plan: {
        term: 'P1Y',
        billing: 'monthly',
        bills: 12,
        unit: { term: euros('57.6'), month: euros('4.8'), bill: euros('4.8') },
        retail: { term: euros('72'), month: euros('6'), bill: euros('6') },
        margin: { amount: euros('14.4'), percent: '20', ratio: { numerator: '1', denominator: '5' } },
        previous: null,
        validFrom: '2025-04-01',
        validTo: null,
        sheet: { file: 'Nov_x.csv', month: '2025-11', importedAt: '2026-11-02T08:00:00.000Z' },
      },
      total: {
        unit: { term: euros('1440'), month: euros('120'), bill: euros('120') },
        retail: { term: euros('1800') },
        margin: { amount: euros('360') },
      },
    });
  });

  it('is the newest sheet’s for whoever asked before it came, under the names that it has', async () => {
    const prices = createPrices(database);
    const priceOf = async (product: string) => {
      const answer = await prices.find({ product }, { ...defaults, today: '2026-12-15' });
      return answer.kind === 'found' ? `${answer.item.title}: ${answer.plan.unit.term.amount}` : answer.kind;
    };
    const bring = (month: string, start: string, cells: Cells) =>
      importText(database, `${month}_x.csv`, composeSheet([{ EffectiveStartDate: start, ...cells }]));

    const told = [await priceOf('mail basic')];
    await bring('Oct', '2026-10-01T00:00:00.0000000Z', { UnitPrice: '50' });
    told.push(await priceOf('mail basic'));
    await bring('Nov', '2026-11-01T00:00:00.0000000Z', { UnitPrice: '60' });
    told.push(await priceOf('mail basic'));
    await bring('Dec', '2026-12-01T00:00:00.0000000Z', { UnitPrice: '60', SkuTitle: 'Contoso Mail Lobby' });
    told.push(await priceOf('mail lobby'));

    expect(told).toEqual(['empty', 'Contoso Mail Basic: 50', 'Contoso Mail Basic: 60', 'Contoso Mail Lobby: 60']);
  });

  const plans: Cells[] = [
    { TermDuration: 'P3Y', BillingPlan: 'Triennial' },
    { TermDuration: 'P1M', BillingPlan: 'Monthly' },
    { TermDuration: 'P1Y', BillingPlan: 'Annual' },
    { TermDuration: 'P1Y', BillingPlan: 'Monthly' },
    { TermDuration: 'P3Y', BillingPlan: 'Monthly' },
  ];
  it.each<[Partial<PriceQuery>, Cells[], string]>([
    [{}, plans, 'P1Y monthly'],
    [{}, plans.slice(0, 3), 'P1Y annual'],
    [{}, plans.slice(0, 2), 'P1M monthly'],
    [{}, plans.slice(0, 1), 'P3Y triennial'],
    [{ term: 'P3Y' }, plans, 'P3Y monthly'],
    [{ term: 'P1Y' }, plans, 'P1Y monthly'],
    [{ billing: 'monthly' }, plans, 'P1Y monthly'],
    [{ billing: 'annual' }, plans, 'P1Y annual'],
    [{ billing: 'triennial' }, plans, 'P3Y triennial'],
    [{ term: 'P1M', billing: 'monthly' }, plans, 'P1M monthly'],
  ])('asked with %j is on the plan that is meant', async (asked, rows, expected) => {
    await importText(database, 'Nov_x.csv', composeSheet(rows));

    const answer = await find({ product: 'mail basic', ...asked });

    if (answer.kind !== 'found') throw new Error(answer.kind);
    expect(`${answer.plan.term} ${answer.plan.billing}`).toBe(expected);
    expect(answer.otherPlans).toHaveLength(rows.length - 1);
  });

  it('shows what it was, by an earlier sheet or by what the sheet says', async () => {
    const previous = `{'ERP Price': '70', 'UnitPrice': '56'}`;
    await importText(database, 'Oct_x.csv', composeSheet([{ ChangeIndicator: 'Change', PreviousValues: previous }]));
    const said = await find({ product: 'mail basic' });
    await importText(
      database,
      'Nov_x.csv',
      composeSheet([
        { UnitPrice: '60', EffectiveStartDate: '2025-11-01', ChangeIndicator: 'Change', PreviousValues: previous },
      ]),
    );

    const seen = await find({ product: 'mail basic' });

    expect(said).toMatchObject({ plan: { previous: { unit: { amount: '56' }, retail: { amount: '70' } } } });
    expect(seen).toMatchObject({ plan: { previous: { unit: { amount: '57.6' }, retail: { amount: '72' } } } });
  });

  it('takes the only currency of another market, and says so, unless one was asked for', async () => {
    await importText(database, 'Nov_x.csv', composeSheet([{}, { Market: 'US', Currency: 'USD', UnitPrice: '50' }]));

    const taken = await find({ product: 'mail basic', market: 'US' });
    const refused = await find({ product: 'mail basic', market: 'US', currency: 'EUR' });

    expect(taken).toMatchObject({ kind: 'found', currency: 'USD', isCurrencyOfMarket: true });
    expect(refused).toMatchObject({
      kind: 'no-such-combination',
      missing: 'currency',
      exists: { markets: expect.arrayContaining([{ market: 'US', currency: 'USD' }]) },
    });
  });

  it('does not choose between two currencies of another market', async () => {
    const swiss = { Market: 'CH', Currency: 'CHF' };
    await importText(database, 'Nov_x.csv', composeSheet([{}, swiss, { ...swiss, Currency: 'SEK' }]));

    expect(await find({ product: 'mail basic', market: 'CH' })).toMatchObject({ missing: 'currency' });
  });

  it('lets equally good products drop out that are not sold there', async () => {
    const other = { ProductId: 'CFQ7TEST0002', Market: 'CH', Currency: 'CHF' };
    await importText(database, 'Nov_x.csv', composeSheet([{}, other]));

    expect(await find({ product: 'mail basic' })).toMatchObject({ kind: 'found', item: { productId: 'CFQ7TEST0001' } });
  });

  it('is unknown before the first sheet, and known as soon as another process took one in', async () => {
    const prices = createPrices(database);
    const before = await prices.find({ product: 'mail' }, defaults);
    await importText(database, 'Nov_x.csv', composeSheet([{}]));

    const after = await prices.find({ product: 'mail' }, defaults);

    expect([before.kind, after.kind]).toEqual(['empty', 'found']);
  });

  it('costs nothing on trial', async () => {
    const trial = {
      TermDuration: 'P1M',
      BillingPlan: 'None',
      UnitPrice: '0',
      'ERP Price': '0',
      Tags: 'License;Trial',
      SkuId: '2',
    };
    await importText(database, 'Nov_x.csv', composeSheet([{}, { ...trial, SkuTitle: 'Contoso Mail Basic Trial' }]));

    const answer = await find({ product: 'mail basic trial' });

    expect(answer).toMatchObject({ item: { isTrial: true }, plan: { billing: 'none', margin: null, bills: 1 } });
  });
});
