import { request } from 'node:http';
import { findRefusal } from '../../src/local/loopback';
import { ALEX, type LocalDesk, startLocalDesk } from './local-desk';

const good = { remoteAddress: '127.0.0.1', method: 'GET', headers: { host: '127.0.0.1:3978' } };
const bytes = { 'content-type': 'application/octet-stream' };
const json = { 'content-type': 'application/json; charset=utf-8' };

describe('who may use the local chat', () => {
  it.each([
    ['the page on 127.0.0.1', {}],
    ['another loopback address', { remoteAddress: '127.8.9.10' }],
    ['a mapped address', { remoteAddress: '::ffff:127.0.0.1' }],
    ['the sixth version', { remoteAddress: '::1', headers: { host: '[::1]:3978' } }],
    ['localhost by name', { headers: { host: 'localhost:3978' } }],
    [
      'the page itself',
      { headers: { host: 'localhost:3978', origin: 'http://localhost:3978', 'sec-fetch-site': 'same-origin' } },
    ],
    ['a declared JSON body', { method: 'POST', headers: { host: 'localhost', ...json } }],
    ['declared bytes', { takes: 'bytes' as const, method: 'POST', headers: { host: 'localhost', ...bytes } }],
    ['bytes that a bot brings', { takes: 'bytes' as const, method: 'PUT', headers: { host: 'localhost' } }],
    [
      'a link from elsewhere to the page',
      { isPage: true, headers: { host: 'localhost', 'sec-fetch-site': 'cross-site' } },
    ],
  ])('lets in %s', (_name, part) => {
    expect(findRefusal({ ...good, ...part })).toBeUndefined();
  });

  it.each([
    ['another machine', { remoteAddress: '192.168.1.20' }],
    ['another machine, mapped', { remoteAddress: '::ffff:10.0.0.1' }],
    ['a look-alike address', { remoteAddress: '127.0.0.1.evil.example' }],
    ['a connection without address', { remoteAddress: undefined }],
    ['a rebound name', { headers: { host: 'evil.example:3978' } }],
    ['a name that begins like ours', { headers: { host: 'localhost.evil.example' } }],
    ['an address in a name', { headers: { host: '127.0.0.1.evil.example' } }],
    ['no Host', { headers: {} }],
    ['another origin', { headers: { host: 'localhost:3978', origin: 'https://evil.example' } }],
    ['another port of this machine', { headers: { host: 'localhost:3978', origin: 'http://localhost:8080' } }],
    ['an opaque origin', { headers: { host: 'localhost:3978', origin: 'null' } }],
    ['a request sent by another site', { headers: { host: 'localhost:3978', 'sec-fetch-site': 'cross-site' } }],
    ['a request sent by a neighbour', { headers: { host: 'localhost:3978', 'sec-fetch-site': 'same-site' } }],
    ['a page opened under a rebound name', { isPage: true, headers: { host: 'evil.example' } }],
    ['a form', { method: 'POST', headers: { host: 'localhost', 'content-type': 'application/x-www-form-urlencoded' } }],
    ['plain text', { method: 'POST', headers: { host: 'localhost', 'content-type': 'text/plain' } }],
    ['bytes where JSON is asked for', { method: 'POST', headers: { host: 'localhost', ...bytes } }],
    ['a form where bytes are asked for', { takes: 'bytes' as const, method: 'POST', headers: { host: 'localhost' } }],
    [
      'text where bytes are asked for',
      { takes: 'bytes' as const, method: 'POST', headers: { host: 'localhost', 'content-type': 'text/plain' } },
    ],
    [
      'bytes that another site brings',
      { takes: 'bytes' as const, method: 'PUT', headers: { host: 'localhost', origin: 'https://evil.example' } },
    ],
    ['a body without type', { method: 'PUT', headers: { host: 'localhost' } }],
  ])('refuses %s', (_name, part) => {
    expect(findRefusal({ ...good, ...part })).toEqual(expect.any(String));
  });
});

describe('refusals over HTTP', () => {
  let desk: LocalDesk;
  beforeAll(async () => void (desk = await startLocalDesk()));
  afterAll(() => desk.stop());

  const call = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${desk.origin}${path}`, { method, headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end(body);
    });

  it.each([
    ['GET', '/'],
    ['GET', '/local/assets/main.js'],
    ['GET', '/local/api/people'],
    ['GET', `/local/api/live?as=${ALEX.objectId}`],
    ['POST', '/local/api/say'],
    ['POST', '/local/api/invoke'],
    ['POST', '/local/api/files?as=x'],
    ['POST', '/local/api/consent'],
    ['GET', '/local/files/1'],
    ['PUT', '/local/uploads/1'],
    ['POST', '/local/connector/v3/conversations'],
    ['PUT', '/local/connector/v3/conversations/a%3A1/activities/1'],
    ['DELETE', '/local/connector/v3/conversations/a%3A1/activities/1'],
  ])('%s %s is refused under a foreign name', async (method, path) => {
    await expect(call(method, path, { Host: 'evil.example', 'Content-Type': 'application/json' })).resolves.toBe(403);
  });

  it.each([
    ['a foreign origin', { Origin: 'https://evil.example', 'Content-Type': 'application/json' }],
    ['a form', { 'Content-Type': 'text/plain' }],
  ])('refuses %s, and the bot hears nothing', async (_name, headers) => {
    const body = JSON.stringify({
      as: ALEX.objectId,
      conversation: `a:${ALEX.objectId}`,
      text: 'x',
      mention: true,
      locale: 'en-US',
      timeZone: 'UTC',
      utcOffset: 0,
    });

    const status = await call('POST', '/local/api/say', headers, body);

    expect(status).toBe(403);
    expect(desk.bot.received).toEqual([]);
  });
});
