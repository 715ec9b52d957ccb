import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../../../platform/server/root.ts';
import type { ReadJob, ReadPiece, RefusedJob } from './read-job.ts';

/** A quarter of a gigabyte of rows: four times what a ledger of 100,000 rows takes. */
const MOST_MEGABYTES = 256;
/** Two minutes: ten times what a ledger of 100,000 rows takes on a slow machine. */
const MOST_MS = 120_000;

const PROGRAM = join(ROOT, 'dist', 'server', 'read.worker.js');

/** Reads files off the request path; their bytes go to the thread and are not here any more. From the sources, where no program for the thread was built, in this one. */
export function readFiles(job: ReadJob | RefusedJob, limits: { megabytes?: number; ms?: number } = {}): AsyncGenerator<ReadPiece> {
  return import.meta.url.endsWith('.ts') || !existsSync(PROGRAM) ? readHere(job) : readInThread(job, limits);
}

async function* readHere(job: ReadJob | RefusedJob): AsyncGenerator<ReadPiece> {
  const { doReadJob } = await import('./read-job.ts'); // what reading takes is loaded where reading is done
  yield* doReadJob(job);
}

/** The memory of the files, which is moved rather than copied; what shares its memory with something else is copied. */
function handedOver(job: ReadJob | RefusedJob): ArrayBuffer[] {
  const files = job.task === 'refused' ? [job.file] : job.files;
  return [...new Set(files.flatMap(({ bytes }) => (bytes.buffer instanceof ArrayBuffer && bytes.byteLength > 65_536 && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer] : [])))];
}

type Said = { piece: ReadPiece } | { ended: true } | { error: Error };

async function* readInThread(job: ReadJob | RefusedJob, { megabytes = MOST_MEGABYTES, ms = MOST_MS }: { megabytes?: number; ms?: number }): AsyncGenerator<ReadPiece> {
  const worker = new Worker(PROGRAM, { workerData: job, transferList: handedOver(job), resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 12 } });
  const said: Said[] = [];
  let wake = () => {};
  const hear = (what: Said) => { said.push(what); wake(); };
  worker.on('message', (piece: ReadPiece | null) => hear(piece ? { piece } : { ended: true }));
  worker.on('error', (error) => hear({ error }));
  worker.on('exit', () => hear({ ended: true }));
  const clock = setTimeout(() => hear({ piece: { refusal: { code: 'takesTooLong' } } }), ms);
  clock.unref();
  try {
    for (;;) {
      while (said.length === 0) await new Promise<void>((resolve) => { wake = resolve; });
      const what = said.shift()!;
      if ('ended' in what) return;
      if ('error' in what) {
        if ((what.error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw what.error;
        yield { refusal: { code: 'tooMuchMemory' } };
        return;
      }
      // the next piece is understood while this one is stored; one waits at the most
      worker.postMessage('next');
      yield what.piece;
      if ('refusal' in what.piece) return;
    }
  } finally {
    clearTimeout(clock);
    await worker.terminate();
  }
}
