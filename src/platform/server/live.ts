import type { FastifyInstance, FastifyReply } from 'fastify';
import { scopeOf, type Actor } from './actor.ts';
import { LIVE_CHANNEL } from './database.ts';
import type { Platform } from './perform.ts';

// Browsers keep few connections to one host; a proxy drops a silent one after a minute.
const HEARTBEAT_MS = 25_000;

type Listener = { actor: Actor; reply: FastifyReply };

/** May this listener know that something of this division changed? Only kind and id travel; reading them is asked again. */
function hears(actor: Actor, city: string, divisionCode: string): boolean {
  if (actor.city !== city) return false;
  const { settings, dbRole } = scopeOf(actor);
  if (dbRole === 'sanshe_party') return true;
  return divisionCode >= settings['app.own_lo']! && divisionCode < settings['app.own_hi']!;
}

/** Live updates: NOTIFY after each commit that left notices → server-sent events carrying ids only (`*` where there were too many to name). */
export async function startLive(platform: Platform, log: { warn(message: string): void }): Promise<{ add(listener: Listener): void; close(): Promise<void> }> {
  const listeners = new Set<Listener>();
  const stop = await platform.database.listen(LIVE_CHANNEL, (payload) => {
    const [city, divisionCode, kind, id] = payload.split(' ');
    if (!city || !divisionCode || !kind || !id) return log.warn('a live message in an unknown form');
    for (const { actor, reply } of listeners) if (hears(actor, city, divisionCode)) reply.raw.write(`data: ${JSON.stringify({ kind, id })}\n\n`);
  });
  const beat = setInterval(() => { for (const { reply } of listeners) reply.raw.write(': still here\n\n'); }, HEARTBEAT_MS);
  beat.unref();
  return {
    add(listener) {
      listeners.add(listener);
      listener.reply.raw.on('close', () => listeners.delete(listener));
    },
    async close() {
      clearInterval(beat);
      for (const { reply } of listeners) reply.raw.end();
      await stop();
    },
  };
}

export type Live = Awaited<ReturnType<typeof startLive>>;

/** Opens the stream on a reply; everything after is written by `startLive`. */
export function openStream(app: FastifyInstance, reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  reply.raw.write('retry: 3000\n\n');
  app.log.debug('a page listens');
}
