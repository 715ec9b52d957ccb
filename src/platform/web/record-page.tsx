import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type AddedTo, useAdditions } from './additions.tsx';
import { oneOf, useAddress } from './navigation.tsx';
import { Page, type PageHead } from './page.tsx';
import { usePhone } from './preferences.ts';
import { say } from './say.ts';
import { Tabs } from './tabs.tsx';
import { WayBack } from './way-back.tsx';

/** A fact of a record; null shows as a dash. */
export type Fact = { label: string; value: ReactNode };
/** A tab of substance. Its key stands in the address. */
export type RecordTab = { key: string; label: string; count?: number; content: () => ReactNode };

/** What a record is (left), its substance (middle), what happened to it (right). */
export function RecordPage({ facts, factsTitle, aside, tabs: ownTabs, addedTo, timeline, isWorkedOnFoot, children, ...head }: Omit<PageHead, 'threadAdded'> & {
  facts: Fact[]; factsTitle?: string;
  /** Under the facts. */
  aside?: ReactNode;
  /** Either tabs, or one thing as children. */
  tabs?: RecordTab[]; children?: ReactNode;
  /** Which record this is, for what later areas add to its page: tabs behind its own, and items of the thread. */
  addedTo?: AddedTo;
  /** `<Timeline kind subjectId words />` */
  timeline?: ReactNode;
  /** On a phone the substance is what one came for, and stands before the facts: a list that is walked with the phone in the hand. */
  isWorkedOnFoot?: boolean;
}) {
  const added = useAdditions(addedTo);
  const tabs: RecordTab[] = [...(ownTabs ?? []), ...added.tabs];
  const keys = tabs.map((tab) => tab.key);
  const [{ tab: chosen }, change] = useAddress((raw) => ({ tab: oneOf(raw.tab, keys, keys[0] ?? '') }));
  const isPhone = usePhone();
  const middle = useRef<HTMLDivElement>(null);
  const [isNamed] = useState(tabs.length > 0 && chosen !== keys[0]);
  // on a phone one stands above the other: whoever was led to a tab finds it before the facts, and is brought to it; the one thing of a page without tabs comes first too
  useEffect(() => { if (isPhone && isNamed) middle.current?.scrollIntoView(); }, [isPhone, isNamed]);
  const first = (
    <section key="facts" className="record-facts" aria-label={factsTitle ?? say('platform.facts')}>
      <FactList facts={facts} />
      {aside}
    </section>
  );
  const substance = (
    <div key="middle" className="record-middle" ref={middle}>
      {tabs.length > 0 && (
        <Tabs activeKey={chosen} onChange={(key) => change({ tab: key === keys[0] ? null : key })} destroyOnHidden
          items={tabs.map((tab) => ({ key: tab.key, label: <>{tab.label}{tab.count !== undefined && <span className="tab-count"> {tab.count}</span>}</>, children: tab.key === chosen ? tab.content() : null }))} />
      )}
      {children}
    </div>
  );
  return (
    <Page {...head} threadAdded={added.thread}>
      <WayBack />
      <div className={`record${timeline ? '' : ' record-untimed'}`}>
        {isPhone && (isNamed || isWorkedOnFoot || tabs.length === 0) ? [substance, first] : [first, substance]}
        {timeline && <div className="record-timeline">{timeline}</div>}
      </div>
    </Page>
  );
}

/** Facts, a name and a value a line. */
export function FactList({ facts }: { facts: Fact[] }) {
  return <dl className="facts">{facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value ?? '—'}</dd></div>)}</dl>;
}
