import { FileError } from '../desk/incoming-file';

/** Fetches and stores files of personal chats, where Teams keeps them. */
export interface FileExchange {
  /** @throws FileError */
  download(url: string): Promise<Buffer>;
  /** @throws FileError */
  upload(url: string, bytes: Buffer): Promise<void>;
}

/** Price sheets of six currencies have about 42 MB (domain.md 4.1). */
const largestFile = 64 * 1024 * 1024;
const timeout = 60_000;

/**
 * The URLs carry their own, short-lived right: no token of ours goes with them, and they are followed to no other host
 * (teams.md, Attacks: requests to foreign hosts through attachments).
 */
export function createFileExchange(mayExchange: (url: string) => boolean, request: typeof fetch = fetch): FileExchange {
  async function call(url: string, init: RequestInit): Promise<Response> {
    if (!mayExchange(url)) throw new FileError('file-not-reached');
    try {
      const response = await request(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) });
      if (response.ok) return response;
      await response.body?.cancel();
    } catch (error) {
      throw new FileError('file-not-reached', { cause: error });
    }
    throw new FileError('file-not-reached');
  }

  return {
    async download(url) {
      const response = await call(url, { method: 'GET' });
      const chunks: Uint8Array[] = [];
      let size = 0;
      try {
        for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
          size += chunk.length;
          if (size > largestFile) throw new FileError('file-too-large');
          chunks.push(chunk);
        }
      } catch (error) {
        throw error instanceof FileError ? error : new FileError('file-not-reached', { cause: error });
      }
      return Buffer.concat(chunks);
    },
    async upload(url, bytes) {
      const headers = {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      };
      const response = await call(url, { method: 'PUT', headers, body: new Uint8Array(bytes) });
      await response.body?.cancel();
    },
  };
}
