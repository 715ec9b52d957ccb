import type { LocalDate } from '../../../kernel/local-date.ts';
import { sql } from '../../../platform/server/sql.ts';
import { tableOf } from '../../../platform/server/table-of.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Capacity, Use } from '../../resources/core/units.ts';
import type { Clock } from '../core/clock.ts';
import type { ConfirmedVia, DeclineCode, DeliveryResult, RefusalCode, ReferralStatus } from '../core/referral.ts';

/** A referral as its operations see it. Bytes travel as hexadecimal, so that many rows fit one statement. */
export type Referral = {
  id: string; divisionCode: string; needId: string; resourceId: string; proposalId: string | null; organizationId: string | null; personId: string | null;
  item: string; units: number; providerName: string; communityName: string; status: ReferralStatus; dueOn: LocalDate | null; version: number;
  offeredOn: LocalDate; /** Who issued the provider's link, else who offered. */ lookedAfterBy: string; workerName: string; scheduledFor: LocalDate | null; scheduledFrom: string | null; scheduledUntil: string | null;
  recipientSealed: string | null; confirmIssue: number; confirmUntil: string | null; helped: boolean | null; rating: number | null; residentWords: string | null; confirmedAt: string | null; language: string; birthDate: LocalDate | null; clock: Clock | null; urgency: number | null;
  visitorName: string | null; partnerIssue: number; hasPartnerLink: boolean; confirmationAskedOn: LocalDate | null; proposedFor: LocalDate | null; proposedFrom: string | null; proposedUntil: string | null;
};

/** The hours agreed, as 09:00. */
export const HOURS = sql`to_char(r.scheduled_from, 'HH24:MI') as "scheduledFrom", to_char(r.scheduled_until, 'HH24:MI') as "scheduledUntil"`;

const REFERRAL = sql`
  r.id, r.division_code as "divisionCode", r.need_id as "needId", r.resource_id as "resourceId", r.proposal_id as "proposalId", r.organization_id as "organizationId", r.person_id as "personId",
  r.item, r.units, r.provider_name as "providerName", r.community_name as "communityName", r.status, r.due_on as "dueOn", r.version,
  (r.offered_at at time zone 'Asia/Shanghai')::date as "offeredOn", coalesce(r.partner_by, r.offered_by) as "lookedAfterBy", r.visitor_name as "visitorName", r.partner_issue as "partnerIssue", r.partner_hash is not null as "hasPartnerLink", r.confirmation_asked_on as "confirmationAskedOn", r.proposed_for as "proposedFor", to_char(r.proposed_from, 'HH24:MI') as "proposedFrom", to_char(r.proposed_until, 'HH24:MI') as "proposedUntil", r.worker_name as "workerName", r.scheduled_for as "scheduledFor", ${HOURS},
  encode(r.recipient_sealed, 'hex') as "recipientSealed", r.confirm_issue as "confirmIssue", r.confirm_until as "confirmUntil", r.helped, r.rating, r.resident_words as "residentWords", r.confirmed_at as "confirmedAt", r.language, r.recipient_birth_date as "birthDate", r.clock, r.urgency`;

/** Locks the rows in one order, so that two people cannot both take the next step, nor wait for each other in a ring. */
export const getReferralsForUpdate = (tx: Tx, ids: string[]): Promise<Referral[]> =>
  tx.many(sql`select ${REFERRAL} from referral r where r.id = any(${ids}::uuid[]) order by r.id for update`);

export const isThere = async (tx: Tx, id: string): Promise<boolean> => (await tx.maybe(sql`select 1 from referral where city = current_setting('app.city') and id = ${id}`)) !== null;

/** The referral behind a resident's code; row security shows its holder this row and no other. */
export const findReferralByCode = (tx: Tx, hash: string): Promise<Referral | null> =>
  tx.maybe(sql`select ${REFERRAL} from referral r where r.confirm_hash = ${hash} for update`);

/** The referral behind a provider's link, while that holds: likewise this row and no other. */
export const findReferralByPartner = (tx: Tx, hash: string, now: Date): Promise<Referral | null> =>
  tx.maybe(sql`select ${REFERRAL} from referral r where r.partner_hash = ${hash} and r.partner_until > ${now} for update`);

