import type { ServerResponse } from 'node:http';

/** Told to windows as they happen (server-sent events). */
export interface LiveEvent {
  type: 'message' | 'update' | 'delete' | 'typing' | 'unread';
  data: unknown;
}

export interface LiveEvents {
  /** Keeps a window's stream open until it goes away or the server stops listening. */
  subscribe(objectId: string, stream: ServerResponse, hello: unknown): void;
  /** Sends to every window of these people; to all windows when left out. */
  publish(event: LiveEvent, objectIds?: readonly string[]): void;
}

const HEARTBEAT_MS = 15_000;
const CHECK_MS = 500;

/**
 * @param isListening streams are ended once it is false: an open stream would otherwise keep the server from closing
 */
export function createLiveEvents(isListening: () => boolean): LiveEvents {
  const windows = new Map<ServerResponse, string>();
  let timer: NodeJS.Timeout | undefined;
  let elapsed = 0;

  function keepAlive(): void {
    elapsed += CHECK_MS;
    if (!isListening()) for (const stream of windows.keys()) stream.end();
    if (elapsed % HEARTBEAT_MS === 0) for (const stream of windows.keys()) stream.write(': still here\n\n');
  }

  function drop(stream: ServerResponse): void {
    windows.delete(stream);
    if (windows.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    subscribe(objectId, stream, hello) {
      if (!isListening()) return void stream.destroy();
      stream.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        // A kept connection would let the window in again while the server closes, which then never ends.
        Connection: 'close',
        'X-Content-Type-Options': 'nosniff',
      });
      stream.write(`retry: 1000\n${formatEvent('hello', hello)}`);
      stream.on('close', () => drop(stream));
      windows.set(stream, objectId);
      timer ??= setInterval(keepAlive, CHECK_MS).unref();
    },
    publish({ type, data }, objectIds) {
      const text = formatEvent(type, data);
      for (const [stream, objectId] of windows) if (!objectIds || objectIds.includes(objectId)) stream.write(text);
    },
  };
}

function formatEvent(type: string, data: unknown): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
