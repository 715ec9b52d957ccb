import type { Call } from '../../../platform/server/call.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Category } from '../../needs/core/items.ts';
import type { OneRound, RoundSays } from '../core/round-contract.ts';
import { sayRoundOf, withoutFew, type MemberSaid } from '../core/round-says.ts';
import type { MemberChannel, Outcome } from '../core/round.ts';
import { getDraw, getRound } from './round-queries.ts';

type MemberRow = { cell: number; inclusion: number; outcome: Outcome | null; channel: MemberChannel | null; needs: Category[] };

const listMembersSaid = (tx: Tx, roundId: string): Promise<MemberRow[]> => tx.many(sql`
  select m.cell, m.stratum_drawn::float / m.stratum_frame as inclusion, m.outcome, m.channel,
    array(select n.category from need n where n.city = m.city and n.id in (select e.need_id from evidence e where e.city = m.city and e.round_id = m.round_id and e.round_member_id = m.id and e.struck_on is null) order by n.id) as needs
  from round_member m where m.city = current_setting('app.city') and m.round_id = ${roundId} order by m.cell, m.route_order`);

const listApart = (tx: Tx, roundId: string): Promise<{ category: Category; isVoice: boolean }[]> => tx.many(sql`
  select n.category, e.round_discussion_id is not null as "isVoice" from evidence e join need n on n.city = e.city and n.id = e.need_id
  where e.city = current_setting('app.city') and e.round_id = ${roundId} and e.round_member_id is null and e.struck_on is null`);

/** What a round says as things stand, of all that the actor sees. */
export async function sayRound(tx: Tx, roundId: string): Promise<RoundSays> {
  const [round, { cells }, members, apart, talks, sheets, names] = await Promise.all([
    getRound(tx, roundId), getDraw(tx, roundId), listMembersSaid(tx, roundId), listApart(tx, roundId),
    tx.one<{ discussions: number; present: number }>(sql`select count(*)::int as discussions, coalesce(sum(present), 0)::int as present from round_discussion where city = current_setting('app.city') and round_id = ${roundId}`),
    tx.one<{ byWall: number; offList: number }>(sql`
      select (count(*) filter (where link_id is not null))::int as "byWall", (count(*) filter (where link_id is null and channel <> 'talk'))::int as "offList" from response r
      where city = current_setting('app.city') and round_id = ${roundId} and round_member_id is null and not exists (select 1 from response s where s.city = r.city and s.supersedes = r.id)`),
    tx.many<{ code: string; name: string }>(sql`select d.code, d.name from division d where d.city = current_setting('app.city') and d.code in (select division_code from round_member where city = current_setting('app.city') and round_id = ${roundId})`),
  ]);
  const nameOf = new Map(names.map(({ code, name }) => [code, name]));
  return sayRoundOf({ unit: round.unit, cells: cells ?? [], members: members.map((member): MemberSaid => ({ ...member })), apart, ...talks, ...sheets, nameOf: (code) => nameOf.get(code) ?? code });
}

/** What a round says: as it was fixed when it was closed; until then as things stand, to those who see all of it. */
export async function readSays(tx: Tx, call: Call, { roundId }: OneRound): Promise<{ says: RoundSays | null; isFinal: boolean }> {
  const [round, { cells, result }] = await Promise.all([getRound(tx, roundId), getDraw(tx, roundId)]);
  const { settings } = scopeOf(call.actor);
  const seesResidents = settings['app.lo'] !== '';
  const isWhole = seesResidents && round.divisionCode.startsWith(settings['app.lo']!);
  if (result) return { says: isWhole ? result as RoundSays : withoutFew(result as RoundSays), isFinal: true };
  return { says: isWhole && cells ? await sayRound(tx, roundId) : null, isFinal: false };
}
