import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FILE_LIMIT, type FileStore, createFileStore } from '../../src/local/file-store';

const MINUTE = 60_000;
async function* bytesOf(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}
async function* zeros(size: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(1024 * 1024);
  for (let sent = 0; sent < size; sent += chunk.length) yield chunk.subarray(0, Math.min(chunk.length, size - sent));
}

describe('files that are kept', () => {
  let now = 0;
  let store: FileStore;
  let root: string;
  beforeEach(() => {
    now = Date.UTC(2026, 10, 2);
    root = mkdtempSync(path.join(tmpdir(), 'file-store-'));
    store = createFileStore({ root, now: () => new Date(now), newId: randomUUID });
  });
  afterEach(() => {
    store.clear();
    rmSync(root, { recursive: true });
  });

  const keep = (name = 'a.csv') => store.keep('marie', name, { bytes: bytesOf('one', 'two') });
  const readBack = async (id: string) => {
    const { handle } = await store.read(id);
    return handle.readFile('utf8').finally(() => handle.close());
  };

  it('gives back what it took', async () => {
    const file = await keep('people.csv');

    expect(file).toMatchObject({ name: 'people.csv', fileType: 'csv', size: 6, ownerId: 'marie' });
    expect(await readBack(file.id)).toBe('onetwo');
  });

  it('forgets after an hour', async () => {
    const file = await keep();
    now += 59 * MINUTE;
    const late = await readBack(file.id);
    now += MINUTE;

    expect(late).toBe('onetwo');
    await expect(store.read(file.id)).rejects.toMatchObject({ status: 404, code: 'FileNotFound' });
  });

  it('keeps no more than the dozen that came last', async () => {
    const first = await keep();
    const second = await keep();
    for (let more = 0; more < 11; more += 1) await keep();

    expect(store.find(first.id)).toBeUndefined();
    expect(store.find(second.id)).toBeDefined();
  });

  it('takes a file up to the limit, and leaves nothing of a larger one', async () => {
    const largest = await store.keep('marie', 'a.zip', { bytes: zeros(FILE_LIMIT) });

    const larger = store.keep('marie', 'b.zip', { bytes: zeros(FILE_LIMIT + 1) });

    await expect(larger).rejects.toMatchObject({ status: 413, code: 'FileTooLarge' });
    const [folder = ''] = readdirSync(root);
    expect(readdirSync(path.join(root, folder))).toEqual([largest.id]);
  });

  it('does not keep what did not arrive whole', async () => {
    const broken = store.keep('marie', 'a.csv', { bytes: bytesOf('one'), length: 4 });

    await expect(broken).rejects.toMatchObject({ status: 400, code: 'IncompleteFile' });
  });

  it('lets an expected file be brought once', async () => {
    const { uploadId, id } = store.expect('marie', 'audit.csv');
    const early = store.find(id);
    const [first, second] = await Promise.allSettled([
      store.receive(uploadId, { bytes: bytesOf('one') }),
      store.receive(uploadId, { bytes: bytesOf('two') }),
    ]);

    expect(early).toBeUndefined();
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    expect(await readBack(id)).toBe('one');
  });

  it('lets it be brought again when it did not arrive whole', async () => {
    const { uploadId, id } = store.expect('marie', 'audit.csv');
    await expect(store.receive(uploadId, { bytes: bytesOf('on'), length: 3 })).rejects.toMatchObject({ status: 400 });

    await store.receive(uploadId, { bytes: bytesOf('one'), length: 3 });

    expect(await readBack(id)).toBe('one');
  });

  it('expects a file for an hour', async () => {
    const { uploadId } = store.expect('marie', 'audit.csv');
    now += 60 * MINUTE;

    await expect(store.receive(uploadId, { bytes: bytesOf('one') })).rejects.toMatchObject({ status: 404 });
  });

  it('leaves nothing behind', async () => {
    await keep();
    const during = readdirSync(root);
    store.clear();

    expect(during).toHaveLength(1);
    expect(readdirSync(root)).toEqual([]);
  });
});
