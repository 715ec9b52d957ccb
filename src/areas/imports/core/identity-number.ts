import type { LocalDate } from '../../../kernel/local-date.ts';
import { readIdentity, type IdentityRead } from '../../people/core/identity-number.ts';
import type { Cell } from './sheet.ts';
import { isMissing } from './text.ts';

/** An identity number as a ledger has it. What Excel has cut is said to be cut, whatever the rest happens to check to. */
export function readIdentityCell(cell: Cell, asOf: LocalDate): IdentityRead {
  if (cell.kind === 'error' || cell.kind === 'boolean' || cell.kind === 'date') return { fault: 'residentIdCharacters' };
  // A spreadsheet keeps 15 digits of a number: of 18, the last three are gone.
  if (cell.kind === 'number' && Math.abs(cell.number ?? 0) >= 1e15) return { fault: 'residentIdCut' };
  if (cell.kind !== 'number' && isMissing(cell.text)) return { missing: true };
  return readIdentity(cell.text, asOf, { fromSheet: true });
}
