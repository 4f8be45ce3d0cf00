import { ask } from './measure';

describe('dates', () => {
  it.each([
    ['audit log yesterday', { since: '2026-11-22', until: '2026-11-22' }],
    ['audit log last week', { since: '2026-11-16', until: '2026-11-22' }],
    ['audit log last month', { since: '2026-10-01', until: '2026-10-31' }],
    ['audit log this month', { since: '2026-11-01' }],
    ['audit log of the last 7 days', { since: '2026-11-16' }],
    ['audit log since Monday', { since: '2026-11-16' }],
    ['audit log since two weeks ago', { since: '2026-11-09' }],
    ['audit log from 1 October 2026 to 15 October 2026', { since: '2026-10-01', until: '2026-10-15' }],
    ['audit log until 31/10/2026', { until: '2026-10-31' }],
    ['audit log since 1 January', { since: '2026-01-01' }],
    ['audit log since 1 January 2027', { since: '2027-01-01' }],
    ['audit log since 01/01/2030', { since: '2030-01-01' }],
    ['audit log since the beginning of the month', { since: '2026-11-01' }],
  ])('%s', (text, slots) => {
    expect(ask(text)).toMatchObject({ operation: 'audit.show' });
    expect(ask(text).slots).toEqual(slots);
  });

  it.each([
    ["journal d'audit depuis hier", { since: '2026-11-22' }],
    ["journal d'audit de la semaine dernière", { since: '2026-11-16', until: '2026-11-22' }],
    ["journal d'audit des 15 derniers jours", { since: '2026-11-08' }],
    ["journal d'audit du 1er octobre au 15 octobre 2026", { since: '2026-10-01', until: '2026-10-15' }],
    ["journal d'audit jusqu'au 31/10/2026", { until: '2026-10-31' }],
    ["journal d'audit depuis le début du mois", { since: '2026-11-01' }],
    ["l'auditeur passe jeudi, il veut le journal d'audit depuis le 1er octobre", { since: '2026-10-01' }],
  ])('%s', (text, slots) => {
    expect(ask(text, 'fr-FR').slots).toEqual(slots);
  });
});

describe('days that there are not', () => {
  it.each([
    ['audit log of 31 February', 'en-GB', { since: '2026-02-31', until: '2026-02-31' }],
    ['audit log since 30/02/2026', 'en-GB', { since: '2026-02-30' }],
    ["journal d'audit depuis le 31 avril", 'fr-FR', { since: '2026-04-31' }],
    ['price of E3 on 29 February 2027', 'en-GB', { product: 'E3', date: '2027-02-29' }],
  ])('stay as they were named, so that they are asked for again: %s', (text, locale, slots) => {
    expect(ask(text, locale).slots).toEqual(slots);
  });
});

describe('places', () => {
  it.each([
    ['move E3 to position -1', 'en-GB', { product: 'E3' }],
    ['move E3 to position 1.5', 'en-GB', { product: 'E3' }],
    ['mets E3 en position 1,5', 'fr-FR', { product: 'E3' }],
    ['mets E3 en position 1', 'fr-FR', { product: 'E3', position: 1 }],
    ['move E3 to position 5', 'en-GB', { product: 'E3', position: 5 }],
  ])('are whole numbers from 1: %s', (text, locale, slots) => {
    expect(ask(text, locale)).toMatchObject({ operation: 'catalog.move' });
    expect(ask(text, locale).slots).toEqual(slots);
  });
});

describe('who is meant', () => {
  it.each([
    ['Project Plan 3 📌 in the catalog', 'en-GB', 'catalog.pin', { product: 'Project Plan 3' }],
    ['block my own account', 'en-GB', 'users.block', { user: 'me' }],
    ['bloque mon compte', 'fr-FR', 'users.block', { user: 'me' }],
    [
      'with Marge gone nobody does the incentives, so let us make Jolene incentives admin',
      'en-GB',
      'roles.assign',
      { role: 'incentives-admin', user: 'Jolene' },
    ],
    [
      'Stan Kowalski keeps asking me for numbers. Give him executive report viewer so he leaves me alone',
      'en-GB',
      'roles.assign',
      { role: 'executive-report-viewer', user: 'Stan Kowalski' },
    ],
    ['send me the audit log as a file, the auditors are on my back', 'en-GB', 'audit.export', {}],
    ['show me the users with "temp" in their name', 'en-GB', 'users.list', { query: 'temp' }],
    [
      "j'ai pas les droits pour importer les prix, qui peut me les accorder ?",
      'fr-FR',
      'permissions.show',
      { user: 'me', operation: 'prices.import' },
    ],
  ])('%s', (text, locale, operation, slots) => {
    expect(ask(text, locale)).toMatchObject({ operation });
    expect(ask(text, locale).slots).toEqual(slots);
  });
});

