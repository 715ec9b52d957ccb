import { parentPort, workerData } from 'node:worker_threads';
import { solveTask, type Task, type Told } from './solve.ts';

// The thread that one match runs in: told its lists at the start, tells progress, then the answer, and is done.
const tell = (told: Told) => parentPort!.postMessage(told);
try {
  tell({ kind: 'answer', ...(await solveTask(workerData as Task, (share) => tell({ kind: 'progress', share }))) });
} catch (error) {
  tell({ kind: 'fault', message: (error as Error).message, stack: (error as Error).stack ?? '' });
}
