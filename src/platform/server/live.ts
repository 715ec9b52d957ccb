import type { FastifyInstance, FastifyReply } from 'fastify';
import { figuresScopeOf, scopeOf, type Actor } from './actor.ts';
import { LIVE_CHANNEL } from './database.ts';
import type { Platform } from './perform.ts';
import { join, raw, sql } from './sql.ts';

// Browsers keep few connections to one host; a proxy drops a silent one after a minute.
const HEARTBEAT_MS = 25_000;
// Parties are asked for together: a bulk of a thousand referrals is one question a listener, not a thousand.
const GATHER_MS = 300;
// Figures add up thousands of records: whoever looks at them alone is told that they moved, not how often.
const FIGURES_MS = 5000;
// A page that takes nothing off its line for so long is gone, or will ask anew when it is back.
const MOST_WAITING_BYTES = 256 * 1024;

/** `admitAgain` fails once the session has ended: a stream must not outlive it. */
export type Listener = { actor: Actor; reply: FastifyReply; admitAgain(): Promise<Actor> };
type Told = { kind: string; id: string };

/** Kinds whose policies go by `app.own_lo`–`app.own_hi`; every other kind is a resident's. */
const OPEN_KINDS = new Set(['organization', 'resource', 'activity', 'matchRun', 'matchRule', 'import', 'auditCheck', 'message']);
/** Kinds of which parties have rows, and the table whose row security says which. Of consents the person is told. */
const TABLE_OF_KIND = { need: 'need', referral: 'referral', person: 'person', consent: 'person', organization: 'organization', resource: 'resource', activity: 'activity' };

const isParty = (actor: Actor): boolean => scopeOf(actor).dbRole === 'sanshe_party';

/** May this worker know that something of this division changed? Only kind and id travel; reading them is asked again. */
function hears(actor: Actor, divisionCode: string, kind: string): boolean {
  const { settings } = scopeOf(actor);
  const range = OPEN_KINDS.has(kind) ? 'own_' : '';
  return divisionCode >= settings[`app.${range}lo`]! && divisionCode < settings[`app.${range}hi`]!;
}

/** Does it move the figures of a division whose records this worker may not open? */
function movesFiguresOf(actor: Actor, divisionCode: string): boolean {
  const { settings } = figuresScopeOf(actor);
  return divisionCode >= settings['app.figures_lo']! && divisionCode < settings['app.figures_hi']!;
}

/** Which of these a party may see, by the same row security that answers its questions; what names no record is a hint to ask. */
async function seenByParty(platform: Platform, actor: Actor, told: Told[]): Promise<Told[]> {
  const hints = told.filter(({ kind, id }) => id === '*' && kind in TABLE_OF_KIND);
  const asked = Object.entries(TABLE_OF_KIND).flatMap(([kind, table]) => {
    const ids = told.filter((one) => one.kind === kind && one.id !== '*').map(({ id }) => id);
    return ids.length > 0 ? [sql`select ${kind}::text as kind, id from ${raw(table)} where city = current_setting('app.city') and id = any(${ids}::uuid[])`] : [];
  });
  if (asked.length === 0) return hints;
  return [...hints, ...await platform.database.transaction(scopeOf(actor), (tx) => tx.many<Told>(join(asked, ' union all ')), { readOnly: true })];
}

/** Live updates: NOTIFY after each commit that left notices → server-sent events carrying ids only (`*` where there were too many to name). */
export async function startLive(platform: Platform, log: { warn(message: string): void }, heartbeatMs = HEARTBEAT_MS, figuresMs = FIGURES_MS): Promise<{ add(listener: Listener): void; close(): Promise<void> }> {
  const listeners = new Set<Listener>();
  const end = (listener: Listener) => { listeners.delete(listener); listener.reply.raw.end(); };
  const write = (listener: Listener, text: string) => {
    if (listener.reply.raw.writableLength > MOST_WAITING_BYTES) listener.reply.raw.destroy();
    else listener.reply.raw.write(text);
  };
  const tell = (listener: Listener, { kind, id }: Told) => write(listener, `data: ${JSON.stringify({ kind, id })}\n\n`);

  const gathered: Told[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let asking = Promise.resolve();
  const tellParties = async () => {
    gathering = undefined;
    const told = gathered.splice(0);
    for (const listener of [...listeners].filter(({ actor }) => isParty(actor))) for (const one of await seenByParty(platform, listener.actor, told)) tell(listener, one);
  };
  const ofFigures = new Set<Listener>();
  let moving: ReturnType<typeof setTimeout> | undefined;
  const tellFigures = () => {
    moving = undefined;
    for (const listener of ofFigures) if (listeners.has(listener)) tell(listener, { kind: 'figure', id: '*' });
    ofFigures.clear();
  };
  const stop = await platform.database.listen(LIVE_CHANNEL, (payload) => {
    const [city, divisionCode, kind, id] = payload.split(' ');
    if (!city || !divisionCode || !kind || !id) return log.warn('a live message in an unknown form');
    if (city !== platform.city) return;
    for (const listener of listeners) {
      if (isParty(listener.actor)) continue;
      if (hears(listener.actor, divisionCode, kind)) tell(listener, { kind, id });
      else if (movesFiguresOf(listener.actor, divisionCode)) ofFigures.add(listener);
    }
    if (ofFigures.size > 0) moving ??= setTimeout(tellFigures, figuresMs);
    gathered.push({ kind, id });
    gathering ??= setTimeout(() => { asking = asking.then(tellParties).catch((error: Error) => log.warn(`live updates of parties: ${error.message}`)); }, GATHER_MS);
  });

  const beat = setInterval(() => {
    for (const listener of listeners) {
      write(listener, ': still here\n\n');
      void listener.admitAgain().then((actor) => { if (actor.grantId !== listener.actor.grantId) end(listener); }, () => end(listener));
    }
  }, heartbeatMs);
  beat.unref();
  return {
    add(listener) {
      listeners.add(listener);
      listener.reply.raw.on('close', () => listeners.delete(listener));
    },
    async close() {
      clearInterval(beat);
      clearTimeout(gathering);
      clearTimeout(moving);
      for (const { reply } of listeners) reply.raw.end();
      await stop();
      await asking;
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
