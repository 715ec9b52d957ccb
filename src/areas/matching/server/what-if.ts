import { isWithin } from '../../../kernel/division.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { enqueue } from '../../../platform/server/jobs.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { nameSeenBy } from '../../people/core/permissions.ts';
import { SUPPOSED } from '../core/additions.ts';
import { shownCircumstances, type Comparison, type Given } from '../core/comparison.ts';
import { admitWhatIf } from '../core/review.ts';
import { changedRules, type WhatIfChange } from '../core/what-if.ts';
import type { ForecastShape, HandAnswer, ListHands, RequestWhatIf, WhatIfAnswer } from '../core/what-if-contract.ts';
import type { MatchWeights } from '../core/weights.ts';
import { listResourceNames } from './queries.ts';
import { readRun } from './reads.ts';
import { addRun } from './run-queries.ts';
import { findCompared, listDivisionNames, listHands, listNamedResources, listOrganizationNames } from './what-if-queries.ts';

/** Copies a run with changes and has it tried off the request's path. Of a run that reaches beyond one's own division one's own part is copied. */
export async function requestWhatIf(tx: Tx, call: Call, { runId, changes }: Omit<RequestWhatIf, 'requestId'>): Promise<Result<{ runId: string }>> {
  const base = await readRun(tx, call, { runId });
  const admitted = admitWhatIf(base);
  if (!admitted.ok) return admitted;
  const divisionCode = isWithin(base.divisionCode, call.actor.divisionCode) ? base.divisionCode : call.actor.divisionCode, places = divisionsNamed(changes);
  const known = new Set((await listDivisionNames(tx, places)).map(({ code }) => code)), unknown = places.find((code) => !known.has(code));
  if (unknown) throw new NotFound('division', unknown);
  const { floors, exchange, ...weights } = base.weights;
  const rules = changedRules({ weights: weights as unknown as MatchWeights, floors, ...(exchange ? { exchange } : {}) }, changes);
  const id = newId();
  await addRun(tx, call, { id, divisionCode, asOf: base.asOf, weights: { ...rules.weights, floors: rules.floors, ...(rules.exchange ? { exchange: rules.exchange } : {}) }, copies: { runId, changes } });
  await enqueue(tx, 'matching.run', { runId: id });
  appendHistory(tx, call, { kind: 'matchRun', subjectId: id, divisionCode, action: 'requested' });
  return ok({ runId: id });
}

const divisionsNamed = (changes: readonly WhatIfChange[]): string[] =>
  changes.flatMap((change) => ('communityCode' in change ? [change.communityCode] : 'divisionCode' in change && change.divisionCode ? [change.divisionCode] : []));

/** Changes, forecast and comparison of a what-if, with the names of all they speak of; comparison and forecast stand when it is done. */
export async function readWhatIf(tx: Tx, call: Call, { runId }: { runId: string }): Promise<WhatIfAnswer> {
  const run = await readRun(tx, call, { runId }), compared = await findCompared(tx, runId);
  if (!compared) throw new NotFound('matchRun', runId);
  const { comparison, forecast, baseAsOf, baseKind } = compared, changes = (run.changes ?? []) as WhatIfChange[];
  const resources = [...changes.flatMap((change) => ('resourceId' in change ? [change.resourceId] : [])), ...resourcesOf(forecast)];
  const owners = [...changes, ...(forecast?.steps.map(({ addition }) => addition) ?? [])].flatMap((each) => ('organizationId' in each ? [each.organizationId] : []));
  const [organizations, names, divisions] = await Promise.all([listOrganizationNames(tx, owners), listNamedResources(tx, resources.filter(isReal)), listDivisionNames(tx, [...divisionsNamed(changes), ...placesOf(comparison, forecast), ...resources.flatMap(placeOfSupposed)])]);
  const { shown, hidden } = shownCircumstances(comparison?.byCircumstance ?? [], run.divisionCode);
  return {
    comparison: comparison && { ...comparison, byCircumstance: shown, circumstancesHidden: hidden }, forecast, baseAsOf, baseKind,
    names: {
      organizations: Object.fromEntries(organizations.map(({ id, name }) => [id, name])),
      resources: Object.fromEntries(names.map(({ id, ...named }) => [id, named])), divisions: Object.fromEntries(divisions.map(({ code, name }) => [code, name])),
    },
  };
}

const isReal = (resourceId: string): boolean => !resourceId.startsWith(SUPPOSED);
const placeOfSupposed = (resourceId: string): string[] => (isReal(resourceId) ? [] : [resourceId.split(':')[2] ?? '']);
const resourcesOf = (forecast: ForecastShape | null): string[] => forecast?.steps.flatMap(({ addition }) => (addition.kind === 'units' ? [addition.resourceId] : [])) ?? [];
const placesOf = (comparison: Comparison | null, forecast: ForecastShape | null): string[] => [
  // with the street, which tells two communities of one name apart
  ...(comparison?.byCommunity.flatMap(({ key }) => [key, key.slice(0, 9)]) ?? []), ...(forecast?.steps.flatMap(({ addition }) => (addition.kind === 'place' ? [addition.divisionCode] : [])) ?? []),
];

/** Whose help changes hands: from whom to whom, with the names the reader may see. */
export async function readHands(tx: Tx, call: Call, input: ListHands): Promise<{ total: number; items: HandAnswer[]; next: string | null }> {
  await readRun(tx, call, input);
  const page = await listHands(tx, input);
  const names = await listResourceNames(tx, page.items.flatMap(({ from, to }) => [...from, ...to].map(({ resourceId }) => resourceId).filter(isReal)));
  const named = (given: Given[]) => given.map((part) => ({ ...part, providerName: names.get(part.resourceId)?.providerName ?? '' }));
  return { ...page, items: page.items.map(({ fullName, from, to, ...row }) => ({ ...row, personName: fullName && nameSeenBy(call.actor.role, fullName), from: named(from), to: named(to) })) };
}
