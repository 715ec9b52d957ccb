import { raw, sql, type Sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A record that something is about: a command, a reading, a change that is announced. */
export type Subject = { kind: string; id: string };

/** The kinds of record that the log and the live updates name, and the table in which each lies. */
const TABLES = new Map(Object.entries({
  account: 'account', person: 'person', need: 'need', organization: 'organization', resource: 'resource', referral: 'referral', activity: 'activity', session: 'activity_session', import: 'import', questionnaire: 'questionnaire', questionnaireDraft: 'questionnaire_draft', surveyRound: 'survey_round', roundMember: 'round_member', questionnaireLink: 'questionnaire_link', ownerLink: 'owner_link', response: 'response',
  matchRun: 'match_run', matchRule: 'match_rule', proposal: 'proposal', duty: 'duty', duplicateQuestion: 'duplicate_question', servicePhone: 'service_phone', referralClock: 'referral_clock', channel: 'channel', message: 'message',
}));

/** Where a record stands, as row security shows it to whoever asks; null where it shows nothing. */
export function placeOf(kind: string | null | undefined, id: Sql): Sql {
  const table = kind ? TABLES.get(kind) : undefined;
  if (!table) return sql`null::text`;
  // a resource is at home in one place and reaches others
  const place = raw(kind === 'resource' ? 'home_code' : 'division_code');
  return sql`(select ${place} from ${raw(table)} s where s.city = current_setting('app.city') and s.id = ${id})`;
}

/** What the holder of a link may answer for: the one referral, the one questionnaire, or the owner's resources, that its code opens. */
export async function findLinked(tx: Tx): Promise<Subject[]> {
  return tx.many<Subject>(sql`select 'referral' as kind, id from referral where city = current_setting('app.city') and (confirm_hash = current_setting('app.link') or partner_hash = current_setting('app.link'))
    union all select 'questionnaireLink', id from questionnaire_link where city = current_setting('app.city') and code_hash = current_setting('app.link')
    union all select 'ownerLink', id from owner_link where city = current_setting('app.city') and code_hash = current_setting('app.link')`);
}
