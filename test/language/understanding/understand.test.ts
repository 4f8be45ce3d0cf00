import { createUnderstanding } from '../../../src/language/understanding/understand';
import { ask, today } from './measure';

describe('confidence', () => {
  it.each(['block Kevin Brandt', 'how much is E3?', 'undo that', 'who has the billing admin role?'])(
    'is sure of: %s',
    (text) => {
      expect(ask(text).confidence).toBeGreaterThanOrEqual(0.75);
    },
  );

  it('offers what else it may be when it is unsure', () => {
    const answer = ask("Julie can't get in since this morning, can you sort it out?");

    expect(answer.operation).not.toBeNull();
    expect(answer.slots).toMatchObject({ user: 'Julie' });
  });

  it.each(['', '   ', '?!', '🙂🙂', 'asdf qwer zxcv', '<at>Partner Desk</at>'])('says nothing of noise: %j', (text) => {
    expect(ask(text)).toMatchObject({ operation: null, slots: {} });
    expect(ask(text).confidence).toBeLessThan(0.45);
  });
});

describe('language', () => {
  it.each([
    ['débloque Kevin Morel', 'en-US', 'fr', 'users.unblock'],
    ['please unblock Kevin Morel', 'fr-FR', 'en', 'users.unblock'],
    ['E3?', 'fr-FR', 'fr', null],
  ])('%s in a client in %s is %s', (text, locale, language, operation) => {
    const answer = ask(text, locale);

    expect(answer.language).toBe(language);
    if (operation) expect(answer.operation).toBe(operation);
  });
});

describe('writing', () => {
  it.each([
    ['BLOCK KEVIN BRANDT', 'users.block'],
    ['bloock kevin', 'users.block'],
    ['pasword rest for marie', 'password.reset'],
    ['reinitialise le mot de passe de marie', 'password.reset'],
    ['RÉINITIALISE LE MOT DE PASSE DE MARIE', 'password.reset'],
    ['re\u200binitialise le mot de passe de marie', 'password.reset'],
    ['reset le mdp de marie', 'password.reset'],
    ['what’s in the catalog', 'catalog.show'],
    ['<at>Partner Desk</at>&nbsp;what&#39;s in the catalog', 'catalog.show'],
  ])('%s is %s', (text, operation) => {
    expect(ask(text, /mdp|mot/i.test(text) ? 'fr-FR' : 'en-GB').operation).toBe(operation);
  });
});

describe('May', () => {
  it('is no month in "may I"', () => {
    const { slots } = ask('May I see the audit trail for the whole of October, please?');

    expect(slots).toEqual({ since: '2026-10-01', until: '2026-10-31' });
  });

  it.each(['in May I was away, show me the audit trail', 'audit log for May I need it'])('is one in: %s', (text) => {
    expect(ask(text).slots).toEqual({ since: '2026-05-01', until: '2026-05-31' });
  });

  it('is one elsewhere', () => {
    const { slots } = ask('may I see the audit trail of May?');

    expect(slots).toEqual({ since: '2026-05-01', until: '2026-05-31' });
  });
});

describe('people', () => {
  it.each([
    ["reset O'Brien's password", "O'Brien"],
    ['reset the password of Mr Jean-Luc Lefèvre', 'Jean-Luc Lefèvre'],
    ['reset password for <at>Zoé L’Hermitte</at>', 'Zoé L’Hermitte'],
    ['reset password for k.mensah@contoso.com', 'k.mensah@contoso.com'],
    ['reset password tara.oneill', 'tara.oneill'],
    ['reset password of Ludwig van der Berg', 'Ludwig van der Berg'],
  ])('%s names %s', (text, user) => {
    expect(ask(text)).toMatchObject({ operation: 'password.reset', slots: { user } });
  });

  it('knows the account’s own people and products', () => {
    const { understand } = createUnderstanding({
      names: () => ({ users: ['Xqro Blorp'], products: ['Contoso Mail Basic'] }),
    });

    expect(understand({ text: 'show xqro blorp', locale: 'en-GB' }, today)).toMatchObject({
      operation: 'users.show',
      slots: { user: 'xqro blorp' },
    });
    expect(understand({ text: 'price of contoso mail basic', locale: 'en-GB' }, today)).toMatchObject({
      operation: 'prices.find',
      slots: { product: 'contoso mail basic' },
    });
  });
});

describe('what is not asked', () => {
  it.each([
    ["don't block Kevin", 'en-GB'],
    ['Julie has already reset her password herself', 'en-GB'],
    ['he said “block Marie”', 'en-GB'],
    ['what happens if I delete Carl?', 'en-GB'],
    ['ne bloque surtout pas Kevin', 'fr-FR'],
    ['Julie a déjà réinitialisé son mot de passe elle-même', 'fr-FR'],
    ['il m’a dit « supprime Marie »', 'fr-FR'],
    ['que se passe-t-il si je supprime Carl ?', 'fr-FR'],
    ['le voisin fait du bruit la nuit, quels sont mes droits', 'fr-FR'],
    ['restaurer un vieux buffet en chêne, par où commencer', 'fr-FR'],
  ])('starts nothing: %s', (text, locale) => {
    expect(ask(text, locale).operation).toBeNull();
  });
});
