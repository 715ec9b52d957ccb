import { SLOT_CODES } from '../../../needs/core/slots.ts';

/** A change that is asked of a resource for the sake of a need, as an address carries it: whoever opens the resource is told what to change and why. */
export type Wanted = { for: string; reach?: string; language?: 'zh' | 'mn'; sex?: 'female' | 'male'; slot?: string; units?: number; qualification?: string; /** What was stated is to be said again. */ confirm?: true };

/** Where it is changed: in the form, or, where more places are all that is asked, beside its capacity. */
export function wantedPath(resourceId: string, wanted: Wanted, mayEdit: boolean): string {
  const query = new URLSearchParams(Object.entries(wanted).map(([key, value]): [string, string] => [key, String(value)]));
  const isForm = wanted.reach ?? wanted.language ?? wanted.sex ?? wanted.slot;
  return `/resources/${resourceId}${isForm && mayEdit ? '/edit' : ''}?${query}`;
}

/** What an address asks for; whatever makes no sense is left out. */
export function readWanted(raw: Record<string, string | undefined>): Wanted | null {
  if (!raw.for || !/^[\da-f-]{36}$/.test(raw.for)) return null;
  const units = Number(raw.units);
  return {
    for: raw.for, ...(raw.reach && /^\d{4,12}$/.test(raw.reach) ? { reach: raw.reach } : {}), ...(raw.language === 'zh' || raw.language === 'mn' ? { language: raw.language } : {}),
    ...(raw.sex === 'female' || raw.sex === 'male' ? { sex: raw.sex } : {}), ...(raw.slot && (SLOT_CODES as readonly string[]).includes(raw.slot) ? { slot: raw.slot } : {}),
    ...(raw.confirm === 'true' ? { confirm: true as const } : {}),
    ...(Number.isInteger(units) && units > 0 && units < 10_000 ? { units } : {}), ...(raw.qualification ? { qualification: raw.qualification.slice(0, 60) } : {}),
  };
}
