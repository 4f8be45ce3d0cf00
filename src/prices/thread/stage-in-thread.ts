import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { openOverSession } from '../../store/session';
import type { StageSheet } from '../import/staged-sheet';
import { createCaller } from './calls';
import type { StagingThread, ThreadData } from './serve-staging';

/** Starts what serves the port. @returns what ends it */
export type StartThread = (data: ThreadData, onEnd: (error: Error) => void) => () => Promise<unknown>;

const startThread: StartThread = (data, onEnd) => {
  const worker = new Worker(join(__dirname, 'staging-thread.js'), { workerData: data, transferList: [data.port] });
  worker.on('error', (error: Error) => onEnd(error));
  worker.on('exit', (code) => onEnd(new Error(`the thread of a price sheet ended with ${code}`)));
  return () => worker.terminate();
};

/**
 * Stages sheets in threads of their own, each with its own connection to the database: a long sheet is read, compared and
 * merged while this thread answers everybody else. The transaction that takes it in is the other connection's, and is driven
 * from here; meanwhile whoever wants to write waits aside (`EmbeddedDriver`), and whoever reads sees what was before.
 *
 * @param start in the place of a thread: for tests
 */
export function createThreadStager(databaseFile: string, start: StartThread = startThread): StageSheet {
  return async (sheet) => {
    const { port1: port, port2 } = new MessageChannel();
    const { call, fail } = createCaller<StagingThread>(port);
    const endThread = start({ databaseFile, port: port2 }, fail);
    const end = async (): Promise<void> => {
      port.close();
      await endThread();
    };
    try {
      await call('stage', sheet);
    } catch (error) {
      await end();
      throw error;
    }
    return {
      database: openOverSession({
        begin: () => call('begin'),
        commit: () => call('commit'),
        rollback: () => call('rollback'),
        run: (sql, parameters) => call('run', sql, parameters),
      }),
      compare: () => call('compare'),
      takeIn: (_transaction, now) => call('takeIn', now),
      drop: () => call('drop').finally(end),
    };
  };
}
