import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { openOverSession } from '../../store/session';
import type { OnSheetProgress, SheetOnDisk, SheetProgress, StagedSheet, StageSheet } from '../import/staged-sheet';
import { createCaller } from './calls';
import type { StagingThread, ThreadData } from './serve-staging';

/** Starts what serves the port. @returns what ends it */
export type StartThread = (data: ThreadData, onEnd: (error: Error) => void) => () => Promise<unknown>;

const startThread: StartThread = (data, onEnd) => {
  const worker = new Worker(join(__dirname, 'staging-thread.js'), { workerData: data, transferList: [data.port] });
  worker.on('error', (error: Error) => onEnd(error));
  worker.on('exit', (code) => onEnd(new Error(`the thread of the price sheets ended with ${code}`)));
  return () => worker.terminate();
};

/** How long a thread without work is kept, in milliseconds: what a sheet would change is agreed to soon, or not at all. */
const keptFor = 120_000;

export interface ThreadStager {
  stage: StageSheet;
  /** Ends the thread; no sheet is being worked on any more. */
  close(): Promise<void>;
}

/**
 * Stages sheets in a thread of its own, with its own connection to the database: a long sheet is read, compared and merged
 * while this thread answers everybody else. The transaction that takes it in is the other connection's, and is driven from
 * here; meanwhile whoever wants to write waits aside (`EmbeddedDriver`), and whoever reads sees what was before.
 *
 * There is one thread, for one sheet after the other: two would want the same disk and the same lock. Starting one costs as
 * much as reading some ten thousand lines, so it is kept for a while.
 *
 * @param start in the place of a thread: for tests
 */
export function createThreadStager(databaseFile: string, start: StartThread = startThread): ThreadStager {
  let thread: ReturnType<typeof startOne> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;

  function startOne() {
    const { port1: port, port2 } = new MessageChannel();
    let listener: OnSheetProgress | undefined;
    const caller = createCaller<StagingThread, SheetProgress>(port, (progress) => listener?.(progress));
    const endThread = start({ databaseFile, port: port2 }, (error) => {
      caller.fail(error);
      if (thread === started) thread = undefined;
    });
    const started = {
      call: caller.call,
      listen: (onProgress: OnSheetProgress | undefined) => (listener = onProgress),
      async end() {
        if (thread === started) thread = undefined;
        port.close();
        await endThread();
      },
    };
    return started;
  }

  /** Waits for the sheets before. @returns what lets the next one in */
  async function takeTurn(onProgress: OnSheetProgress | undefined): Promise<() => void> {
    const before = queue;
    let leave = (): void => undefined;
    queue = new Promise((resolve) => (leave = resolve));
    waiting += 1;
    if (waiting > 1) onProgress?.({ doing: 'waiting' });
    await before;
    clearTimeout(idle);
    return () => {
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(() => void thread?.end(), keptFor).unref();
      leave();
    };
  }

  async function stage(sheet: SheetOnDisk, onProgress?: OnSheetProgress): Promise<StagedSheet> {
    const leave = await takeTurn(onProgress);
    const { call, listen, end } = (thread ??= startOne());
    listen(onProgress);
    const finish = (): void => {
      listen(undefined);
      leave();
    };
    try {
      await call('stage', sheet);
    } catch (error) {
      finish();
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
      // A thread that can't let go of a sheet is of no use for the next one.
      drop: () =>
        call('drop')
          .catch(async (error: unknown) => {
            await end();
            throw error;
          })
          .finally(finish),
    };
  }

  return {
    stage,
    async close() {
      clearTimeout(idle);
      await thread?.end();
    },
  };
}
