import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { languages } from '../../src/language/languages';
import { createUnderstanding } from '../../src/language/understanding/understand';
import { checkPackage } from '../../src/manifest/check-package';
import { commandLimits, commandOperations, describeCommand } from '../../src/manifest/commands';
import type { FilledPackage } from '../../src/manifest/fill-manifest';
import { makePackage, readManifest } from '../../src/manifest/make-package';
import { noBotId, readManifestSettings } from '../../src/manifest/settings';
import { operations } from '../../src/operations';
import type { Operation } from '../../src/operations/operation';

// It comes with the schemas' package as an ES module, which jest can't load; nothing here reads through it.
jest.mock('strip-bom', () => (text: string) => text);

const folder = join(__dirname, '../../manifest');
const botId = '8a1f6f0e-4d55-4f0c-9d3e-0a6f1d2c3b4a';
const { values } = readManifestSettings({ BOT_ID: botId }, '1.2.3');
const icons = new Map(['color.png', 'outline.png'].map((file) => [file, readFileSync(join(folder, file))]));

interface CommandList {
  scopes: string[];
  commands: { title: string; description: string }[];
}
const listsOf = ({ manifest }: FilledPackage) => manifest.bots[0].commandLists as CommandList[];

describe('the manifest', () => {
  const filled = readManifest(folder, values, operations);

  it('is one that Teams takes, in every language', async () => {
    expect(await checkPackage(filled, icons)).toEqual([]);
  });

  it('carries the bot, its version and its three scopes, and no unfilled place', () => {
    expect(filled.manifest).toMatchObject({
      id: botId,
      version: '1.2.3',
      bots: [{ botId, scopes: ['personal', 'team', 'groupChat'] }],
    });
    expect(JSON.stringify(filled)).not.toContain('${{');
  });

  it('speaks every language of the desk', () => {
    const { defaultLanguageTag, additionalLanguages } = filled.manifest.localizationInfo;

    const spoken = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];

    expect(spoken).toEqual([...languages]);
    expect(Object.keys(filled.localizations)).toEqual(additionalLanguages.map(({ file }) => file));
  });

  it('lists every operation in the personal chat, and those answered in a shared place first there', () => {
    const [personal, shared] = listsOf(filled);
    const titles = (wanted: Operation[]) => wanted.map((operation) => describeCommand(operation, 'en').title);
    // Teams takes ten: the first nine, and help, which names the rest.
    const help = operations.filter(({ id }) => id === 'help');
    const asked = operations.filter(({ id, buttonOnly }) => id !== 'help' && !buttonOnly);
    const others = asked.slice(0, commandLimits.commands - 1);

    expect(personal).toMatchObject({ scopes: ['personal'] });
    expect(personal!.commands.map(({ title }) => title).sort()).toEqual(titles([...others, ...help]).sort());
    expect(shared).toMatchObject({ scopes: ['team', 'groupChat'] });
    const open = asked.filter(({ audience }) => audience === 'anyone');
    expect(shared!.commands.slice(0, open.length).map(({ title }) => title)).toEqual(titles(open));
    expect(shared!.commands.at(-1)?.title).toBe('help');
  });

  it('translates each command where it stands', () => {
    const { 'fr.json': french } = filled.localizations;
    const commands = listsOf(filled).flatMap(({ commands }, list) =>
      commands.map((_, index) => `bots[0].commandLists[${list}].commands[${index}]`),
    );

    const missing = commands.filter((path) => !french?.[`${path}.title`] || !french[`${path}.description`]);

    expect(missing).toEqual([]);
    expect(french?.[`bots[0].commandLists[0].commands[${listsOf(filled)[0]!.commands.length - 1}].title`]).toBe('aide');
  });
});

describe('commands', () => {
  const { understand } = createUnderstanding();

  const sayable = operations.filter(({ buttonOnly }) => !buttonOnly);

  it.each(languages.flatMap((language) => sayable.map((operation) => ({ language, id: operation.id, operation }))))(
    'in $language: the desk understands the one for $id',
    ({ language, operation, id }) => {
      const { title } = describeCommand(operation, language);

      expect(understand({ text: title, locale: language }, '2026-11-23').operation).toBe(id);
    },
  );

  it('are ten at most, and help is one of them', () => {
    const many = [...operations, ...operations.filter(({ id }) => id !== 'help')];

    const listed = commandOperations(many, 'shared');

    expect(listed).toHaveLength(commandLimits.commands);
    expect(listed.at(-1)?.id).toBe('help');
  });

  it('fail for an operation without a sentence that fits', () => {
    expect(() => describeCommand({ ...operations[0]!, id: 'no.words' }, 'en')).toThrow('no.words');
  });
});