/** What hours are promised for, of referrals that whoever asks sees; of others row security says nothing. */
export const listHeldFor = (tx: Tx, ids: string[]): Promise<{ referralId: string; item: string; communityName: string }[]> =>
  tx.many(sql`select id as "referralId", item, community_name as "communityName" from referral where city = current_setting('app.city') and id = any(${ids}::uuid[])`);

export type NewReferral = {
  id: string; divisionCode: string; needId: string; resourceId: string; proposalId: string | null; organizationId: string | null; personId: string | null; item: string; units: number; costFen: number;
  providerName: string; communityName: string; workerName: string; urgency: number; needWords: string | null; wishedTime: string | null; dueOn: LocalDate; recipientSealed: string | null; birthDate: LocalDate | null; language: string;
  consentBasis: string | null; consentHow: string | null; consentOn: LocalDate | null; resourceDivision: string;
  contactName: string | null; contactPhoneSealed: string | null; clock: Clock;
  /** What goes along, in units of its own. */
  along: { resourceId: string; resourceDivision: string; units: number; lentBy: string | null } | null;
};

export function addReferrals(tx: Tx, rows: NewReferral[], offeredBy: string, offeredAt: Date): Promise<number> {
  return tx.run(sql`
    insert into referral (id, division_code, need_id, resource_id, proposal_id, organization_id, person_id, item, units, provider_name, community_name, worker_name,
      urgency, need_words, wished_time, due_on, recipient_sealed, recipient_birth_date, language, consent_basis, consent_how, consent_on, contact_name, contact_phone_sealed, clock, offered_by, offered_at)
    select id, "divisionCode", "needId", "resourceId", "proposalId", "organizationId", "personId", item, units, "providerName", "communityName", "workerName",
      urgency, "needWords", "wishedTime", "dueOn", "recipientSealed", "birthDate", language, "consentBasis", "consentHow", "consentOn", "contactName", "contactPhoneSealed", clock, ${offeredBy}, ${offeredAt}
    from ${tableOf('r', rows, {
      id: 'uuid', divisionCode: 'text', needId: 'uuid', resourceId: 'uuid', proposalId: 'uuid', organizationId: 'uuid', personId: 'uuid', item: 'text',
      units: 'integer', providerName: 'text', communityName: 'text', workerName: 'text', urgency: 'smallint', needWords: 'text', wishedTime: 'text',
      dueOn: 'date', recipientSealed: 'bytea', birthDate: 'date', language: 'text', consentBasis: 'text', consentHow: 'text', consentOn: 'date',
      contactName: 'text', contactPhoneSealed: 'bytea', clock: 'jsonb',
    })}`);
}

/** What the new referrals hold of their resources, and of what those take along, told without whose need it is. */
export function addUses(tx: Tx, rows: NewReferral[]): void {
  // what goes along stands under the organisation that takes it, so that its answer gives both back
  const uses = rows.flatMap(({ along, ...row }) => [{ ...row, goesAlong: false, lentBy: null }, ...(along ? [{ ...row, ...along, costFen: 0, goesAlong: true }] : [])]);
  tx.send(sql`
    insert into capacity_use (referral_id, division_code, resource_id, organization_id, need_id, units, cost_fen, goes_along, lent_by)
    select id, "resourceDivision", "resourceId", "organizationId", "needId", units, "costFen", "goesAlong", "lentBy"
    from ${tableOf('r', uses, { id: 'uuid', resourceDivision: 'text', resourceId: 'uuid', organizationId: 'uuid', needId: 'uuid', units: 'integer', costFen: 'bigint', goesAlong: 'boolean', lentBy: 'uuid' })}`);
}

