import type { Role } from '../../kernel/role.ts';

/** Who acts, under which grant, and for where. `system` is a job, `link` the holder of a resident's confirmation link, `partnerLink` of the link by which a provider without an account works. */
export type ActingRole = Role | 'system' | 'link' | 'partnerLink';

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
  /** For `link` and `partnerLink`: hexadecimal SHA-256 of the code on the slip, the sheet or in the address. */
  link?: string;
};

/** The settings under which row security lets rows through; set for one transaction at a time. */
export type Scope = { dbRole: 'sanshe_app' | 'sanshe_party' | 'sanshe_reader' | 'sanshe_door' | 'sanshe_keeper'; settings: Record<string, string> };

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
    case 'administrator': case 'volunteer': case 'resident': case 'link': case 'partnerLink': return CLOSED;
  }
}

/** Whose accounts a role sees, and whether it keeps them. What it may do with each is the rule of the access area. */
function accountsRange({ role, city, divisionCode }: Actor): { sees: { lo: string; hi: string }; keeps: { lo: string; hi: string } } {
  switch (role) {
    case 'system': return { sees: rangeOf(city), keeps: rangeOf(city) };
    case 'administrator': case 'officer': case 'stationLead': return { sees: rangeOf(divisionCode), keeps: rangeOf(divisionCode) };
    case 'auditor': return { sees: rangeOf(divisionCode), keeps: CLOSED };
    case 'stationWorker': case 'socialWorker': case 'supervisor': case 'organizationManager': case 'incubatorManager': case 'reviewer': case 'finance':
    case 'volunteer': case 'resident': case 'link': case 'partnerLink': return { sees: CLOSED, keeps: CLOSED };
  }
}

const PARTIES: readonly ActingRole[] = ['organizationManager', 'volunteer', 'resident', 'link', 'partnerLink'];

/** The scope of an actor. Everything that is absent is the empty text, and an empty text lets nothing through. */
export function scopeOf(actor: Actor): Scope {
  const residents = residentsRange(actor);
  const party = PARTIES.includes(actor.role);
  const { sees } = accountsRange(actor);
  const own = party ? CLOSED : rangeOf(actor.role === 'system' ? actor.city : actor.divisionCode);
  return {
    dbRole: party ? 'sanshe_party' : 'sanshe_app',
    settings: {
      'app.city': actor.city, 'app.actor': actor.accountId,
      'app.lo': residents.lo, 'app.hi': residents.hi, 'app.own_lo': own.lo, 'app.own_hi': own.hi,
      'app.above_city': actor.divisionCode.slice(0, 4), 'app.above_county': actor.divisionCode.slice(0, 6), 'app.above_township': actor.divisionCode.slice(0, 9),
      'app.organization': actor.organizationId ?? '', 'app.person': actor.personId ?? '', 'app.link': actor.link ?? '',
      'app.figures_lo': '', 'app.figures_hi': '', 'app.accounts_lo': sees.lo, 'app.accounts_hi': sees.hi,
    },
  };
}

/** The same actor reading figures: the reader's role over the division of the grant, without identifying columns. */
export function figuresScopeOf(actor: Actor): Scope {
  const range = rangeOf(actor.role === 'system' ? actor.city : actor.divisionCode);
  const scope = scopeOf(actor);
  return { dbRole: 'sanshe_reader', settings: { ...scope.settings, 'app.lo': '', 'app.hi': '', 'app.figures_lo': range.lo, 'app.figures_hi': range.hi } };
}

/** The same actor keeping accounts: the keeper's role, which sees accounts and grants and nothing else. */
export function keeperScopeOf(actor: Actor): Scope {
  const { sees, keeps } = accountsRange(actor);
  return {
    dbRole: 'sanshe_keeper',
    settings: { 'app.city': actor.city, 'app.actor': actor.accountId, 'app.accounts_lo': sees.lo, 'app.accounts_hi': sees.hi, 'app.keep_lo': keeps.lo, 'app.keep_hi': keeps.hi },
  };
}
