import type { Server } from 'restify';
import { createLocalChannel } from './channel';
import { registerConnector } from './connector-routes';
import { registerFiles } from './file-routes';
import { createFileStore } from './file-store';
import { guardLocal, readParam, sendBytes } from './http';
import { createLiveEvents } from './live-events';
import { LocalError } from './local-error';
import { readPageFile } from './page-files';
import { registerPageApi } from './page-routes';

/** Someone whom a window may speak as. */
export interface LocalPerson {
  objectId: string;
  userPrincipalName: string;
  displayName: string;
  /** Shown under the name, such as the person's roles in words. */
  note: string;
  /** Whether prices may be suggested: nobody is offered what is refused. */
  seesPrices: boolean;
}

export interface LocalChatOptions {
  server: Server;
  /** Asked anew each time, so that people added while the bot runs appear. */
  /** @param locale in whose language they are described; English, where left out */
  people: (locale?: string) => Promise<LocalPerson[]>;
  /** Where the server listens, such as `http://127.0.0.1:3978`; asked only once it listens. */
  origin: () => string;
  tenantId: string;
  now: () => Date;
  newId: () => string;
  botName?: string;
}

/**
 * Adds the local chat to a server: the page at `/`, its files and API under `/local/`, and the connector through
 * which the bot answers. Anyone on this machine can speak as anyone: register it in local mode only.
 */
export function registerLocalChat(options: LocalChatOptions): void {
  const { server, people, now, newId, origin, tenantId, botName = 'Partner Desk' } = options;
  const live = createLiveEvents(() => server.server.listening);
  const channel = createLocalChannel({ people, now, newId, live });
  registerPage(server);
  const files = createFileStore({ now, newId });
  server.on('close', () => files.clear());
  const ports = { channel, files, live, people, now, newId, origin, tenantId, botName };
  registerPageApi(server, ports);
  registerFiles(server, ports);
  registerConnector(server, { channel, newId, origin, tenantId, botName });
}

/** Cards may show pictures from elsewhere; nothing else comes from elsewhere, and no script stands in the page itself. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE_HEADERS = {
  'Content-Security-Policy': CONTENT_POLICY,
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

function registerPage(server: Server): void {
  server.get(
    '/',
    guardLocal(
      async (_request, response) => {
        const file = await readPageFile('index.html');
        if (!file) throw new LocalError(500, 'PageMissing', 'The page is missing from the project folder.');
        sendBytes(response, 200, file.contentType, file.content, PAGE_HEADERS);
      },
      { isPage: true },
    ),
  );
  server.get(
    '/local/assets/:name',
    guardLocal(async (request, response) => {
      const file = await readPageFile(readParam(request, 'name'));
      if (!file) throw new LocalError(404, 'NotFound', 'There is no such file.');
      sendBytes(response, 200, file.contentType, file.content);
    }),
  );
}
