import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { GetNeed, NeedFile, OwnNeedList } from '../core/contract.ts';
import { priorityOf } from '../core/priority.ts';
import { rowsOf, toRow } from './list-queries.ts';
import { findNeed } from './write-queries.ts';

/** A need with its hearings, what it weighs and why. */
export async function getNeed(tx: Tx, call: Call, { needId }: GetNeed): Promise<NeedFile> {
  const [need, row, heard, names, consent, split] = await Promise.all([
    findNeed(tx, needId),
    tx.maybe<Parameters<typeof toRow>[1]>(rowsOf(sql`select ${needId}::uuid as id`)),
    tx.many<NeedFile['heard'][number]>(sql`
      select e.id, e.channel, e.heard_on as "heardOn", e.heard_by as "heardBy", e.words, e.import_place as "importPlace", e.typed, case when r.id is not null then jsonb_build_object('id', r.id, 'purpose', r.purpose) end as round
      from evidence e left join survey_round r on r.city = e.city and r.id = e.round_id
      where e.city = current_setting('app.city') and e.need_id = ${needId} and e.struck_on is null order by e.heard_on, e.created_at, e.id`),
    tx.many<{ name: string }>(sql`select d.name from need n join division d on d.city = n.city and d.code in (left(n.division_code, 4), left(n.division_code, 6), left(n.division_code, 9), n.division_code) where n.city = current_setting('app.city') and n.id = ${needId} order by length(d.code)`),
    tx.one<{ has: boolean }>(sql`select exists (select 1 from need n join consent c on c.city = n.city and c.person_id = n.person_id and c.purpose = 'serviceMatching' and c.withdrawn_on is null where n.city = current_setting('app.city') and n.id = ${needId}) as has`),
    tx.many<{ id: string; item: string; isFrom: boolean }>(sql`
      select o.id, o.item, o.id = n.split_from as "isFrom" from need n join need o on o.city = n.city and (o.id = n.split_from or o.split_from = n.id)
      where n.city = current_setting('app.city') and n.id = ${needId} order by o.id`),
  ]);
  if (!need || !row) throw new NotFound('need', needId);
  const shown = toRow(call, row);
  return {
    ...shown, reference: need.reference, version: need.version, wishedTime: need.wishedTime, slots: need.slots, language: need.language, qualification: need.qualification, workerSex: need.workerSex, sameWorker: need.sameWorker, verifiedOn: need.verifiedOn, closedOn: need.closedOn, closeCode: need.closeCode,
    closeReason: need.closeReason, mergedInto: need.mergedInto, hasConsent: need.personId === null || consent.has, divisionPath: names.map(({ name }) => name), splitFrom: split.find(({ isFrom }) => isFrom) ?? null, splitOff: split.filter(({ isFrom }) => !isFrom), priority: priorityOf(need.urgency, shown.waitingDays), heard,
  };
}

/** What a resident asked for, newest first; row security lets only their own through. */
export async function listOwnNeeds(tx: Tx, call: Call): Promise<OwnNeedList> {
  const items = await tx.many<OwnNeedList['items'][number]>(sql`
    select id, reference, item, description, urgency, status, heard_on as "heardOn", verified_on is not null as "isVerified", closed_on as "closedOn", close_reason as "closeReason" from need
    where city = current_setting('app.city') and person_id = ${call.actor.personId} and status <> 'merged' order by heard_on desc, id desc limit 200`);
  return { total: items.length, items, next: null };
}
