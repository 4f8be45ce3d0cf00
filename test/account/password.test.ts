import { generateTemporaryPassword, hashPassword, passwordFlaws, verifyPassword } from '../../src/account/password';

describe('a temporary password', () => {
  const made = Array.from({ length: 2_000 }, generateTemporaryPassword);
  const all = made.join('');

  it.each([
    ['has 20 characters or more', (password: string) => password.length >= 20],
    ['has small letters', (password: string) => /[a-z].*[a-z]/.test(password)],
    ['has capitals', (password: string) => /[A-Z].*[A-Z]/.test(password)],
    ['has digits', (password: string) => /\d.*\d/.test(password)],
    ['has symbols', (password: string) => /[^a-zA-Z0-9].*[^a-zA-Z0-9]/.test(password)],
    ['has nothing that looks like something else', (password: string) => !/[0Oo1lI5S2Z8B|]/.test(password)],
    [
      'has nothing that a chat takes for formatting, a link or a mention',
      (password: string) => !/[\s*_~`<>[\]()#\\&"']/.test(password),
    ],
    [
      'passes the policy, whoever it is for',
      (password: string) => passwordFlaws(password, ['paul', 'lefebvre', 'contoso']).length === 0,
    ],
  ])('%s', (_name, holds) => {
    expect(made.filter((password) => !holds(password))).toEqual([]);
  });

  it('is never the same twice', () => {
    expect(new Set(made).size).toBe(made.length);
  });

  it('favours no character of a class and no place', () => {
    const count = (text: string) =>
      [...text].reduce((counts, sign) => counts.set(sign, (counts.get(sign) ?? 0) + 1), new Map<string, number>());
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]) {
      const counts = [...count([...all].filter((sign) => kind.test(sign)).join('')).values()];
      const mean = counts.reduce((sum, each) => sum + each) / counts.length;
      // Some 500 of each: a fair draw stays within six standard deviations.
      for (const each of counts) expect(Math.abs(each - mean)).toBeLessThan(6 * Math.sqrt(mean));
    }
    for (let place = 0; place < 20; place++) {
      const digits = made.filter((password) => /\d/.test(password[place]!)).length;
      const mean = [...all].filter((sign) => /\d/.test(sign)).length / 20;
      expect(Math.abs(digits - mean)).toBeLessThan(6 * Math.sqrt(mean));
    }
  });
});

describe('what is wrong with a chosen password', () => {
  const pauls = ['paul', 'lefebvre', 'contoso', 'partner'];

  // domain.md 5.2: each banned word counts one, every other character one, five are needed.
  it.each<[string, string[], string[]]>([
    ['C0ntos0Blank12', ['contoso', 'blank'], ['names-you']],
    ['ContoS0Bl@nkf9!', ['contoso', 'blank'], []],
    ['', [], ['too-short', 'too-few-classes', 'too-common']],
    ['Ab1-xyz', [], ['too-short']],
    ['Ab1-xyzw', [], []],
    [`Ab1-${'xyzw'.repeat(63)}`, [], []],
    [`Ab1-${'xyzw'.repeat(63)}x`, [], ['too-long']],
    ['abcdefgh', [], ['too-few-classes', 'too-common']],
    ['onlysmallletters', [], ['too-few-classes']],
    ['ONLYCAPITALS', [], ['too-few-classes']],
    ['27394058372', [], ['too-few-classes']],
    ['smallANDcapitals', [], ['too-few-classes']],
    ['small and blanks', [], ['too-few-classes']],
    ['Small and blanks', [], []],
    ['small-and-27', [], []],
    ['Élève-numéro-7', [], ['foreign-character']],
    ['Tulpen-7-🌷', [], ['foreign-character']],
    ['Tulpen-7\t', [], ['foreign-character']],
    ['Tulpen-7\u00a0', [], ['foreign-character']],
    ['~Tulpen "7" <(`\\|>', [], []],
    ['P@ssw0rd', [], ['too-common']],
    ['P@$$w0rd', [], ['too-common']],
    ['Passw0rd12', [], ['too-common']],
    ['Passw0rdPassw0rd!', [], ['too-common']],
    ['Passw0rd!tul7', [], []],
    ['Bienvenue1', [], ['too-common']],
    // One letter wrong, too many or missing.
    ['Bienvenua1', [], ['too-common']],
    ['Passsw0rd1', [], ['too-common']],
    ['Welcme2!', [], ['too-common']],
    ['Lefebvra1!', ['lefebvre'], ['names-you']],
    ['Welcmy2!ab', [], []],
    ['Azerty123456', [], ['too-common']],
    ['Paul1234', pauls, []],
    ['Lefebvre1!', pauls, ['names-you']],
    ['lefebvre-Paul-9', pauls, []],
    ['C0nt0s0-P@rtner', pauls, ['names-you']],
    ['Li-ist-7!', ['li'], []],
  ])('%j with %j: %j', (password, personal, flaws) => {
    expect(passwordFlaws(password, personal)).toEqual(flaws);
  });
});

describe('a hash', () => {
  it('fits its own password and no other, and is salted', async () => {
    const [hash, again] = await Promise.all([hashPassword('Tulpen-7'), hashPassword('Tulpen-7')]);

    expect(hash).not.toBe(again);
    expect(hash).not.toContain('Tulpen');
    expect(
      await Promise.all(['Tulpen-7', 'tulpen-7', 'Tulpen-7 ', ''].map((password) => verifyPassword(password, hash))),
    ).toEqual([true, false, false, false]);
  });

  it.each(['', 'Tulpen-7', 'scrypt', 'scrypt$16384$8$1$$', 'md5$1$1$1$c2FsdA==$aGFzaA=='])(
    'of another form fits nothing: %j',
    async (hash) => {
      expect(await verifyPassword('Tulpen-7', hash)).toBe(false);
    },
  );
});
