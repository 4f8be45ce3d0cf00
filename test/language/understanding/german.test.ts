import type { Lexicon } from '../../../src/language/lexicon/lexicon';
import { compileLexicon } from '../../../src/language/understanding/compile';
import { understandWith } from '../../../src/language/understanding/understand';
import { today } from './measure';

/** A small German lexicon: the proof that another language is a matter of words, not of code. */
const german: Lexicon = {
  language: 'de',
  endings: [
    ['est', ''],
    ['en', ''],
    ['er', ''],
    ['et', ''],
    ['es', ''],
    ['st', ''],
    ['e', ''],
    ['t', ''],
    ['s', ''],
  ],
  forms: { sperren: 'sperrt' },
  spellings: { pw: 'Passwort' },
  doneEndings: [],
  infinitiveEndings: [],
  commonEndings: [],
  narrativeEndings: [],
  doneWords: 'gesperrt, gelöscht, geändert',
  tellTaleLetters: 'äöüß',
  notFollows: true,
  doneIsNoCommand: false,
  sounds: [['ph', 'f']],
  functionWords: `der, die, das, den, dem, des, ein, eine, einen, einer, ich, du, er, sie, es, wir, ihr, mir, mich, dir, uns, mein, dein, ist, sind, hat, haben, habe, und, oder,
    aber, von, für, mit, auf, in, im, an, am, zu, zum, zur, bei, aus, um, nach, bitte, danke, hallo, kannst, könnt, könnte, können, kann, soll, muss, möchte, will, alle, mal, doch, noch, nicht`,
  tellTale: `der, die, das, den, dem, ein, eine, ich, du, wir, mir, ist, sind, und, für, von, bitte, zeig, sperre, entsperre, kostet, preis, passwort, zurück, nicht, wer, hat, welche`,
  everydayWords: '',
  foreignWords: 'kaffee, drucker, urlaub, wetter',
  joints: 'und dann, und',
  macros: { frei: 'frei|wieder frei' },
  concepts: {
    show: 'zeige, zeig, anzeigen, liste, sehen',
    display: 'zeige, zeig, anzeigen',
    block: 'sperre, sperren, blockiere, gesperrt',
    unblock: 'entsperre, entsperren, schalte … frei, freischalten',
    remove: 'lösche, löschen, entferne, gelöscht',
    reset: 'zurücksetzen, setze … zurück',
    password: 'Passwort, Kennwort',
    forgot: 'vergessen',
    user: 'Benutzer, Nutzer',
    role: 'Rolle, Rollen',
    price: 'Preis, Preise, kostet, kosten',
    howMuch: 'wie viel, was kostet',
    audit: 'Prüfprotokoll, Protokoll',
    assign: 'gib … Rolle, weise … zu, mache … zum',
    give: 'gib, geben',
    who: 'wer',
    not: 'nicht',
    my: 'mein, meine',
    modal: 'kannst du, bitte, soll',
    perfect: 'hat, habe',
    what: 'was, welche',
    since: 'seit',
    yesterday: 'gestern',
    licence: 'Lizenzen, Lizenz',
    undo: 'rückgängig, mach … rückgängig',
  },
  idioms: { 'roles.list': 'welche Rollen' },
  rolePlurals: 'admins',
  roles: {
    'billing-admin': 'Abrechnungsadmin, Abrechnungsadministrator',
    'global-admin': 'globaler Admin, globale Admin',
  },
  sections: { support: 'Support' },
  fields: { phone: 'Telefon, Telefonnummer' },
  segments: { education: 'Schule, Schulen, Bildung' },
  terms: { P1Y: 'ein Jahr' },
  billings: { monthly: 'monatlich bezahlt' },
  currencies: { EUR: 'Euro' },
  languages: { en: 'Englisch', fr: 'Französisch' },
  markets: {},
  numbers: { 10: 'zehn', 20: 'zwanzig' },
  ordinals: { 1: 'erste' },
  months: { 10: 'Oktober' },
  weekdays: { 1: 'Montag' },
  dayFirst: true,
};

const compiled = [compileLexicon(german)];
const ask = (text: string) => understandWith(compiled, { text, locale: 'de-DE' }, today, { users: [], products: [] });

describe('a third language by data alone', () => {
  it.each([
    ['sperre bitte Karl Weber', 'users.block', { user: 'Karl Weber' }],
    ['Kannst du Karl Weber wieder entsperren?', 'users.unblock', { user: 'Karl Weber' }],
    ['lösche den Benutzer Karl Weber', 'users.remove', { user: 'Karl Weber' }],
    ['Ich habe mein Passwort vergessen', 'password.reset', { user: 'me' }],
    ['setze das Passwort von Karl Weber zurück', 'password.reset', { user: 'Karl Weber' }],
    ['was kostet E3 für zwanzig Lizenzen in Frankreich?', 'prices.find', { product: 'E3', quantity: 20, market: 'FR' }],
    ['welche Rollen gibt es', 'roles.list', {}],
    ['zeig das Prüfprotokoll seit gestern', 'audit.show', { since: '2026-11-22' }],
    ['mach das rückgängig', 'undo', {}],
  ])('%s', (text, operation, slots) => {
    const answer = ask(text);

    expect(answer.operation).toBe(operation);
    expect(answer.slots).toEqual(slots);
  });

  it.each(['sperre Karl Weber nicht', 'wie wird das Wetter in Köln', 'der Drucker ist gesperrt'])(
    'starts nothing: %s',
    (text) => {
      expect(ask(text).operation).toBeNull();
    },
  );
});
