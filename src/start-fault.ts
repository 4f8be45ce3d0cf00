import { ConfigError, type Config } from './config';

/** Why the system refused a folder or a file, in words. */
const folderFaults: Record<string, string> = {
  EACCES: 'may not be written',
  EPERM: 'may not be written',
  EROFS: 'lies on a disk that can only be read',
  EEXIST: 'is a file, not a folder',
  ENOTDIR: 'lies below a file, not a folder',
  ENOENT: 'can’t be made',
  ENOSPC: 'lies on a disk that is full',
  SQLITE_CANTOPEN: 'holds a database that can’t be opened',
  SQLITE_NOTADB: 'holds a file partner-desk.db that is no database',
  SQLITE_READONLY: 'may not be written',
};

const portFaults: Record<string, string> = {
  EADDRINUSE: 'is in use already',
  EADDRNOTAVAIL: 'can’t be listened on: HOST is no address of this machine',
  EACCES: 'may not be listened on',
};

/** What stopped the start, as one message: settings that turned out wrong are told like those that were read wrongly. */
export function describeStartFault(error: unknown, config: Pick<Config, 'port' | 'dataDir'> | undefined): string {
  if (error instanceof ConfigError) return error.message;
  const { code = '', syscall, stack } = error as NodeJS.ErrnoException;
  const listens = syscall === 'listen' || syscall === 'bind';
  const fault = (listens ? portFaults : folderFaults)[code];
  if (!config || !fault) return stack ?? String(error);
  return new ConfigError([listens ? `PORT ${config.port} ${fault}` : `DATA_DIR ${config.dataDir} ${fault}`]).message;
}
