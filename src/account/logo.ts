import { createHash } from 'node:crypto';
import { z } from 'zod';
import { pictureType } from './picture-type';

/** The company's logo as a page names it; its bytes are kept beside the pages, under their hash. */
export const logoSchema = z.strictObject({
  /** SHA-256 of the file's bytes, in hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(['png', 'jpeg', 'gif']),
  /** In pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Logo = z.infer<typeof logoSchema>;

/**
 * domain.md 1.4: GIF, JPG or PNG, at most 300 px wide, square or wide; 216 × 216 px at least is advised, a tall one is not.
 * The size of the file is the desk's own limit: an image of that width has no use for more.
 */
export const logoLimits = { width: 300, advised: 216, bytes: 256 * 1024 } as const;

export type LogoFlaw = 'type' | 'broken' | 'wide' | 'large';

/** Whether a file is an image of any kind: also of those that are no logo, so that it can be said why. */
export function looksLikeImage(name: string, bytes: Buffer): boolean {
  return pictureType(bytes) !== undefined || isOtherImage(bytes) || /\.(svg|webp|bmp|tiff?|avif|heic|ico)$/i.test(name);
}

/** Reads a logo by what is in the file, whatever it is called. */
export function readLogo(bytes: Buffer): { logo: Logo } | { flaw: LogoFlaw; width?: number } {
  const type = pictureType(bytes);
  if (!type) return { flaw: 'type' };
  if (bytes.length > logoLimits.bytes) return { flaw: 'large' };
  const size = sizeReaders[type](bytes);
  if (!size || size.width === 0 || size.height === 0) return { flaw: 'broken' };
  if (size.width > logoLimits.width) return { flaw: 'wide', width: size.width };
  return { logo: { hash: createHash('sha256').update(bytes).digest('hex'), type, ...size } };
}

function isOtherImage(bytes: Buffer): boolean {
  const begin = bytes.toString('latin1', 0, 400);
  return /^RIFF[^]{4}WEBP|^BM[^]{4}\0{4}|^(II\*\0|MM\0\*)|^[^]{4}ftyp(avif|heic)|^\s*(<\?xml[^]*?)?<svg[\s>]/i.test(
    begin,
  );
}

interface Size {
  width: number;
  height: number;
}

const sizeReaders: Record<Logo['type'], (bytes: Buffer) => Size | undefined> = {
  png(bytes) {
    const isWhole = bytes.length >= 24 && bytes.toString('latin1', 12, 16) === 'IHDR';
    return isWhole ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
  },
  gif: (bytes) => (bytes.length >= 10 ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } : undefined),
  jpeg: readFrame,
};

/** The frame header of a JPEG says its size; it stands behind segments of any length. */
function readFrame(bytes: Buffer): Size | undefined {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    // Fill bytes and markers without a segment.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isFrame(marker)) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else if (marker === 0xd9 || marker === 0xda) return undefined;
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, which are not DHT, JPG or DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
