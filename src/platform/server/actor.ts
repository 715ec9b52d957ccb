import type { Role } from '../../kernel/role.ts';

/** Who acts, under which grant, and for where. `system` is a job, `link` the holder of a resident's confirmation link. */
export type ActingRole = Role | 'system' | 'link';

export type Actor = {
  accountId: string;
  personId: string | null;
  grantId: string;
  name: string;
  role: ActingRole;
  /** The division of the grant, significant digits only. */
  divisionCode: string;
  organizationId: string | null;
  city: string;
  /** For `link`: hexadecimal SHA-256 of the code on the resident's slip. */
  link?: string;
};

/** The settings under which row security lets rows through; set for one transaction at a time. */
export type Scope = { dbRole: 'sanshe_app' | 'sanshe_party' | 'sanshe_reader' | 'sanshe_door'; settings: Record<string, string> };

/** `[code, code + ':')` holds a division and all below it: ':' follows '9' in byte order. */
export const rangeOf = (code: string): { lo: string; hi: string } => ({ lo: code, hi: `${code}:` });

const CLOSED = { lo: '', hi: '' };

/** Roles that see the residents' records of their division. Officers of city and banner see figures only (DESIGN §4). */
function residentsRange(actor: Actor): { lo: string; hi: string } {
  switch (actor.role) {
    case 'system': return rangeOf(actor.city);
    case 'officer': return actor.divisionCode.length >= 9 ? rangeOf(actor.divisionCode) : CLOSED;
    case 'stationLead': case 'stationWorker': case 'socialWorker': case 'supervisor': return rangeOf(actor.divisionCode);
    case 'organizationManager': case 'incubatorManager': case 'reviewer': case 'finance': case 'auditor':
    case 'administrator': case 'volunteer': case 'resident': case 'link': return CLOSED;
  }
}

const PARTIES: readonly ActingRole[] = ['organizationManager', 'volunteer', 'resident', 'link'];

/** The scope of an actor. Everything that is absent is the empty text, and an empty text lets nothing through. */
export function scopeOf(actor: Actor): Scope {
  const residents = residentsRange(actor);
  const party = PARTIES.includes(actor.role);
  const own = party ? CLOSED : rangeOf(actor.role === 'system' ? actor.city : actor.divisionCode);
  return {
    dbRole: party ? 'sanshe_party' : 'sanshe_app',
    settings: {
      'app.city': actor.city, 'app.actor': actor.accountId,
      'app.lo': residents.lo, 'app.hi': residents.hi, 'app.own_lo': own.lo, 'app.own_hi': own.hi,
      'app.above_city': actor.divisionCode.slice(0, 4), 'app.above_county': actor.divisionCode.slice(0, 6), 'app.above_township': actor.divisionCode.slice(0, 9),
      'app.organization': actor.organizationId ?? '', 'app.person': actor.personId ?? '', 'app.link': actor.link ?? '',
      'app.figures_lo': '', 'app.figures_hi': '',
    },
  };
}

/** The same actor reading figures: the reader's role over the division of the grant, without identifying columns. */
export function figuresScopeOf(actor: Actor): Scope {
  const range = rangeOf(actor.role === 'system' ? actor.city : actor.divisionCode);
  const scope = scopeOf(actor);
  return { dbRole: 'sanshe_reader', settings: { ...scope.settings, 'app.lo': '', 'app.hi': '', 'app.figures_lo': range.lo, 'app.figures_hi': range.hi } };
}
