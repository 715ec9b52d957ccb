import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { admitClocks, clocksInForce, daysFor, FIRST_VERSION, type Clock, type ClockVersion } from '../core/clock.ts';
import type { ChangeClocks, ClockPage } from '../core/clock-contract.ts';

type Made = ClockVersion & { placeName: string; why: string; by: string; madeAt: string };

const listVersions = (tx: Tx, codes: string[]): Promise<Made[]> => tx.many(sql`
  select k.division_code as "divisionCode", k.version, k.from_on as "fromOn", k.clocks, k.why, k.made_name as by, k.made_at as "madeAt", coalesce(d.name, k.division_code) as "placeName"
  from referral_clock k left join division d on d.city = k.city and d.code = k.division_code
  where k.city = current_setting('app.city') and k.division_code = any(${codes}) order by k.division_code, k.version desc`);

const namesOf = async (tx: Tx, codes: string[]): Promise<Map<string, string>> =>
  new Map((await tx.many<{ code: string; name: string }>(sql`select code, name from division where city = current_setting('app.city') and code = any(${codes})`)).map(({ code, name }) => [code, name]));

const codesOf = (divisionCode: string): string[] => [...new Set([divisionCode.slice(0, 4), divisionCode.slice(0, 6)])];

/** The clock that a referral of each of these needs starts under today. */
export async function clocksFor(tx: Tx, call: Call, needs: { id: string; divisionCode: string; item: string; urgency: number }[]): Promise<Map<string, Clock>> {
  const codes = [...new Set(needs.flatMap(({ divisionCode }) => codesOf(divisionCode)))];
  const [versions, names] = await Promise.all([listVersions(tx, codes), namesOf(tx, codes)]);
  return new Map(needs.map(({ id, divisionCode, item, urgency }) => {
    const { divisionCode: placeCode, version, clocks } = clocksInForce(versions, divisionCode, call.today);
    return [id, { placeCode, placeName: names.get(placeCode) ?? placeCode, version, days: daysFor(clocks, item, urgency) }];
  }));
}

const ownPlace = ({ actor }: Call): string => actor.divisionCode.slice(0, actor.divisionCode.length >= 6 ? 6 : 4);

/** The table of a place as it is today, and how it came to be. Without a place: of the actor's own banner or city. */
export async function readClocks(tx: Tx, call: Call, { division }: { division?: string | undefined }): Promise<ClockPage> {
  const code = division ?? ownPlace(call);
  const { city, divisionCode } = call.actor;
  if (!isWithin(divisionCode, code) && !isWithin(code, divisionCode)) throw new NotFound('division', code); // another banner's is its own affair
  const [versions, names, others] = await Promise.all([
    listVersions(tx, codesOf(code)), namesOf(tx, codesOf(code)),
    tx.many<{ code: string; name: string; version: number }>(sql`
      select distinct on (k.division_code) k.division_code as code, d.name, k.version from referral_clock k join division d on d.city = k.city and d.code = k.division_code
      where k.city = current_setting('app.city') and k.division_code <> ${code} and length(k.division_code) = 6 and k.from_on <= ${call.today} order by k.division_code, k.version desc`),
  ]);
  if (!names.has(code)) throw new NotFound('division', code);
  const shown = (one: Made) => ({ ...one, madeBy: one.by, madeOn: one.madeAt });
  const inForce = clocksInForce(versions, code, call.today);
  const made = versions.find(({ divisionCode, version }) => divisionCode === inForce.divisionCode && version === inForce.version);
  const own = versions.filter(({ divisionCode }) => divisionCode === code);
  const first = { divisionCode: city, placeName: names.get(city) ?? city, version: FIRST_VERSION, fromOn: null, clocks: inForce.clocks, why: null, madeBy: null, madeOn: null };
  return {
    place: { code, name: names.get(code)! }, inForce: made ? shown(made) : first, isOwn: inForce.divisionCode === code, lastVersion: own[0]?.version ?? (code.length === 4 ? FIRST_VERSION : 0),
    mayChange: ['officer', 'administrator'].includes(call.actor.role) && call.actor.divisionCode === code, versions: own.map(shown), others,
  };
}

/** A new version of the own place's table from a day on; what is under way keeps the clock it was started under. */
export async function changeClocks(tx: Tx, call: Call, { version: seen, fromOn, why, clocks }: Omit<ChangeClocks, 'requestId'>): Promise<Result<{ clockId: string; divisionCode: string; version: number; fromOn: string }>> {
  const divisionCode = call.actor.role === 'system' ? call.actor.city : call.actor.divisionCode;
  const own = (await listVersions(tx, [divisionCode])).filter((one) => one.divisionCode === divisionCode);
  const admitted = admitClocks({ own, divisionCode, seen, today: call.today }, { clocks, fromOn });
  if (!admitted.ok) return refuse(admitted.refusal);
  const { version } = admitted.value;
  const clockId = newId();
  await tx.run(sql`
    insert into referral_clock (city, id, division_code, version, from_on, clocks, why, made_by, made_name, made_at)
    values (${call.actor.city}, ${clockId}, ${divisionCode}, ${version}, ${fromOn}, ${clocks && JSON.stringify(clocks)}::jsonb, ${why}, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
  appendHistory(tx, call, { kind: 'referralClock', subjectId: clockId, divisionCode, action: 'clockChanged', reason: why, changes: { version: [seen, version], fromOn: [null, fromOn] } });
  return ok({ clockId, divisionCode, version, fromOn });
}
