import * as nodeModule from 'node:module';
import { join } from 'node:path';

// Imported ahead of everything else: what was compiled at one start is not compiled at the next. Where the folder can't be
// written, or Node.js is too old for it, everything is compiled as ever.
nodeModule.enableCompileCache?.(join(__dirname, '..', 'build', 'compile-cache'));
