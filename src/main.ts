import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runCached } from './run-cached';
import type * as Serve from './serve';
import { shrinkHeap } from './shrink-heap';

// Functions that a start calls often are seldom those of a turn: optimising them takes a seventh of its CPU, and 20 MB. Whatever V8
// is told before belongs to what is kept of the compiled code.
setFlagsFromString('--no-opt');
// The bundle of everything, beside this file in `dist`.
const { exports, keep } = runCached<typeof Serve>(
  join(__dirname, 'serve.js'),
  join(__dirname, '..', 'build', 'compiled'),
);
void exports.running.then(() => {
  keep();
  shrinkHeap();
  setFlagsFromString('--opt');
});
