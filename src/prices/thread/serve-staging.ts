import type { MessagePort } from 'node:worker_threads';
import { openDatabase } from '../../store/database';
import { serveSession, type DatabaseSession } from '../../store/session';
import { openPriceSheet, stagePriceSheet, type PriceSheetPreview, type PriceSheetSummary } from '../import-sheet';
import type { SheetOnDisk } from '../import/staged-sheet';
import { serveCalls } from './calls';

/** What the thread of a sheet is asked: it is staged, compared or taken in, and dropped. */
export interface StagingThread extends DatabaseSession {
  /** @throws PriceSheetError */
  stage(sheet: SheetOnDisk): Promise<void>;
  compare(): Promise<PriceSheetPreview>;
  /** Within the transaction that was begun before. */
  takeIn(now: Date): Promise<PriceSheetSummary>;
  drop(): Promise<void>;
}

export interface ThreadData {
  databaseFile: string;
  /** Where it is asked. */
  port: MessagePort;
}

/** Stages one sheet for whoever asks through the port, with a connection of its own to the database. */
export function serveStaging({ databaseFile, port }: ThreadData): void {
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const ready = () => {
    if (!opened) throw new Error('no sheet was staged');
    return opened;
  };

  async function open({ file, path, market }: SheetOnDisk) {
    const database = await openDatabase(databaseFile);
    try {
      const staged = await stagePriceSheet(database, { ...(await openPriceSheet(path, file)), market });
      return { database, staged, session: serveSession(database) };
    } catch (error) {
      await database.destroy();
      throw error;
    }
  }

  const served: StagingThread = {
    async stage(sheet) {
      opened = await open(sheet);
    },
    compare: () => ready().staged.compare(),
    begin: () => ready().session.begin(),
    takeIn: (now) => ready().staged.takeIn(ready().session.transaction(), now),
    run: (sql, parameters) => ready().session.run(sql, parameters),
    commit: () => ready().session.commit(),
    rollback: () => ready().session.rollback(),
    async drop() {
      const { staged, database } = ready();
      await staged.drop();
      await database.destroy();
    },
  };
  serveCalls(port, served);
}
