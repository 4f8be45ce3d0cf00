import type { WriteStream } from 'node:tty';
import type { SheetProgress } from './staged-sheet';

export interface ProgressBar {
  show(file: string, progress: SheetProgress): void;
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

export function drawProgress(file: string, { doing, share, count }: SheetProgress): string {
  const full = Math.floor((share ?? 0) * width);
  const bar =
    share === undefined ? '' : `[${'█'.repeat(full)}${'░'.repeat(width - full)}] ${Math.floor(share * 100)} % · `;
  return `${file} ${bar}${count ?? 0} prices ${doing === 'reading' ? 'read' : 'compared and taken in'}`;
}
