import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Turns a text into one that nobody can read, alter or make up without the key: AES-256-GCM. */
export interface Sealer {
  seal(text: string): string;
  /** Undefined for what was not sealed with this key. */
  open(sealed: string): string | undefined;
}

const nonceLength = 12;
const tagLength = 16;

/** @param key 256 bits */
export function createSealer(key: Buffer): Sealer {
  return {
    seal(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
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
