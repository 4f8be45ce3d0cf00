import pino, { type Logger } from 'pino';

/** Structured logs on standard output; what could hold a secret or a person's words is struck at the source. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: [
        'authorization',
        'password',
        'secret',
        'token',
        'apiKey',
        '*.authorization',
        '*.password',
        '*.secret',
        '*.token',
        '*.apiKey',
        'err.config',
        'err.request',
        'err.response',
      ],
      remove: true,
    },
  });
}
