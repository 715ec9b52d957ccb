import { readCreditCode } from './credit-code.ts';
import { readDay } from './day.ts';
import { isDitto } from './ditto.ts';
import type { Kind } from './fields.ts';
import { readIdentityCell } from './identity-number.ts';
import { readPhones } from './phone.ts';
import { isUnit, readQuantity } from './quantity.ts';
import type { Cell } from './sheet.ts';
import { findItem } from './taxonomy.ts';
import { isMissing, parts } from './text.ts';
import { readTimes } from '../../needs/core/times.ts';
import { findChannel, findGrade, findLanguages, findOrganizationKind, findProviderKind, findResourceKind, findSex, findUrgency } from './words.ts';

type Test = (cell: Cell) => boolean;

const isPhone: Test = (cell) => readPhones(cell).phones.length > 0;
const isDay: Test = (cell) => 'day' in readDay(cell);
const isIdentity: Test = (cell) => 'residentId' in readIdentityCell(cell, '2200-01-01');

/** Fields whose values cannot be taken for anything else, tried in this order. Names and places are not among them. */
const CONTENT: Record<Kind, [string, Test][]> = {
  needs: [
    ['residentId', isIdentity], ['phone', isPhone], ['item', (cell) => findItem(cell.text) !== null], ['sex', (cell) => findSex(cell.text) !== null], ['urgency', (cell) => findUrgency(cell.text) !== null],
    ['channel', (cell) => findChannel(cell.text) !== null], ['language', (cell) => findLanguages(cell.text) !== null], ['heardOn', isDay],
  ],
  resources: [
    ['phone', isPhone], ['items', (cell) => parts(cell.text).every((part) => findItem(part) !== null)], ['providerKind', (cell) => findProviderKind(cell.text) !== null], ['kind', (cell) => findResourceKind(cell.text) !== null],
    ['language', (cell) => findLanguages(cell.text) !== null], ['times', (cell) => readTimes(cell.text) !== null], ['quantity', (cell) => 'amount' in readQuantity(cell, 'goods')], ['unit', (cell) => isUnit(cell.text)], ['validUntil', isDay],
  ],
  organizations: [
    ['uscc', (cell) => 'uscc' in readCreditCode(cell.text)], ['phone', isPhone], ['kind', (cell) => findOrganizationKind(cell.text) !== null], ['grade', (cell) => typeof findGrade(cell.text) === 'number' || /未评/.test(cell.text)],
  ],
};

/** Of what is there, this much must fit, and this many cells must be there. */
const FITTING = { share: 0.8, cells: 3 };

/** The field that nearly all cells of a column are of, or null. Ledgers with a strange header are read by it, and the person sees which. */
export function fieldByContent(kind: Kind, cells: readonly Cell[], taken: ReadonlySet<string | null>): string | null {
  const said = cells.filter((cell) => !isMissing(cell.text) && !isDitto(cell) && cell.kind !== 'error');
  if (said.length < FITTING.cells) return null;
  for (const [field, test] of CONTENT[kind]) if (!taken.has(field) && said.filter(test).length >= said.length * FITTING.share) return field;
  return null;
}