/** What a step writes; what it does not name stays as it was. */
export type Patch = {
  id: string; status: ReferralStatus; dueOn: LocalDate | null;
  answeredAt?: Date; declineCode?: DeclineCode | null | undefined; declineWords?: string | null | undefined; refusalCode?: RefusalCode; refusalWords?: string | null | undefined; recipientName?: string | null; recipientAddress?: string | null; recipientPhoneSealed?: string | null;
  scheduledFor?: LocalDate; /** Go with the day: a day agreed without them has none. */ scheduledFrom?: string | null; scheduledUntil?: string | null; scheduledWords?: string | null | undefined; scheduledAt?: Date; contactName?: string | null; contactPhoneSealed?: string | null; visitorName?: string | null | undefined;
  deliveredUnits?: number | null | undefined; deliveredFrom?: string | undefined; deliveredUntil?: string | undefined; deliveredOn?: LocalDate; deliveredAt?: Date; result?: DeliveryResult; resultWords?: string | null | undefined; confirmHash?: string; confirmIssue?: number; confirmUntil?: Date;
  helped?: boolean; rating?: number | null | undefined; residentWords?: string | null | undefined; confirmedVia?: ConfirmedVia; confirmedAt?: Date; closedAt?: Date; closedReason?: string | null | undefined;
};

export function saveSteps(tx: Tx, patches: Patch[]): void {
  tx.send(sql`
    update referral r set
      status = p.status, due_on = p."dueOn", version = r.version + 1,
      recipient_sealed = case when p.status = 'offered' then r.recipient_sealed end,
      answered_at = coalesce(p."answeredAt", r.answered_at), decline_code = coalesce(p."declineCode", r.decline_code), decline_words = coalesce(p."declineWords", r.decline_words),
      refusal_code = coalesce(p."refusalCode", r.refusal_code), refusal_words = coalesce(p."refusalWords", r.refusal_words),
      recipient_name = coalesce(p."recipientName", r.recipient_name), recipient_address = coalesce(p."recipientAddress", r.recipient_address),
      recipient_phone_sealed = coalesce(p."recipientPhoneSealed", r.recipient_phone_sealed),
      scheduled_for = coalesce(p."scheduledFor", r.scheduled_for),
      scheduled_from = case when p."scheduledFor" is null then r.scheduled_from else p."scheduledFrom" end, scheduled_until = case when p."scheduledFor" is null then r.scheduled_until else p."scheduledUntil" end,
      scheduled_words = coalesce(p."scheduledWords", r.scheduled_words), scheduled_at = coalesce(p."scheduledAt", r.scheduled_at),
      contact_name = coalesce(p."contactName", r.contact_name), contact_phone_sealed = coalesce(p."contactPhoneSealed", r.contact_phone_sealed),
      visitor_name = coalesce(p."visitorName", r.visitor_name), delivered_units = coalesce(p."deliveredUnits", r.delivered_units),
      delivered_from = coalesce(p."deliveredFrom", r.delivered_from), delivered_until = coalesce(p."deliveredUntil", r.delivered_until),
      -- every step answers or outdates the day that was offered
      proposed_for = null, proposed_from = null, proposed_until = null, proposed_words = null, proposed_name = null, proposed_phone_sealed = null, proposed_at = null, proposed_by = null, proposal_answer = null,
      delivered_on = coalesce(p."deliveredOn", r.delivered_on), delivered_at = coalesce(p."deliveredAt", r.delivered_at), result = coalesce(p.result, r.result), result_words = coalesce(p."resultWords", r.result_words),
      confirm_hash = coalesce(p."confirmHash", r.confirm_hash), confirm_issue = coalesce(p."confirmIssue", r.confirm_issue), confirm_until = coalesce(p."confirmUntil", r.confirm_until),
      helped = coalesce(p.helped, r.helped), rating = coalesce(p.rating, r.rating), resident_words = coalesce(p."residentWords", r.resident_words),
      confirmed_via = coalesce(p."confirmedVia", r.confirmed_via), confirmed_at = coalesce(p."confirmedAt", r.confirmed_at),
      closed_at = coalesce(p."closedAt", r.closed_at), closed_reason = coalesce(p."closedReason", r.closed_reason)
    from ${tableOf('p', patches, {
      id: 'uuid', status: 'text', dueOn: 'date', answeredAt: 'timestamptz', declineCode: 'text', declineWords: 'text', refusalCode: 'text', refusalWords: 'text', recipientName: 'text',
      recipientAddress: 'text', recipientPhoneSealed: 'bytea', scheduledFor: 'date', scheduledFrom: 'time', scheduledUntil: 'time', scheduledWords: 'text', scheduledAt: 'timestamptz', contactName: 'text',
      contactPhoneSealed: 'bytea', visitorName: 'text', deliveredUnits: 'integer', deliveredFrom: 'time', deliveredUntil: 'time', deliveredOn: 'date', deliveredAt: 'timestamptz', result: 'text', resultWords: 'text', confirmHash: 'text',
      confirmIssue: 'smallint', confirmUntil: 'timestamptz', helped: 'boolean', rating: 'smallint', residentWords: 'text', confirmedVia: 'text',
      confirmedAt: 'timestamptz', closedAt: 'timestamptz', closedReason: 'text',
    })}
    where r.id = p.id`);
}

