/** What is asked of accounts beyond a right password (GB/T 22239: identity and access). 0 asks nothing. */
export type AccountRules = {
  /** After so many days a password is changed at the next sign-in. */
  passwordDays: number;
  /** So many passwords back, the present one among them, none is taken again. */
  passwordsKept: number;
  /** An account that nobody has signed in to for so many days is closed. */
  unusedDays: number;
};

export const ACCOUNT_RULES: AccountRules = { passwordDays: 90, passwordsKept: 5, unusedDays: 90 };

/** The demonstration's passwords are known to everyone and are nobody's: they neither grow old nor lie unused. */
export const DEMONSTRATION_RULES: AccountRules = { ...ACCOUNT_RULES, passwordDays: 0, unusedDays: 0 };
