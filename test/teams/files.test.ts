import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFileExchange } from '../../src/teams/files';
import { createTransfer } from '../../src/teams/exchange';

/** Where files are kept: each test says how it answers. */
let answer: RequestListener;
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sheet.csv?sig=a%2Fb`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const exchange = createFileExchange((each) => each === url);
const impatient = createFileExchange(
  (each) => each === url,
  (request, take) => createTransfer(200)(request, take, 300),
);
function answerWith(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(text);
}
const pieces = Array.from({ length: 20 }, (_, at) => Buffer.alloc(50_000, at));
const whole = Buffer.concat(pieces);

describe('a file is fetched', () => {
  it('as it is, with the query of its URL, and says how much of it is there', async () => {
    const shares: number[] = [];
    let asked = '';
    answer = (request, response) => {
      asked = request.url!;
      response.setHeader('content-length', whole.length);
      response.end(whole);
    };

    const bytes = await exchange.download(url, (share) => shares.push(share));

    expect(bytes.equals(whole)).toBe(true);
    expect(asked).toBe('/sheet.csv?sig=a%2Fb');
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  });

  it('where nobody says how long it is', async () => {
    answer = (_request, response) => {
      for (const piece of pieces) response.write(piece);
      response.end();
    };

    expect((await exchange.download(url)).equals(whole)).toBe(true);
  });

  it('also an empty one', async () => {
    answer = (_request, response) => response.end();

    expect(await exchange.download(url)).toHaveLength(0);
  });
});

describe('a file is not fetched', () => {
  it('from anywhere else', async () => {
    await expect(exchange.download(url.replace('sheet', 'other'))).rejects.toMatchObject({ code: 'file-not-reached' });
  });

  it.each<[string, RequestListener]>([
    ['that is not there', (_request, response) => answerWith(response, 404, 'no such file')],
    ['that is said to be elsewhere', (_request, response) => answerWith(response.setHeader('location', url), 302, '')],
    [
      'that breaks off',
      (request, response) => {
        response.setHeader('content-length', 100_000);
        response.write(pieces[0]);
        setTimeout(() => request.socket.destroy(), 20);
      },
    ],
  ])('%s', async (_case, listener) => {
    answer = listener;

    await expect(exchange.download(url)).rejects.toMatchObject({ code: 'file-not-reached' });
  });

  it.each<[string, RequestListener]>([
    ['does not come', () => undefined],
    [
      'comes too slowly',
      (_request, response) => {
        const drip = setInterval(() => response.write('.'), 50);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('that %s', async (_case, listener) => {
    answer = listener;

    await expect(impatient.download(url)).rejects.toMatchObject({ code: 'file-not-reached' });
  });

  it.each<[string, RequestListener]>([
    [
      'says so',
      (_request, response) => {
        response.setHeader('content-length', 65 * 1024 * 1024);
        response.write('begins');
      },
    ],
    [
      'turns out to be',
      (_request, response) => {
        const piece = Buffer.alloc(4 * 1024 * 1024);
        for (let at = 0; at < 17; at++) response.write(piece);
        response.end();
      },
    ],
  ])('that %s too large', async (_case, listener) => {
    answer = listener;

    await expect(exchange.download(url)).rejects.toMatchObject({ code: 'file-too-large' });
  });
});

it('a file is stored with its length', async () => {
  const stored: { range: string | undefined; bytes: Buffer }[] = [];
  answer = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      stored.push({ range: request.headers['content-range'], bytes: Buffer.concat(chunks) });
      answerWith(response, 201, '');
    });
  };

  await exchange.upload(url, Buffer.from('a,b\n'));

  expect(stored).toEqual([{ range: 'bytes 0-3/4', bytes: Buffer.from('a,b\n') }]);
});
