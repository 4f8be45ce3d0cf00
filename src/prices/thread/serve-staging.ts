import type { MessagePort } from 'node:worker_threads';
import { openDatabase, sheetCache } from '../../store/database';
import { serveSession, type DatabaseSession } from '../../store/session';
import { openPriceSheet, stagePriceSheet, type PriceSheetPreview, type PriceSheetSummary } from '../import-sheet';
import type { OnSheetProgress, SheetOnDisk, SheetProgress } from '../import/staged-sheet';
import { createTeller, serveCalls } from './calls';

/** What the thread of the sheets is asked: one is staged, compared or taken in, and dropped, and then the next. */
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
  /** Where it is asked, and tells how far a sheet is. */
  port: MessagePort;
}

/** Stages sheets for whoever asks through the port, one at a time, each with a connection of its own to the database. */
export function serveStaging({ databaseFile, port }: ThreadData): void {
  const tell = onEachPercent(createTeller<SheetProgress>(port));
  let opened: Awaited<ReturnType<typeof open>> | undefined;
  const ready = () => {
    if (!opened) throw new Error('no sheet was staged');
    return opened;
  };

  async function open({ file, path, market }: SheetOnDisk) {
    const database = await openDatabase(databaseFile, undefined, sheetCache);
    try {
      const source = { ...(await openPriceSheet(path, file)), market };
      return { database, staged: await stagePriceSheet(database, source, tell), session: serveSession(database) };
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
      opened = undefined;
      await staged.drop();
      await database.destroy();
    },
  };
  serveCalls(port, served);
}

/** A sheet is read in thousands of pieces: who listens gets a word for each hundredth of it. */
function onEachPercent(tell: OnSheetProgress): OnSheetProgress {
  let last = '';
  return (progress) => {
    const { doing, share } = progress;
    const step = `${doing} ${share === undefined ? '' : Math.floor(share * 100)}`;
    if (step === last) return;
    last = step;
    tell(progress);
  };
}