/** The resident's word as it is now. When it was first given stays: that is the day it counts on. */
export function saveWord(tx: Tx, id: string, { helped, rating, residentWords }: { helped: boolean; rating: number | null; residentWords: string | null }, via: ConfirmedVia): void {
  tx.send(sql`update referral set helped = ${helped}, rating = ${rating}, resident_words = ${residentWords}, confirmed_via = ${via}, version = version + 1 where id = ${id}`);
}

/** For those needs: referrals under way, and the one that ended last (whose re-match duty a new offer settles). */
export const listSiblings = (tx: Tx, needIds: string[]): Promise<{ id: string; needId: string; resourceId: string; status: ReferralStatus; units: number }[]> =>
  tx.many(sql`
    select id, need_id as "needId", resource_id as "resourceId", status, units from referral
    where need_id = any(${needIds}::uuid[]) order by need_id, closed_at desc nulls first, id`);

export type OfferedNeed = { id: string; divisionCode: string; personId: string | null; item: string; quantity: number; status: string; isVerified: boolean; language: string; communityName: string; description: string; urgency: number; wishedTime: string | null };

export const getNeedsForOffer = (tx: Tx, ids: string[]): Promise<OfferedNeed[]> =>
  tx.many(sql`
    select n.id, n.division_code as "divisionCode", n.person_id as "personId", n.item, n.quantity, n.status, n.verified_on is not null as "isVerified", coalesce(n.language, 'zh') as language,
      n.description, n.urgency, n.wished_time as "wishedTime", coalesce(d.name, '') as "communityName"
    from need n left join division d on d.city = n.city and d.code = n.division_code
    where n.id = any(${ids}::uuid[]) order by n.id for update of n`);

export type OfferedResource = {
  id: string; divisionCode: string; homeCode: string; reachCodes: string[]; reachKm: number | null; organizationId: string | null; providerName: string; items: string[]; unitCostFen: number; weeklyCap: number | null; isUsable: boolean;
  alsoTakesId: string | null; alsoTakesUnits: number;
  capacity: (Capacity & { confirmedOn: LocalDate }) | null; managerAccountId: string | null;
  /** Whom the resident may call, until the provider names who comes. */
  contactName: string | null; contactPhoneSealed: string | null;
};

/**
 * The resources, and those that they take along, with their newest capacity, and the account that answers for the organisation, if it has one.
 * Locked, so that of two people who want the last unit the second counts the first one's; not its key: whoever books its hours or hands over its duty meanwhile waits for nobody, and nobody for them in a ring.
 */
