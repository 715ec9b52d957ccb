import { recordNeeds, verifyNeeds, type RecordNeed } from '../../areas/needs/server/operations.ts';
import { giveConsents } from '../../areas/people/server/operations.ts';
import { addDays } from '../../kernel/local-date.ts';
import { sql } from '../../platform/server/sql.ts';
import type { DemonstrationCity } from './city.ts';

// What the manager's organisation offers and nobody else here does.
const ASKED: Pick<RecordNeed, 'item' | 'urgency' | 'description'>[] = [
  { item: 'homeNursing', urgency: 3, description: '刚出院，要人上门换药、翻身' },
  { item: 'homeNursing', urgency: 2, description: '插着胃管，家里人不会护理' },
  { item: 'carerSupport', urgency: 2, description: '照顾失能老伴三年，想有人教一教、替一天' },
];
const DAYS_AGO = 12;

export type Heard = { id: string; personId: string; item: RecordNeed['item']; divisionCode: string };

/** Needs of elders of a place who ask for nothing else just now, heard and verified some days ago: one of each that is asked. */
export async function hearElders(city: DemonstrationCity, place: string, asked: readonly Pick<RecordNeed, 'item' | 'urgency' | 'description'>[]): Promise<Heard[]> {
  const day = addDays(city.today, -DAYS_AGO);
  const people = await city.on(city.today, (tx) => tx.many<{ id: string; divisionCode: string }>(sql`
    select p.id, p.division_code as "divisionCode" from person p where starts_with(p.division_code, ${place}) and p.birth_date < '1956-01-01' and p.merged_into is null and p.died_on is null
      and exists (select 1 from consent c where c.city = p.city and c.person_id = p.id and c.purpose = 'serviceMatching' and c.withdrawn_on is null)
      and not exists (select 1 from need n where n.city = p.city and n.person_id = p.id and n.status in ('open', 'matched', 'inService'))
    order by p.division_code, p.id limit ${asked.length}`));
  return city.on(day, async (tx, call) => {
    const recorded = await recordNeeds(tx, call, people.map(({ id, divisionCode }, i): RecordNeed => ({ personId: id, divisionCode, ...asked[i]!, channel: 'homeInquiry', heardOn: day })));
    await verifyNeeds(tx, call, recorded.map(({ needId }) => needId));
    return recorded.map(({ needId }, i) => ({ id: needId, personId: people[i]!.id, item: asked[i]!.item, divisionCode: people[i]!.divisionCode }));
  }, city.lead);
}

/**
 * Needs that the first match proposes to the manager's organisation and to no other, the most urgent of a street on top of its list:
 * whoever accepts one as the station finds the offer waiting as the manager. One resident has agreed to be referred, the others are still to be asked.
 */
export async function makeNextMatch(city: DemonstrationCity, organizationId: string): Promise<void> {
  const day = addDays(city.today, -DAYS_AGO);
  const heard = await hearElders(city, '150602001', ASKED);
  await city.on(day, (tx, call) => giveConsents(tx, call, heard.slice(0, 1).map(({ personId, divisionCode }) => ({ personId, divisionCode, purpose: 'referral', receiverOrganizationId: organizationId, basis: 'consent', givenHow: 'spoken', givenOn: day }))));
}
