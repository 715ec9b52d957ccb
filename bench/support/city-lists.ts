import { ITEM_CODES } from '../../src/areas/needs/core/items.ts';
import { FLOORS } from '../../src/areas/matching/core/floors.ts';
import type { MatchInput, MatchNeed, MatchResource, Urgency } from '../../src/areas/matching/core/model.ts';
import { WEIGHTS } from '../../src/areas/matching/core/weights.ts';

/** A whole number from 0 to below the bound. */
type Next = (bound: number) => number;

const SLOTS = ['monAm', 'monPm', 'wedAm', 'wedPm', 'satAm', 'satPm'];
const pad = (number: number, digits: number) => String(number).padStart(digits, '0');

/** The codes of 9 banners with 77 streets and townships and about a thousand communities, spread unevenly as a city's are. */
function communitiesOf(next: Next): string[] {
  const codes: string[] = [];
  for (let street = 0; street < 77; street++) {
    const code = `1506${pad(2 + (street % 9) * 3, 2)}${pad(1 + Math.floor(street / 9), 3)}`;
    for (let c = 0; c < 4 + next(19); c++) codes.push(code + pad(201 + c, 3));
  }
  return codes;
}

/** Items are asked for unevenly: meals a hundred times as often as adoption advice. */
const anItem = (next: Next): string => ITEM_CODES[Math.floor((next(1000) * next(1000) / 1e6) * ITEM_CODES.length)]!;

/** Lists of a city as large as asked, open to the match: who asks where for what, who offers what how far; 20 to 50 candidates a need at 10,000 resources. */
export function cityLists(next: Next, size: { needs: number; resources: number }): MatchInput {
  const communities = communitiesOf(next);
  const aPlace = () => communities[next(communities.length)]!;
  const someSlots = () => SLOTS.filter(() => next(3) > 0);
  const needs = Array.from({ length: size.needs }, (_, i): MatchNeed => ({
    id: `n${i}`, communityCode: aPlace(), category: anItem(next), urgency: (1 + (next(10) > 5 ? 1 : 0) + (next(10) > 8 ? 1 : 0)) as Urgency, waitingDays: next(120), quantity: 1 + (next(8) === 0 ? 1 : 0),
    language: next(12) === 0 ? 'mn' : null, qualification: next(20) === 0 ? 'nurse' : null, slots: next(4) === 0 ? someSlots() : null, hasConsent: true, isVerified: true,
  }));
  const resources = Array.from({ length: size.resources }, (_, j): MatchResource => {
    const homeCode = aPlace(), reach = next(20);
    return {
      id: `r${j}`, name: `r${j}`, organizationId: `o${j % (1 + Math.floor(size.resources / 6))}`, categories: [...new Set([anItem(next), anItem(next)])],
      reach: { kind: 'divisions', codes: [reach < 4 ? homeCode : reach < 13 ? homeCode.slice(0, 9) : next(60) > 0 ? homeCode.slice(0, 6) : '1506'] },
      capacity: next(40), capacityConfirmedDaysAgo: next(45), qualifications: next(3) === 0 ? ['nurse'] : [], languages: next(3) === 0 ? ['zh', 'mn'] : ['zh'],
      slots: next(3) === 0 ? someSlots() : null, unitCostFen: next(300) * 100, homeCode, validUntil: next(40) === 0 ? '2026-02-28' : null,
    };
  });
  return { needs, resources, options: { asOf: '2026-03-01', weights: WEIGHTS, floors: FLOORS, pins: [], vetoes: [] } };
}
