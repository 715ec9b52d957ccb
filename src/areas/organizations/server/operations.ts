import { isWithin } from '../../../kernel/division.ts';
import { findStep } from '../../../kernel/lifecycle.ts';
import { ok, refuse, type Refusal, type Result } from '../../../kernel/result.ts';
import type { Role } from '../../../kernel/role.ts';
import { auditRead } from '../../../platform/server/audit.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory, changesBetween, findLastChange } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { pinyinOf } from '../../../platform/server/pinyin.ts';
import { setTokens, tokensOf } from '../../../platform/server/search-tokens.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { AddGrade, ChangeStatus, RevealPhone, StateLimits, UpdateOrganization } from '../core/contract.ts';
import { checkGrade, lastDayOfGrade } from '../core/grade.ts';
import { checkIdentity, organizationLifecycle, type OrganizationAction } from '../core/organization.ts';
import { addGrades, findByName, findOrganization, listGradesOf, saveLimits, saveOrganization, saveStatus, type StoredOrganization } from './queries.ts';

export { countCarried, countPromised, listBudgets, listCaps, lockLimits } from './queries.ts';
export { decideRegistration, registerOrganization, registerOrganizations } from './register.ts';

/** The organisation of a name, if there is exactly one that is not ended: a name alone decides nothing between two. */
export async function findOrganizationByName(tx: Tx, name: string): Promise<{ organizationId: string; name: string; divisionCode: string } | null> {
  const found = (await findByName(tx, name.trim())).filter(({ status }) => status !== 'ended');
  return found.length === 1 ? found[0]! : null;
}

/** The record, locked, if it is one's own to change: what an upper level registered is seen here and kept there. */
async function getForChange(tx: Tx, call: Call, organizationId: string): Promise<Result<StoredOrganization>> {
  const found = await findOrganization(tx, organizationId, true);
  if (!found) throw new NotFound('organization', organizationId);
  if (!isWithin(found.divisionCode, call.actor.divisionCode)) return refuse({ code: 'keptAbove', division: found.divisionCode });
  return ok(found);
}

/** Tells the second of two people what the first one did meanwhile. */
async function changedMeanwhile(tx: Tx, kind: string, id: string): Promise<{ ok: false; refusal: Refusal }> {
  const last = await findLastChange(tx, kind, id);
  return refuse({ code: 'changedMeanwhile', by: last?.by ?? '—', at: last?.at ?? null, fields: last?.fields ?? [] });
}

/** Corrects what is known of an organisation; refused when somebody else has changed it since the page was opened. */
export async function updateOrganization(tx: Tx, call: Call, input: UpdateOrganization): Promise<Result<{ organizationId: string; version: number }>> {
  const found = await getForChange(tx, call, input.organizationId);
  if (!found.ok) return found;
  const before = found.value;
  if (before.version !== input.version) return changedMeanwhile(tx, 'organization', before.id);
  if (before.status === 'ended') return refuse({ code: 'organizationEnded' });
  const { requestId: _request, organizationId: _id, version: _version, phone, ...given } = input;
  const after = { ...before, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) } as StoredOrganization;
  const identity = checkIdentity(after, call.today);
  if (!identity.ok) return identity;
  const { full, initials } = pinyinOf(after.name);
  const phoneSealed = phone === undefined ? before.phoneSealed : phone === null ? null : call.vault.seal(phone);
  saveOrganization(tx, call, before.id, { ...after, uscc: identity.value.uscc, namePinyin: full, nameInitials: initials, phoneSealed });
  if (after.name !== before.name) setTokens(tx, call, [{ kind: 'organization', subjectId: before.id, divisionCode: before.divisionCode, tokens: tokensOf(after.name), was: { divisionCode: before.divisionCode, tokens: tokensOf(before.name) } }]);
  const { phoneSealed: _sealed, ...plain } = before;
  const changes = changesBetween(plain as Record<string, unknown>, Object.fromEntries(Object.keys(given).map((field) => [field, (after as Record<string, unknown>)[field]])));
  if (phone !== undefined) changes['phone'] = [before.phoneSealed ? '***' : null, phone ? '***' : null];
  appendHistory(tx, call, { kind: 'organization', subjectId: before.id, divisionCode: before.divisionCode, action: 'updated', changes });
  return ok({ organizationId: before.id, version: before.version + 1 });
}

