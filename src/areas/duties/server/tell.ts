import { addDays } from '../../../kernel/local-date.ts';
import { isWorkingDay } from '../../../kernel/working-days.ts';
import { scopeOf } from '../../../platform/server/actor.ts';
import { makeCall, systemActor, type Call } from '../../../platform/server/call.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotices, leaveForJobs } from '../../../platform/server/notices.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { DutyClock } from '../core/duty.ts';
import { isToTell } from '../core/remind.ts';

// One transaction a batch, so that locks are short and a crash loses little.
const BATCH = 500;
// four working days with the longest holidays among them
const REACH_DAYS = 20;

type Found = DutyClock & { id: string; divisionCode: string; ownerAccountId: string | null; ownerDivision: string; escalatedOn: string | null; toldOn: string | null };

async function tellBatch(tx: Tx, call: Call, afterId: string): Promise<{ lastId: string | null; told: number }> {
  const found = await tx.many<Found>(sql`
    select u.id, u.division_code as "divisionCode", u.owner_account_id as "ownerAccountId", u.owner_division as "ownerDivision", u.due_on as "dueOn", u.status, (u.escalated_at at time zone 'Asia/Shanghai')::date as "escalatedOn", u.told_on as "toldOn" from duty u
    where u.status = 'open' and u.id > ${afterId}::uuid and u.due_on <= ${call.today}::date and u.told_on is distinct from ${call.today}::date
      and greatest(u.due_on, (u.escalated_at at time zone 'Asia/Shanghai')::date) >= ${addDays(call.today, -REACH_DAYS)}::date
    order by u.id limit ${BATCH} for update of u skip locked`);
  const told = found.filter((duty) => isToTell(duty, call.today));
  if (told.length > 0) {
    tx.send(sql`update duty set told_on = ${call.today}, told_times = told_times + 1 where id = any(${told.map(({ id }) => id)}::uuid[])`);
    addNotices(tx, call, told.map(({ id, divisionCode }) => ({ kind: 'duty', subjectId: id, divisionCode })));
    // for the messages that leave the product: one line an owner, however many duties
    const owners = new Map(told.flatMap(({ ownerAccountId, ownerDivision }) => (ownerAccountId ? [[ownerAccountId, ownerDivision] as const] : [])));
    leaveForJobs(tx, call, [...owners].map(([subjectId, divisionCode]) => ({ kind: 'ownerTold', subjectId, divisionCode })));
  }
  return { lastId: found.length === BATCH ? found.at(-1)!.id : null, told: told.length };
}

/** Tells whoever has something due or late, once a day: the open pages of the product say so at once. Doing it twice tells nobody twice. */
export async function tellOwners(platform: Platform): Promise<number> {
  const actor = systemActor(platform.city);
  if (!isWorkingDay(makeCall(actor, platform.now(), newId(), 'zh', platform.vault).today)) return 0;
  let told = 0;
  let afterId: string | null = '00000000-0000-0000-0000-000000000000';
  while (afterId !== null) {
    const from: string = afterId;
    const done = await platform.database.transaction(scopeOf(actor), (tx) => tellBatch(tx, makeCall(actor, platform.now(), newId(), 'zh', platform.vault), from));
    told += done.told;
    afterId = done.lastId;
  }
  return told;
}
