import { join } from 'node:path';
import { runCached } from './run-cached';
import type * as Serve from './serve';

// The bundle of everything, beside this file in `dist`.
const { exports, keep } = runCached<typeof Serve>(
  join(__dirname, 'serve.js'),
  join(__dirname, '..', 'build', 'compiled'),
);
void exports.running.then(keep);
