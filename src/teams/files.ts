import { FileError } from '../desk/incoming-file';
import { createTransfer, type Head, type Transfer } from './exchange';

/** Fetches and stores files of personal chats, where Teams keeps them. */
export interface FileExchange {
  /**
   * @param onShare is told how much of it is there, from 0 to 1, where the size is known
   * @throws FileError
   */
  download(url: string, onShare?: (share: number) => void): Promise<Buffer>;
  /** @throws FileError */
  upload(url: string, bytes: Buffer): Promise<void>;
}

/** Price sheets of six currencies have about 42 MB (domain.md 4.1). */
const largestFile = 64 * 1024 * 1024;
/** For a whole file, in milliseconds. */
const timeout = 60_000;

/**
 * The URLs carry their own, short-lived right: no token of ours goes with them, and they are followed to no other host
 * (teams.md, Attacks: requests to foreign hosts through attachments).
 */
export function createFileExchange(
  mayExchange: (url: string) => boolean,
  transfer: Transfer = createTransfer(timeout),
): FileExchange {
  async function call(
    url: string,
    how: { method: string; headers: Record<string, string>; body?: Uint8Array },
    take: (chunk: Buffer, head: Head) => void,
  ): Promise<void> {
    if (!mayExchange(url)) throw new FileError('file-not-reached');
    const { origin, pathname, search } = new URL(url);
    try {
      const { status } = await transfer({ ...how, origin, path: `${pathname}${search}` }, take, timeout);
      if (status >= 200 && status < 300) return;
    } catch (error) {
      throw error instanceof FileError ? error : new FileError('file-not-reached', { cause: error });
    }
    throw new FileError('file-not-reached');
  }

  return {
    async download(url, onShare) {
      const file = createFileBuffer(onShare);
      await call(url, { method: 'GET', headers: {} }, (chunk, head) => {
        // What tells why there is no file may be as long as it likes.
        if (head.status === 200) file.take(chunk, Number(head.headers['content-length'] ?? 0));
      });
      return file.bytes();
    },
    async upload(url, bytes) {
      const headers = {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      };
      await call(url, { method: 'PUT', headers, body: bytes }, () => undefined);
    },
  };
}

/** Gathers a file as it comes: putting forty megabytes together at the end would keep everybody waiting. */
function createFileBuffer(onShare: ((share: number) => void) | undefined) {
  let bytes: Buffer = Buffer.alloc(0);
  let size = 0;
  return {
    /** @param length of the whole, in bytes, or 0 where it is not known */
    take(chunk: Buffer, length: number): void {
      const needed = size + chunk.length;
      if (Math.max(needed, length) > largestFile) throw new FileError('file-too-large');
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(length, needed, Math.min(2 * bytes.length, largestFile)));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      chunk.copy(bytes, size);
      size = needed;
      if (length > 0) onShare?.(Math.min(1, size / length));
    },
    bytes: () => bytes.subarray(0, size),
  };
}
