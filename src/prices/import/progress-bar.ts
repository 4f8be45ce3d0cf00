import type { WriteStream } from 'node:tty';
import type { PriceSheetProgress } from '../import-sheet';

export interface ProgressBar {
  show(file: string, progress: PriceSheetProgress): void;
  clear(): void;
}

const width = 30;

/** A bar on a terminal; elsewhere (a log, a pipe) nothing. */
export function createProgressBar(stream: NodeJS.WriteStream | WriteStream): ProgressBar {
  let shown = '';
  const write = (text: string) => {
    if (!stream.isTTY || text === shown) return;
    stream.write(`\r\u001b[K${text}`);
    shown = text;
  };
  return {
    show: (file, progress) => write(drawProgress(file, progress)),
    clear: () => write(''),
  };
}

export function drawProgress(file: string, { rows, bytes, totalBytes }: PriceSheetProgress): string {
  const share = totalBytes ? Math.min(1, bytes / totalBytes) : 0;
  const full = Math.floor(share * width);
  const bar = totalBytes ? `[${'█'.repeat(full)}${'░'.repeat(width - full)}] ${Math.floor(share * 100)} % · ` : '';
  return `${file} ${bar}${rows} prices read`;
}
