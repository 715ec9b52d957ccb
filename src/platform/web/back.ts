export const SIGN_IN = '/sign-in';
export const FIRST_PASSWORD = '/first-password';

/** Where to go after signing in. Only an address of our own app may be gone back to. */
export const backAfterSignIn = (back: string | undefined): string => (back && /^\/(?![/\\])/.test(back) && !back.startsWith(SIGN_IN) && !back.startsWith(FIRST_PASSWORD) ? back : '/');
