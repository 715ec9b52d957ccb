let owner = '';

/** Whose drafts the forms keep: the account that is signed in. The session says it; the forms read it, and neither needs the other. */
export const draftOwner = (): string => owner;
export const setDraftOwner = (accountId: string): void => { owner = accountId; };