describe('quantities, terms and money', () => {
  it.each([
    ['price of 1,200 E3 licences', { product: 'E3', quantity: 1200 }],
    ['price of two hundred and fifty E3', { product: 'E3', quantity: 250 }],
    ['price of a dozen Visio Plan 2', { product: 'Visio Plan 2', quantity: 12 }],
    [
      'price of E5 for 30 seats on a three-year term, billed annually',
      { product: 'E5', quantity: 30, term: 'P3Y', billing: 'annual' },
    ],
    [
      'Copilot on an annual commitment paid monthly, in pounds, for the UK',
      { product: 'Copilot', term: 'P1Y', billing: 'monthly', currency: 'GBP', market: 'GB' },
    ],
  ])('%s', (text, slots) => {
    expect(ask(text)).toMatchObject({ operation: 'prices.find' });
    expect(ask(text).slots).toEqual(slots);
  });

  it.each([
    ['prix de quatre-vingt-dix licences E3', { product: 'E3', quantity: 90 }],
    ['prix de deux cent cinquante E3', { product: 'E3', quantity: 250 }],
    ['prix d’une vingtaine de Visio Plan 2', { product: 'Visio Plan 2', quantity: 20 }],
    [
      'tarif de E5 en engagement annuel, facturation mensuelle, en Allemagne',
      { product: 'E5', term: 'P1Y', billing: 'monthly', market: 'DE' },
    ],
    [
      'combien coûte Copilot en francs suisses pour une école',
      { product: 'Copilot', currency: 'CHF', segment: 'education' },
    ],
  ])('%s', (text, slots) => {
    expect(ask(text, 'fr-FR')).toMatchObject({ operation: 'prices.find' });
    expect(ask(text, 'fr-FR').slots).toEqual(slots);
  });
});

describe('values', () => {
  it.each([
    [
      'change the support phone to +44 20 7946 0958',
      'profile.edit',
      { section: 'support', field: 'phone', value: '+44 20 7946 0958' },
    ],
    [
      'set the description of our business profile to “Cloud for bakeries”, please',
      'business-profile.edit',
      { field: 'description', value: 'Cloud for bakeries' },
    ],
    [
      "change Grace Liu's job title to Partner Manager",
      'users.edit',
      { user: 'Grace Liu', field: 'jobTitle', value: 'Partner Manager' },
    ],
  ])('%s', (text, operation, slots) => {
    expect(ask(text)).toMatchObject({ operation });
    expect(ask(text).slots).toEqual(slots);
  });

  it.each([
    [
      "le titre de Marie n'est plus Comptable mais Directrice",
      'users.edit',
      { user: 'Marie', field: 'jobTitle', value: 'Directrice' },
    ],
    [
      'le téléphone du support n’est plus le 01 44 55 66 77 mais le 01 83 62 10 10',
      'profile.edit',
      { section: 'support', field: 'phone', value: '01 83 62 10 10' },
    ],
    [
      "Kevin n'est plus agent commercial mais admin de facturation",
      'roles.revoke',
      { user: 'Kevin', role: 'sales-agent' },
    ],
  ])('%s', (text, operation, slots) => {
    expect(ask(text, 'fr-FR')).toMatchObject({ operation });
    expect(ask(text, 'fr-FR').slots).toEqual(slots);
  });
});

describe('what is denied, and who is meant', () => {
  it.each([
    ['not E3, my mistake, pin F1 please', 'en-GB', 'catalog.pin', { product: 'F1' }],
    ["why can't I block anyone", 'en-GB', 'permissions.show', { user: 'me', operation: 'users.block' }],
    ['let Kevin in', 'en-GB', 'users.unblock', { user: 'Kevin' }],
    ['can you block Bianca, she left today', 'en-GB', 'users.block', { user: 'Bianca' }],
    ['bloque Kevin tout de suite, les RH ont confirmé', 'fr-FR', 'users.block', { user: 'Kevin' }],
    ['utilisateur de souza', 'fr-FR', 'users.show', { user: 'de souza' }],
    ['fill in the bank details', 'en-GB', 'profile.edit', { section: 'bank' }],
    ['write the business profile', 'en-GB', 'business-profile.edit', {}],
    ['the profile', 'en-GB', 'profile.show', {}],
    ['remplis les coordonnées bancaires', 'fr-FR', 'profile.edit', { section: 'bank' }],
    ['rédige le profil d’entreprise', 'fr-FR', 'business-profile.edit', {}],
    [
      'pq j ai pas le droit d importer les prix',
      'fr-FR',
      'permissions.show',
      { user: 'me', operation: 'prices.import' },
    ],
  ])('%s', (text, locale, operation, slots) => {
    expect(ask(text, locale)).toMatchObject({ operation });
    expect(ask(text, locale).slots).toEqual(slots);
  });
});
