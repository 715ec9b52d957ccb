import { parentPort, workerData } from 'node:worker_threads';
import { doReadJob, type ReadJob, type RefusedJob } from './read-job.ts';

// One file is read in one thread: a page never waits for it, and what asks too much memory or time ends here.
const port = parentPort!;
const asked = () => new Promise<void>((resolve) => port.once('message', () => resolve()));

for await (const piece of doReadJob(workerData as ReadJob | RefusedJob)) {
  port.postMessage(piece);
  await asked(); // the next piece when this one is stored: nothing piles up in between
}
port.postMessage(null);
port.close();