/** What the manager says of the own organisation: how many cases it carries at once, how much it spends in a month. Row security shows a manager no other. */
export async function stateLimits(tx: Tx, call: Call, { organizationId, version, unitCap, monthlyBudgetFen }: StateLimits): Promise<Result<{ organizationId: string; version: number }>> {
  const before = await findOrganization(tx, organizationId, true);
  if (!before) throw new NotFound('organization', organizationId);
  if (before.version !== version) {
    tx.open('app.record', organizationId);
    return changedMeanwhile(tx, 'organization', organizationId);
  }
  if (before.status === 'ended') return refuse({ code: 'organizationEnded' });
  const was = { unitCap: before.unitCap, monthlyBudgetFen: before.monthlyBudgetFen };
  const after = { unitCap: unitCap === undefined ? was.unitCap : unitCap, monthlyBudgetFen: monthlyBudgetFen === undefined ? was.monthlyBudgetFen : monthlyBudgetFen };
  saveLimits(tx, call, organizationId, after);
  appendHistory(tx, call, { kind: 'organization', subjectId: organizationId, divisionCode: before.divisionCode, action: 'updated', changes: changesBetween(was, after) });
  return ok({ organizationId, version: version + 1 });
}

/** Enters a grade that was granted. Without a last day it holds the five years of the rule. */
export async function addGrade(tx: Tx, call: Call, input: AddGrade): Promise<Result<{ organizationId: string; validUntil: string }>> {
  const found = await getForChange(tx, call, input.organizationId);
  if (!found.ok) return found;
  const organization = found.value;
  if (organization.status === 'ended') return refuse({ code: 'organizationEnded' });
  const validUntil = input.validUntil ?? (input.grantedOn ? lastDayOfGrade(input.grantedOn) : null);
  if (!validUntil) return refuse({ code: 'gradeNeedsADay' });
  const checked = checkGrade(organization, { grade: input.grade, grantedOn: input.grantedOn ?? null, validUntil }, call.today);
  if (!checked.ok) return checked;
  const known = await listGradesOf(tx, organization.id);
  if (known.some((grade) => grade.grade === input.grade && grade.validUntil === validUntil)) return refuse({ code: 'gradeKnown', grade: input.grade, validUntil });
  addGrades(tx, call, [{ id: newId(), organizationId: organization.id, divisionCode: organization.divisionCode, ...checked.value }]);
  appendHistory(tx, call, { kind: 'organization', subjectId: organization.id, divisionCode: organization.divisionCode, action: 'graded', changes: { grade: [null, `${input.grade}A`], gradeUntil: [null, validUntil] } });
  return ok({ organizationId: organization.id, validUntil });
}

/** Suspends, resumes or ends an organisation, with its reason. Resources of one that is not active are not called on. */
export async function changeStatus(tx: Tx, call: Call, action: OrganizationAction, input: ChangeStatus): Promise<Result<{ organizationId: string; status: string }>> {
  const found = await getForChange(tx, call, input.organizationId);
  if (!found.ok) return found;
  const organization = found.value;
  const step = findStep(organizationLifecycle, organization.status, action, call.actor.role as Role);
  if (!step.ok) return step;
  saveStatus(tx, call, organization.id, step.value.to);
  appendHistory(tx, call, { kind: 'organization', subjectId: organization.id, divisionCode: organization.divisionCode, action, reason: input.reason, changes: { status: [organization.status, step.value.to] } });
  addNotice(tx, call, { kind: 'organization', subjectId: organization.id, divisionCode: organization.divisionCode });
  return ok({ organizationId: organization.id, status: step.value.to });
}

/** The phone in the clear, for a purpose that stays in the log. */
export async function revealPhone(tx: Tx, call: Call, input: RevealPhone): Promise<Result<{ value: string }>> {
  const found = await findOrganization(tx, input.organizationId);
  if (!found) throw new NotFound('organization', input.organizationId);
  if (!found.phoneSealed) return refuse({ code: 'noPhone' });
  auditRead(tx, call, { kind: 'organization', subjectId: found.id, divisionCode: found.divisionCode, purpose: input.purpose, operation: 'organization.phone' });
  return ok({ value: call.vault.open(found.phoneSealed) });
}
