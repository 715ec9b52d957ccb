import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a question or a command gets while the process cannot keep up. */
const tooBusy = () => Object.assign(new Error('under pressure'), { statusCode: 503 });

/**
 * Refuses questions and commands (503, a sentence) while the event loop lags by more than `maxEventLoopDelay` milliseconds.
 * Pages and their files are still given: somebody who opens one then reads a sentence and waits, instead of a line of JSON.
 */
export async function refuseUnderPressure(app: FastifyInstance, { maxEventLoopDelay, sampleInterval = 1000 }: { maxEventLoopDelay: number; sampleInterval?: number }): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay, sampleInterval, exposeStatusRoute: false,
    pressureHandler: (request: FastifyRequest) => (request.url.startsWith('/api') ? Promise.reject(tooBusy()) : undefined),
  });
}
