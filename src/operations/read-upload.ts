import type { Uploads } from './operation';

/** The bytes of a file that was dropped into a chat; undefined where it is kept no more. */
export async function readUpload({ open }: Pick<Uploads, 'open'>, id: string): Promise<Buffer | undefined> {
  const chunks = await open(id);
  if (!chunks) return undefined;
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