export const getResourcesForOffer = (tx: Tx, ids: string[], today: LocalDate): Promise<OfferedResource[]> =>
  tx.many(sql`
    select r.id, r.division_code as "divisionCode", r.home_code as "homeCode", r.reach_codes as "reachCodes", r.reach_km as "reachKm", r.organization_id as "organizationId",
      r.provider_name as "providerName", r.items, r.unit_cost_fen as "unitCostFen", r.weekly_cap as "weeklyCap", r.also_takes_id as "alsoTakesId", r.also_takes_units as "alsoTakesUnits",
      (r.status = 'active' and coalesce(r.valid_from, ${today}) <= ${today} and coalesce(r.valid_until, ${today}) >= ${today}) as "isUsable",
      (select jsonb_build_object('quantity', c.quantity, 'unit', c.unit, 'per', c.per, 'confirmedOn', c.confirmed_on) from capacity c
        where c.city = r.city and c.resource_id = r.id and c.confirmed_on <= ${today} order by c.confirmed_on desc, c.id desc limit 1) as capacity,
      (select g.account_id from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null where g.city = r.city and g.organization_id = r.organization_id and g.role = 'organizationManager'
        and g.from_on <= ${today} and coalesce(g.until_on, ${today}) >= ${today} order by g.from_on, g.id limit 1) as "managerAccountId",
      coalesce(r.contact_name, o.contact_name) as "contactName", encode(coalesce(r.phone_sealed, o.phone_sealed), 'hex') as "contactPhoneSealed"
    from resource r left join organization o on o.city = r.city and o.id = r.organization_id where r.id = any(${ids}::uuid[]) or r.id in (select also_takes_id from resource where id = any(${ids}::uuid[]))
    order by r.id for no key update of r`);

/** What all places together hold of these resources, and have used since a day; asked under the lock of `getResourcesForOffer`. */
export const listUses = (tx: Tx, since: { resourceId: string; from: LocalDate }[]): Promise<(Use & { resourceId: string })[]> =>
  tx.many(sql`
    select u.resource_id as "resourceId", u.is_open as "isOpen", u.on_day as "onDay", sum(u.units)::integer as units
    from ${tableOf('s', since, { resourceId: 'uuid', from: 'date' })}
    join capacity_use u on u.resource_id = s."resourceId" and (u.is_open or u.on_day >= s."from")
    group by 1, 2, 3`);

/** The units follow their referral: booked for a day, used on a day, or given back. */
export function moveUses(tx: Tx, uses: { referralId: string; state: 'open' | 'used' | 'keep' | 'givenBack'; onDay: LocalDate | null }[]): void {
  const back = uses.filter(({ state }) => state === 'givenBack').map(({ referralId }) => referralId);
  const kept = uses.filter(({ state }) => state === 'open' || state === 'used');
  if (back.length > 0) tx.send(sql`delete from capacity_use where referral_id = any(${back}::uuid[])`);
  if (kept.length > 0) {
    tx.send(sql`
      update capacity_use u set is_open = (s.state = 'open'), on_day = s."onDay"
      from ${tableOf('s', kept, { referralId: 'uuid', state: 'text', onDay: 'date' })} where u.referral_id = s."referralId"`);
  }
}

/** Agreements to be referred, not withdrawn, given by that day. */
export const listReferralConsents = (tx: Tx, personIds: string[], today: LocalDate): Promise<{ personId: string; receiverOrganizationId: string | null; basis: string; givenHow: string; givenOn: LocalDate }[]> =>
  tx.many(sql`
    select person_id as "personId", receiver_organization_id as "receiverOrganizationId", basis, given_how as "givenHow", given_on as "givenOn" from consent
    where person_id = any(${personIds}::uuid[]) and purpose = 'referral' and withdrawn_on is null and given_on <= ${today} order by given_on desc, id`);

/** Whose data an offer would pass on, to which organisation, and since when its owner agrees to be matched. */
export const findPassing = (tx: Tx, needId: string, resourceId: string): Promise<{ personId: string | null; organizationId: string | null; matchedOn: LocalDate | null } | null> =>
  tx.maybe(sql`
    select n.person_id as "personId", r.organization_id as "organizationId",
      (select max(given_on) from consent c where c.city = n.city and c.person_id = n.person_id and c.purpose = 'serviceMatching' and c.withdrawn_on is null) as "matchedOn" from need n join resource r on r.city = n.city and r.id = ${resourceId}
    where n.city = current_setting('app.city') and n.id = ${needId}`);