describe('the check of a package', () => {
  const withManifest = (change: object): FilledPackage => {
    const filled = readManifest(folder, values, operations);
    return { ...filled, manifest: { ...filled.manifest, ...change } };
  };
  const command = (title: string, description: string) => ({
    bots: [
      {
        ...readManifest(folder, values, operations).manifest.bots[0],
        commandLists: [{ scopes: ['personal'], commands: [{ title, description }] }],
      },
    ],
  });

  it.each([
    ['a name too long', { name: { short: 'x'.repeat(31) } }, 'name/short'],
    ['a field that the schema does not know', { surprise: true }, 'additional properties'],
    ['a bot id that is no GUID', { bots: [{ botId: 'bot', scopes: ['personal'] }] }, 'botId'],
    ['a command too long for the clients', command('x'.repeat(33), 'y'), 'more than 32 characters'],
    ['a description too long for the clients', command('x', 'y'.repeat(129)), 'more than 128 characters'],
  ])('finds %s', async (_, change, flaw) => {
    const flaws = await checkPackage(withManifest(change), icons);

    expect(flaws.join('\n')).toContain(flaw);
  });

  it('finds a flaw of another language', async () => {
    const filled = readManifest(folder, values, operations);
    filled.localizations['fr.json'] = { ...filled.localizations['fr.json'], 'name.short': 'x'.repeat(31) };

    expect((await checkPackage(filled, icons)).join('\n')).toContain('fr.json: /name.short');
  });

  it('finds an icon of another size, and one that is no picture', async () => {
    const wrong = new Map([
      ...icons,
      ['color.png', icons.get('outline.png')!],
      ['outline.png', Buffer.from('hello')],
    ] as const);

    const flaws = await checkPackage(readManifest(folder, values, operations), wrong);

    expect(flaws).toEqual(['color.png: is 32×32, but must be 192×192', 'outline.png: is not a PNG']);
  });
});

describe('the settings', () => {
  it('stand for examples where they are missing, and say so', () => {
    const { values: defaults, examples } = readManifestSettings(
      { APP_WEBSITE_URL: 'https://desk.contoso.com/help' },
      '1.0.0',
    );

    expect(defaults).toMatchObject({ BOT_ID: noBotId, APP_DOMAIN: 'desk.contoso.com' });
    expect(examples).toEqual(['BOT_ID', 'APP_DEVELOPER', 'APP_PRIVACY_URL', 'APP_TERMS_URL']);
  });

  it('are refused all at once where they are wrong', () => {
    const read = () => readManifestSettings({ BOT_ID: 'my-bot', APP_TERMS_URL: 'http://contoso.com' }, '1.0.0');

    expect(read).toThrow(/BOT_ID.*\n.*APP_TERMS_URL/);
  });
});

describe('the package', () => {
  it('is a zip of manifest, languages and icons, the same every time', async () => {
    const archive = await makePackage(folder, values, operations);
    const files = readZip(archive);

    expect([...files.keys()]).toEqual(['manifest.json', 'fr.json', 'color.png', 'outline.png']);
    expect(JSON.parse(files.get('manifest.json')!.toString())).toMatchObject({ id: botId });
    expect(files.get('color.png')).toEqual(icons.get('color.png'));
    expect(await makePackage(folder, values, operations)).toEqual(archive);
  });

  it('is not made of a manifest that Teams would refuse', async () => {
    const endless = { ...values, APP_DEVELOPER: 'x'.repeat(33) };

    await expect(makePackage(folder, endless, operations)).rejects.toThrow('developer/name');
  });
});

/** Reads an archive by its central directory, as unpackers do. */
function readZip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = archive.readUInt16LE(at + 28);
    const start = archive.readUInt32LE(at + 42) + 30 + nameLength;
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    files.set(archive.toString('ascii', at + 46, at + 46 + nameLength), inflateRawSync(packed));
    at += 46 + nameLength;
  }
  return files;
}
