import { scopeOf } from '../../../platform/server/actor.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { sql } from '../../../platform/server/sql.ts';
import { stepInto } from '../../../platform/server/step-into.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { FigureRecord } from '../core/contract.ts';
import { figureOf, isFigureCode, type FigureCode } from '../core/figures.ts';
import type { Period } from '../core/period.ts';
import type { Appearance, ReadRecord, RecordCard } from '../core/record-contract.ts';
import { describeRows, placesOf, seenBy, toRecord } from './describe.ts';
import { whereOf } from './operations.ts';
import { findRecord, windowOf, type RecordRow } from './queries.ts';
import { findNeed, findNeedOfReferral, findParticipation, findSession, listReferralsOf } from './record-facts.ts';
import { sessionsOf } from './relations.ts';

type Facts = Pick<RecordCard, 'session' | 'need' | 'referrals' | 'appearances' | 'community'>;
const NOTHING: Facts = { session: null, need: null, referrals: [], appearances: [], community: null };
/** Of one person in one period: more is no page that anybody reads. */
const MOST_APPEARANCES = 400;

/** What one record of a figure is, under the figures' scope: the same for all who see the figure. Where the viewer's own scope holds the record, its page is named too. */
export async function readRecord(tx: Tx, call: Call, input: ReadRecord): Promise<RecordCard> {
  if (!isFigureCode(input.id)) throw new NotFound('figure', input.id);
  const figure = figureOf(input.id);
  const { place, period } = await whereOf(tx, call, input);
  const row = await findRecord(tx, input.id, place.code, period, input.recordId, input.on);
  if (!row) throw new NotFound('record', input.recordId);
  const described = (await describeRows(tx, figure.recordKind, [row], call.language))(row);
  const where = (await placesOf(tx, [row]))(row.divisionCode);
  const facts = await factsOf(tx, call, { code: input.id, division: place.code, period }, row);
  await stepInto(tx, scopeOf(call.actor));
  const { nameOf, maySee } = await seenBy(tx, call, [row], [described.subject]);
  const record: FigureRecord = toRecord(row, figure.recordKind, { described, place: where, name: nameOf(row.personId), isOpen: maySee(described.subject) });
  return { figure: { code: input.id, name: figure.words[call.language].name, recordKind: figure.recordKind }, record, ...facts };
}

type Asked = { code: FigureCode; division: string; period: Period };

async function factsOf(tx: Tx, call: Call, asked: Asked, row: RecordRow): Promise<Facts> {
  const subjectId = row.subjectId ?? '';
  switch (figureOf(asked.code).recordKind) {
    case 'attendance': case 'session': {
      const session = await findSession(tx, subjectId);
      if (!session?.referralId) return { ...NOTHING, session };
      return { ...(await needFacts(tx, await findNeedOfReferral(tx, session.referralId))), session };
    }
    case 'need': return needFacts(tx, { needId: subjectId });
    case 'referral': return needFacts(tx, await findNeedOfReferral(tx, subjectId));
    case 'person': return { ...NOTHING, appearances: await appearancesOf(tx, call, asked, row.personId ?? '') };
    case 'community': return { ...NOTHING, community: await findParticipation(tx, row.divisionCode, asked.period) };
    case 'organization': return NOTHING;
  }
}

async function needFacts(tx: Tx, found: { needId: string } | null): Promise<Facts> {
  if (!found) return NOTHING;
  return { ...NOTHING, need: await findNeed(tx, found.needId), referrals: await listReferralsOf(tx, found.needId) };
}

/** Where somebody was present, without who it is: that is what the figure has counted. */
async function appearancesOf(tx: Tx, call: Call, { code, division, period }: Asked, personId: string): Promise<Appearance[]> {
  const rows = await tx.many<RecordRow>(sql`
    select id, on_day as "onDay", division_code as "divisionCode", subject_id as "subjectId", person_id as "personId", detail
    from (${sessionsOf(windowOf(division, period), code === 'F7' ? 'volunteer' : 'beneficiary', personId)}) one order by on_day desc, id limit ${MOST_APPEARANCES}`);
  const describe = await describeRows(tx, 'attendance', rows, call.language);
  const placeOf = await placesOf(tx, rows);
  return rows.map((row) => ({ id: row.id, on: row.onDay, place: placeOf(row.divisionCode), title: describe(row).title, kind: row.detail ?? '' }));
}
