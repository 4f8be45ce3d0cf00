/** What a person is told of a database that can't be written: it is locked by another process, or there is no room. */
export type StorageFault = 'storage-busy' | 'storage-full' | 'storage-broken';

/** Tells a fault of the database from every other error. */
export function storageFaultOf(error: unknown): StorageFault | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return undefined;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'storage-busy';
  if (code === 'SQLITE_FULL') return 'storage-full';
  // The statement itself was wrong, or broke a rule: a fault of ours.
  return code === 'SQLITE_ERROR' || code.startsWith('SQLITE_CONSTRAINT') ? undefined : 'storage-broken';
}
