import type { Request, Response, Server } from 'restify';
import type { BusinessProfiles } from '../account/business-profile';

/** The path of a logo: its hash can be known to nobody who has not seen the logo. */
export const logoPath = (hash: string) => `/logos/${hash}`;

/** Serves the company's logos to clients that draw cards: by their hash alone, as images and nothing else. */
export function registerLogos(server: Server, profiles: Pick<BusinessProfiles, 'logo'>): void {
  server.get('/logos/:hash', async (request: Request, response: Response) => {
    const { hash } = request.params as { hash: string };
    const found = /^[0-9a-f]{64}$/.test(hash) ? await profiles.logo(hash) : undefined;
    if (!found) return void response.sendRaw(404, '', {});
    response.sendRaw(200, found.bytes, {
      'content-type': `image/${found.type}`,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });
}
