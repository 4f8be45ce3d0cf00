const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What a picture's first bytes say it is; undefined for anything else. */
export function pictureType(bytes: Buffer): 'png' | 'jpeg' | 'gif' | undefined {
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  return /^GIF8[79]a$/.test(bytes.toString('latin1', 0, 6)) ? 'gif' : undefined;
}
