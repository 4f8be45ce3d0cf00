import { workerData } from 'node:worker_threads';
import { serveStaging, type ThreadData } from './serve-staging';

// The thread's own file: what `startThread` runs.
serveStaging(workerData as ThreadData);
