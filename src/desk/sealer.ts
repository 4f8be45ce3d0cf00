import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';

/** Turns a text into one that nobody can read, alter or make up without the key: AES-256-GCM. */
export interface Sealer {
  seal(text: string): string;
  /** Undefined for what was not sealed with this key. */
  open(sealed: string): string | undefined;
}

const nonceLength = 12;
const tagLength = 16;

/** Random bytes are drawn for many nonces at once: a card has up to twelve buttons. */
const drawnNonces = 256;

/** @param secret 256 bits */
export function createSealer(secret: Buffer): Sealer {
  const key = createSecretKey(secret);
  const drawn = Buffer.alloc(nonceLength * drawnNonces);
  let next = drawn.length;
  /** What is sealed is put together here, one after the other. */
  const room = Buffer.alloc(8 * 1024);
  const nonce = room.subarray(0, nonceLength);
  const drawNonce = (): void => {
    if (next === drawn.length) {
      randomFillSync(drawn);
      next = 0;
    }
    drawn.copy(nonce, 0, next, next + nonceLength);
    next += nonceLength;
  };
  return {
    seal(text) {
      drawNonce();
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      // A stream cipher: nothing is left for the end.
      const sealed = cipher.update(text, 'utf8');
      cipher.final();
      const tag = cipher.getAuthTag();
      const length = nonceLength + sealed.length + tagLength;
      if (length > room.length) return Buffer.concat([nonce, sealed, tag]).toString('base64url');
      sealed.copy(room, nonceLength);
      tag.copy(room, nonceLength + sealed.length);
      return room.toString('base64url', 0, length);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= nonceLength + tagLength) return undefined;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength));
        decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
        const plain = decipher.update(bytes.subarray(nonceLength, bytes.length - tagLength));
        return Buffer.concat([plain, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
