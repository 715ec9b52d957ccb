/** What is asked of accounts beyond a right password (GB/T 22239: identity and access). 0 asks nothing. */
export type AccountRules = {
  /** After so many days a password is changed at the next sign-in. */
  passwordDays: number;
  /** So many passwords back, the present one among them, none is taken again. */
  passwordsKept: number;
  /** An account that nobody has signed in to for so many days is closed. */
  unusedDays: number;
  /** A session in which nobody has done anything for so many minutes ends; an administrator's sooner. */
  idleMinutes: number;
  idleMinutesOfAdministrators: number;
};

export const ACCOUNT_RULES: AccountRules = { passwordDays: 90, passwordsKept: 5, unusedDays: 90, idleMinutes: 15, idleMinutesOfAdministrators: 5 };

/** The demonstration's passwords are known to everyone and are nobody's: they neither grow old nor lie unused. Whoever is looking around is left the time for it. */
export const DEMONSTRATION_RULES: AccountRules = { ...ACCOUNT_RULES, passwordDays: 0, unusedDays: 0, idleMinutes: 240, idleMinutesOfAdministrators: 240 };

/** After how many minutes a session of that role ends by itself; 0: never. */
export const idleMinutesOf = (rules: AccountRules, role: string): number => (role === 'administrator' ? rules.idleMinutesOfAdministrators : rules.idleMinutes);
