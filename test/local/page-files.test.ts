import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPageFile } from '../../src/local/page-files';
import { type LocalDesk, startLocalDesk } from './local-desk';

describe('files of the page', () => {
  it.each([
    '../local-chat.ts',
    '..%2flocal-chat.ts',
    '/etc/hostname',
    'page',
    'page.css/',
    '.css',
    'a/b.css',
    'secret.json',
    'main.js\0.css',
    '',
  ])('does not read %j', async (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
    writeFileSync(path.join(folder, 'secret.json'), '{}');

    const file = await readPageFile(name, folder);

    rmSync(folder, { recursive: true });
    expect(file).toBeUndefined();
  });
});

describe('the page over HTTP', () => {
  let desk: LocalDesk;
  beforeAll(async () => void (desk = await startLocalDesk()));
  afterAll(() => desk.stop());

  it('is served with a strict content policy and no script of its own', async () => {
    const response = await fetch(`${desk.origin}/`);
    const html = await response.text();

    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc="\/local\/assets\/)|\son\w+=|style=/);
  });

  it.each([
    ['main.js', 'text/javascript'],
    ['page.css', 'text/css'],
    ['icon.svg', 'image/svg+xml'],
    ['adaptivecards.js', 'text/javascript'],
  ])('serves %s', async (name, type) => {
    const response = await fetch(`${desk.origin}/local/assets/${name}`);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['nothing.js', '..%2f..%2f..%2fpackage.json', '%2e%2e%2flocal-chat.ts', 'adaptivecards.min.js.map'])(
    'has no %s',
    async (name) => {
      const response = await fetch(`${desk.origin}/local/assets/${name}`);

      expect(response.status).toBe(404);
    },
  );

  it('every module that a module names exists', async () => {
    const seen = new Set<string>();
    const visit = async (name: string): Promise<void> => {
      if (seen.has(name)) return;
      seen.add(name);
      const response = await fetch(`${desk.origin}/local/assets/${name}`);
      expect([name, response.status]).toEqual([name, 200]);
      for (const [, next = ''] of (await response.text()).matchAll(/from '\.\/([\w-]+\.js)'/g)) await visit(next);
    };

    await visit('main.js');

    expect(seen.size).toBeGreaterThan(8);
  });
});
