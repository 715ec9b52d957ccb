import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { say } from './say.ts';
import { useSession } from './session.ts';
import { LoadingState } from './states.tsx';

/** What is shown of one record: its id, as the page's own address has it. */
export type OfRecord = { id: string };

/**
 * What a later area adds to a record's page of an earlier one, in `src/areas/<area>/web/additions.tsx`. An area uses only those before it,
 * so a need's page cannot name the match or the referrals; it leaves a place, and the app fills it with what all areas bring.
 */
export type Addition = {
  to: 'need' | 'person' | 'organization' | 'resource' | 'referral' | 'proposal';
  permission: string;
  /** Where among the others, as the work goes: match 10, referral 20, service 30. */
  order: number;
  /** A tab behind the page's own; `label` is a message's key. The file's default export is shown. */
  tab?: {
    key: string; label: string; content: () => Promise<{ default: ComponentType<OfRecord> }>;
    /** Asks what the tab will show (`askAhead`), for whoever is on the way there and should not wait. */
    ahead?: (id: string) => void;
  };
  /** `<ThreadItem>`s of the row under the title, behind the page's own. */
  thread?: ComponentType<OfRecord>;
};
export type AddedTo = { kind: Addition['to']; id: string };

type Added = Addition & { Content: ComponentType<OfRecord> | null };
let known: Added[] = [];

/** Once, at the start of the app. Lazy parts are made here and not while drawing: a part made anew would forget what it has. */
export function addAdditions(additions: Addition[]): void {
  known = additions.toSorted((a, b) => a.order - b.order).map((addition) => ({ ...addition, Content: addition.tab ? lazy(addition.tab.content) : null }));
}

/** Whoever is on the way to a record, at a tab that is added to its page: the tab's program is fetched, and once it is known which record, what it shows is asked for with the record and not after it. */
export function makeReady({ to, tab, id }: { to: Addition['to']; tab: string; id?: string }): void {
  const there = known.find((addition) => addition.to === to && addition.tab?.key === tab)?.tab;
  void there?.content();
  if (id) there?.ahead?.(id);
}

/** What is added to a record's page, for a grant that may see it. */
export function useAdditions(to: AddedTo | undefined): { tabs: { key: string; label: string; content: () => ReactNode }[]; thread: ReactNode[] } {
  const { permissions } = useSession();
  if (!to) return { tabs: [], thread: [] };
  const mine = known.filter((addition) => addition.to === to.kind && permissions.includes(addition.permission));
  return {
    tabs: mine.flatMap(({ tab, Content }) => (tab && Content ? [{ key: tab.key, label: say(tab.label), content: () => <Suspense fallback={<LoadingState lines={3} />}><Content id={to.id} /></Suspense> }] : [])),
    thread: mine.flatMap(({ order, thread: Thread }) => (Thread ? [<Thread key={order} id={to.id} />] : [])),
  };
}
