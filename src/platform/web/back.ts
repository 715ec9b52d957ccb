export const SIGN_IN = '/sign-in';
export const FIRST_PASSWORD = '/first-password';

/** Where to go after signing in. Only an address of our own app may be gone back to. */
export const backAfterSignIn = (back: string | undefined): string => (back && /^\/(?![/\\])/.test(back) && !back.startsWith(SIGN_IN) && !back.startsWith(FIRST_PASSWORD) ? back : '/');

const isOwn = (path: string): boolean => /^\/(?![/\\])/.test(path) && path.length <= 500;

/** The page that a change was begun from, as `back` of an address says it; only one of our own app. */
export const backTo = (back: string | undefined): string | null => (back && isOwn(back) ? back : null);

/** The same path, keeping the way back to where the change was begun. */
export const withBack = (path: string, back: string | null): string => (back ? `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ back })}` : path);

/** The page that stands open, with `at` naming what was left there; a way back that it carries itself is not carried on. */
export function hereAt({ pathname, search }: { pathname: string; search: string }, at: string): string {
  const query = new URLSearchParams(search);
  query.delete('back');
  query.set('at', at);
  return `${pathname}?${query}`;
}
