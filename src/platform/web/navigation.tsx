import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, useCallback } from 'react';

export type AddressValues = Record<string, string>;

/** Leads to another page of the app: `go('/needs/1?tab=evidence')`. */
export function useGo(): (path: string, options?: { replace?: boolean }) => void {
  const { history } = useRouter();
  return useCallback((path, options) => (options?.replace ? history.replace(path) : history.push(path)), [history]);
}

/** A link inside the app; opens in a new tab as links do. */
export function To({ path, onClick, children, ...rest }: { path: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const go = useGo();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(path);
  };
  return <a {...rest} href={path} onClick={follow}>{children}</a>;
}

/** The part of the address a page row names: `/needs/:needId` → `usePathPart('needId')`. */
export function usePathPart(name: string): string {
  const parts = useParams({ strict: false }) as Record<string, string | undefined>;
  const value = parts[name];
  if (value === undefined) throw new Error(`this page's path has no :${name}`);
  return value;
}

/**
 * State that lives behind the `?` of the address. `read` gives it its type, and leaves out what makes no sense:
 * `useAddress((raw) => ({ tab: oneOf(raw.tab, TABS, 'facts'), day: dayOr(raw.day, today()) }))`.
 * A change replaces the address, so that Back leads to the page before.
 */
export function useAddress<T>(read: (raw: AddressValues) => T): [T, (change: Record<string, string | null>) => void] {
  const raw = useSearch({ strict: false }) as AddressValues;
  const navigate = useNavigate();
  const change = useCallback((values: Record<string, string | null>) => {
    void navigate({
      to: '.', replace: true, resetScroll: false,
      search: ((before: AddressValues) => Object.fromEntries(Object.entries({ ...before, ...values }).filter(([, value]) => value !== null && value !== ''))) as never,
    });
  }, [navigate]);
  return [read(raw), change];
}

/** The text if it is one of these, else the fallback. */
export const oneOf = <T extends string>(text: string | undefined, known: readonly T[], fallback: T): T =>
  known.includes(text as T) ? (text as T) : fallback;

/** Addresses hold plain text: `?status=open,met`, without JSON quotes. */
export const parseSearch = (text: string): AddressValues => Object.fromEntries(new URLSearchParams(text));
export function stringifySearch(values: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const text = query.toString().replaceAll('%2C', ',');
  return text ? `?${text}` : '';
}
