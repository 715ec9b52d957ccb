import { keepPreviousData, QueryClient, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiRefusal, get, newRequestId, send, type Input } from './api.ts';
import { language } from './say.ts';

/** A page of a list: `total` is exact unless `isMore` says that it is where the counting ended, `next` is the cursor for `?after=`. */
export type ListAnswer<T> = { total: number; isMore?: boolean; items: T[]; next: string | null };
/** `kinds`: of which records the answer speaks, so that a live event about one asks again. Without it, the path tells: `/api/needs/…` → need. */
export type QueryOptions = { kinds?: readonly string[]; enabled?: boolean; quietly?: boolean };

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal is an answer; only a broken way to the server is worth another try.
      retry: (tries, fault) => fault instanceof ApiRefusal && fault.isUncertain && tries < 2,
    },
  },
});

/** Under which the session is kept. Nothing on a page watches it, and what nobody watches would be thrown away after five minutes. */
export const SESSION = ['session'] as const;
queries.setQueryDefaults(SESSION, { gcTime: Infinity });

const keyOf = (path: string, input: Input | undefined, options: QueryOptions) => [path, input ?? {}, language(), { kinds: options.kinds }] as const;

/** What the server answers to a GET, kept and shared between the parts of a page. */
export const useQueryOf = <T>(path: string, input?: Input, options: QueryOptions = {}) =>
  useQuery<T, ApiRefusal>({ ...asked<T>(path, input, options), enabled: options.enabled ?? true });

const asked = <T>(path: string, input: Input | undefined, options: QueryOptions) => ({
  queryKey: keyOf(path, input, options), queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, input, { signal, quietly: options.quietly ?? false }),
});

/** Asks at once what a page will ask when it stands there, by the same path, input and kinds. */
export const askAhead = (path: string, input?: Input, options: QueryOptions = {}): void => void queries.prefetchQuery(asked(path, input, options));

/** A list, fetched page by page as it is scrolled. The former rows stay on screen while a changed filter is asked for. */
export const useList = <T>(path: string, input: Input, startAfter: string | null, options: QueryOptions = {}) =>
  useInfiniteQuery({
    queryKey: [...keyOf(path, input, options), 'list', startAfter] as const, enabled: options.enabled ?? true,
    initialPageParam: startAfter, getNextPageParam: (page: ListAnswer<T>) => page.next, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => get<ListAnswer<T>>(path, { ...input, after: pageParam }, { signal }),
  });

type Command<I extends Input, A> = {
  send: (input: I) => Promise<A | undefined>;
  isSending: boolean;
  /** Why the last try was refused, until the next one. */
  refusal: ApiRefusal | null;
  forget: () => void;
};

/**
 * A command of the server. `send` answers undefined when it was refused: the reason is in `refusal` then.
 * A press after an uncertain failure with the same input goes out under the same requestId.
 */
export function useCommand<I extends Input = Input, A = unknown>(path: string, options: { onDone?: (answer: A) => void } = {}): Command<I, A> {
  const uncertain = useRef<{ text: string; requestId: string } | null>(null);
  const mutation = useMutation<A, ApiRefusal, I>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input);
      const requestId = uncertain.current?.text === text ? uncertain.current.requestId : newRequestId();
      try {
        const answer = await send<A>(path, input, { requestId });
        uncertain.current = null;
        return answer;
      } catch (fault) {
        uncertain.current = fault instanceof ApiRefusal && fault.isUncertain ? { text, requestId } : null;
        throw fault instanceof ApiRefusal ? fault : new ApiRefusal(0, 'fault', String(fault));
      }
    },
    // The server's answer is the state: whatever is on screen is asked for again; after what whoever sent it goes on to ask.
    onSuccess: () => void setTimeout(() => void queries.invalidateQueries(), 0),
  });
  return {
    send: async (input) => {
      try {
        const answer = await mutation.mutateAsync(input);
        options.onDone?.(answer);
        return answer;
      } catch {
        return undefined; // told in `refusal`
      }
    },
    isSending: mutation.isPending,
    refusal: mutation.error,
    forget: mutation.reset,
  };
}
