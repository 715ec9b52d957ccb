import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Language } from '../../../kernel/messages.ts';
import { readCode } from '../../../kernel/spoken-code.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { systemActor } from '../../../platform/server/call.ts';
import { BadInput, TooManyTries } from '../../../platform/server/errors.ts';
import { issuesOf, sendProblem } from '../../../platform/server/http-errors.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Say } from '../../../platform/server/say.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { countTry, forgetTries } from '../../access/server/try-operations.ts';
import { findServicePhone } from '../../divisions/server/operations.ts';
import { CATEGORY_WORDS, type Category } from '../../needs/core/items.ts';
import type { NeedStatus } from '../../needs/core/need.ts';
import { readReference, standingOf, type Standing } from '../../needs/core/reference.ts';
import { Follow, Followed } from '../core/contract.ts';

// A need that was found to be the same as another goes on in that one; those that were folded in turn are few.
const MOST_HOPS = 5;

type Followable = { id: string; category: Category; divisionCode: string; personId: string | null; status: NeedStatus; isVerified: boolean; mergedInto: string | null };
const STANDING = sql`n.id, n.category, n.division_code as "divisionCode", n.person_id as "personId", n.status, n.verified_on is not null as "isVerified", n.merged_into as "mergedInto"`;

/** What is told to whoever has shown that the need is theirs: where it stands, of which kind it is, and whom they can call about it. */
type Told = { standing: Standing; category: Category; phone: { name: string; phone: string } | null };

/** Where that need stands, or the one that it was found to be the same as. */
async function standingFrom(tx: Tx, found: Followable): Promise<Told | null> {
  let need: Followable | null = found;
  for (let hops = 0; need?.mergedInto && hops < MOST_HOPS; hops++) {
    tx.open('app.need', need.mergedInto);
    need = await tx.maybe<Followable>(sql`select ${STANDING} from need n where n.city = current_setting('app.city') and n.id = ${need.mergedInto}`);
  }
  if (!need) return null;
  tx.open('app.need', need.id);
  const referrals = await tx.many<{ status: string }>(sql`select status from referral where city = current_setting('app.city') and need_id = ${need.id}`);
  const known = await findServicePhone(tx, need.divisionCode);
  return { standing: standingOf(need, referrals), category: need.category, phone: known && { name: known.placeName, phone: known.phone } };
}

/**
 * The number lets its need's row through, its person the telephones; null for a wrong number and for wrong digits alike.
 * The telephones are asked for in any case, so that the clock tells no more than the answer.
 */
function findStanding(platform: Platform, reference: string, digits: string): Promise<Told | null> {
  const scope = (personId: string | null) => scopeOf({ ...systemActor(platform.city), role: 'link', link: reference, personId });
  return platform.database.transaction(scope(null), async (tx, switchTo) => {
    const need = await tx.maybe<Followable>(sql`select ${STANDING} from need n where n.city = current_setting('app.city') and n.reference = ${reference}`);
    switchTo(scope(need?.personId ?? null));
    const { isTheirs } = await tx.one<{ isTheirs: boolean }>(sql`
      select exists (select 1 from contact where city = current_setting('app.city') and person_id = ${need?.personId ?? null}::uuid and tail_index = ${platform.vault.blindIndex('phoneTail', digits)}) as "isTheirs"`);
    return need && isTheirs ? standingFrom(tx, need) : null;
  }, { readOnly: true });
}

/** One try of a number and four digits. What is no number is counted and answered as a wrong one is. */
export async function follow(platform: Platform, { reference: typed, digits }: Follow, address: string | undefined): Promise<Told | null> {
  const tried = `follow ${readCode(typed)}`;
  await countTry(platform, tried, address);
  const reference = readReference(typed);
  if (!reference) return null;
  const standing = await findStanding(platform, reference, digits);
  if (standing) await forgetTries(platform, tried, address);
  return standing;
}

/** The one question that anybody may ask without an account. The number stands in the body: it is in no address, and so in no log of addresses. */
export function attachFollow(app: FastifyInstance, platform: Platform, { say, languageOf }: { say: Say; languageOf(request: FastifyRequest): Language }): void {
  app.post('/api/follow', {
    schema: { tags: ['follow'], summary: 'Where a need stands, by its number and the last four digits of a telephone on record; no session needed', body: Follow, response: { 200: Followed, 404: z.object({ code: z.string(), message: z.string() }), 429: z.object({ code: z.string(), message: z.string() }).loose() } },
    validatorCompiler: () => () => true, config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
  }, async (request, reply) => {
    const language = languageOf(request);
    const refused = (status: number, code: string, details: Record<string, unknown> = {}) => sendProblem(reply, status, { code, ...details, message: say(language, `referrals.refusal.${code}`, details) });
    const parsed = Follow.safeParse(request.body ?? {});
    if (!parsed.success) throw new BadInput(issuesOf(parsed.error, language, say));
    try {
      const standing = await follow(platform, parsed.data, request.ip);
      return standing ? await reply.header('cache-control', 'no-store').send({ standing: standing.standing, what: CATEGORY_WORDS[standing.category][language], phone: standing.phone }) : await refused(404, 'nothingFollowed');
    } catch (error) {
      if (error instanceof TooManyTries) return refused(429, 'followedTooOften', { until: error.until.toISOString() });
      throw error;
    }
  });
}
