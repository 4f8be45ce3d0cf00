import type { Request, Response, Server } from 'restify';
import type { BusinessProfiles } from '../account/business-profile';
import { readLogo, type Logo } from '../account/logo';

/**
 * Serves the company's logos to clients that draw cards: by their hash alone, which nobody can know who has not seen the
 * picture, as images and nothing else. One that is not agreed on yet is named with the file that it waits in, and is found as
 * long as that is kept.
 *
 * @param readFile the bytes of a file that was dropped into a chat, by its id
 */
export function registerLogos(server: Server, profiles: Pick<BusinessProfiles, 'logo'>, readFile: ReadFile): void {
  server.get('/logos/:hash', async (request: Request, response: Response) => {
    const { hash } = request.params as { hash: string };
    const upload = new URLSearchParams(request.getQuery()).get('upload');
    const found = /^[0-9a-f]{64}$/.test(hash)
      ? ((await profiles.logo(hash)) ?? (upload === null ? undefined : await readWaiting(readFile, upload, hash)))
      : undefined;
    if (!found) return void response.sendRaw(404, '', {});
    response.sendRaw(200, found.bytes, {
      'content-type': `image/${found.type}`,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
}

type ReadFile = (id: string) => Promise<Buffer | undefined>;

/** A file that waits to be agreed on, where it is that logo: no other file that people dropped leaves the desk this way. */
async function readWaiting(
  readFile: ReadFile,
  upload: string,
  hash: string,
): Promise<{ type: Logo['type']; bytes: Buffer } | undefined> {
  const bytes = /^[\w-]{1,64}$/.test(upload) ? await readFile(upload) : undefined;
  const read = bytes && readLogo(bytes);
  return bytes && read && 'logo' in read && read.logo.hash === hash ? { type: read.logo.type, bytes } : undefined;
}