/** Who answers for these organisations today: the manager who has done so longest. */
export const listManagers = (tx: Tx, organizationIds: string[], today: LocalDate): Promise<{ organizationId: string; accountId: string }[]> =>
  tx.many(sql`
    select distinct on (g.organization_id) g.organization_id as "organizationId", g.account_id as "accountId" from access_grant g join account a on a.city = g.city and a.id = g.account_id and a.disabled_at is null
    where g.organization_id = any(${organizationIds}::uuid[]) and g.role = 'organizationManager' and g.from_on <= ${today} and coalesce(g.until_on, ${today}) >= ${today}
    order by g.organization_id, g.from_on, g.id`);

export const listNeedStatuses = (tx: Tx, ids: string[]): Promise<{ id: string; status: string }[]> =>
  tx.many(sql`select id, status from need where id = any(${ids}::uuid[]) order by id`);

export type ChosenProposal = { id: string; runId: string; needId: string; resourceId: string; units: number; status: string; pinnedTo: string | null };

/** `pinnedTo`: somebody has since pinned the need to this other provider. */
export const getProposalsForUpdate = (tx: Tx, chosen: { ids: string[] } | { runId: string; division: string }): Promise<ChosenProposal[]> =>
  tx.many(sql`
    select id, run_id as "runId", need_id as "needId", resource_id as "resourceId", units, status, (
      select coalesce(r.provider_name, '') from match_rule m left join resource r on r.city = m.city and r.id = m.resource_id
      where m.city = proposal.city and m.need_id = proposal.need_id and m.kind = 'pin' and m.lifted_at is null and m.resource_id <> proposal.resource_id limit 1) as "pinnedTo"
    from proposal
    where ${'ids' in chosen ? sql`id = any(${chosen.ids}::uuid[])` : sql`run_id = ${chosen.runId} and status = 'proposed' and division_code >= ${chosen.division} and division_code < ${`${chosen.division}:`}`}
    order by id for update`);

export function markProposals(tx: Tx, ids: string[], by: string, at: Date): void {
  if (ids.length > 0) tx.send(sql`update proposal set status = 'accepted', decided_by = ${by}, decided_at = ${at} where id = any(${ids}::uuid[])`);
}

/** Keeps pairs apart in later matches, for the reason that the receiver gave; a rule that stands already stays. */
export function keepApart(tx: Tx, rows: { id: string; referralId: string; code: string }[], by: string, at: Date): void {
  tx.send(sql`
    insert into match_rule (id, division_code, kind, need_id, resource_id, reason_code, reason, made_by, made_at)
    select k.id, r.division_code, 'veto', r.need_id, r.resource_id, k.code, coalesce(r.decline_words, r.refusal_words, ''), ${by}, ${at}
    from ${tableOf('k', rows, { id: 'uuid', referralId: 'uuid', code: 'text' })} join referral r on r.id = k."referralId"
    on conflict (city, need_id, resource_id) where lifted_at is null do nothing`);
}

const UNRULED = sql`not exists (select 1 from match_rule m where m.city = r.city and m.need_id = r.need_id and m.resource_id = r.resource_id and (m.lifted_at is null or m.made_at >= r.closed_at))`;

/** Declines since a moment (null: all) whose pair has no rule, nor had one made afterwards: a rule that a person has lifted stays lifted. */
export const listDeclines = (tx: Tx, codes: DeclineCode[], since: Date | null): Promise<{ id: string; declineCode: DeclineCode }[]> =>
  tx.many(sql`
    select r.id, r.decline_code as "declineCode" from referral r
    where r.decline_code is not null and r.closed_at > ${since ?? '-infinity'}::timestamptz and r.decline_code = any(${codes}) and ${UNRULED} order by r.closed_at limit 500`);

/** The same of residents' refusals. */
export const listRefusals = (tx: Tx, codes: RefusalCode[], since: Date | null): Promise<{ id: string }[]> =>
  tx.many(sql`select r.id from referral r where r.status = 'refused' and r.closed_at > ${since ?? '-infinity'}::timestamptz and r.refusal_code = any(${codes}) and ${UNRULED} order by r.closed_at limit 500`);
