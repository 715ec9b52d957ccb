import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { appendHistory, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { OwnChange } from '../core/owner-contract.ts';
import { confirmCapacity } from './capacity.ts';
import { getForChange } from './change.ts';

/** What an owner changes of its own resource: signed in, by its link or in its workbook. A capacity that is said is said for today; refused when somebody else has changed it since it was shown. */
export async function changeOwn(tx: Tx, call: Call, { resourceId, version, capacity, closedDays, phone, validUntil }: OwnChange): Promise<Result<{ resourceId: string; version: number }>> {
  const found = await getForChange(tx, call, resourceId);
  if (!found.ok) return found;
  const before = found.value;
  if (before.version !== version) {
    tx.open('app.record', resourceId);
    const last = await findLastChange(tx, 'resource', resourceId);
    return refuse({ code: 'changedMeanwhile', by: last?.by ?? '—', at: last?.at ?? null, fields: last?.fields ?? [] });
  }
  if (before.status === 'ended') return refuse({ code: 'resourceEnded' });
  if (before.validFrom && validUntil && before.validFrom > validUntil) return refuse({ code: 'endsBeforeItBegins', field: 'validUntil' });
  const given = { ...(closedDays === undefined ? {} : { closedDays: closedDays ?? [] }), ...(validUntil === undefined ? {} : { validUntil }) };
  const changes = changesBetween(before as unknown as Record<string, unknown>, given);
  if (phone !== undefined) changes['phone'] = [before.phoneSealed ? '***' : null, phone ? '***' : null];
  const isChanged = Object.keys(changes).length > 0;
  if (isChanged) {
    const after = { ...before, ...given, phoneSealed: phone === undefined ? before.phoneSealed : phone === null ? null : call.vault.seal(phone) };
    tx.send(sql`update resource set closed_days = ${after.closedDays}, valid_until = ${after.validUntil}, phone_sealed = ${after.phoneSealed}, version = version + 1, updated_at = ${call.now}
      where city = current_setting('app.city') and id = ${resourceId}`);
    appendHistory(tx, call, { kind: 'resource', subjectId: resourceId, divisionCode: before.homeCode, action: 'updated', changes });
  }
  if (capacity) {
    const stated = await confirmCapacity(tx, call, { resourceId, capacity });
    if (!stated.ok) return stated;
  }
  return ok({ resourceId, version: before.version + (isChanged ? 1 : 0) });
}
