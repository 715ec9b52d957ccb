import Button from 'antd/es/button';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiRefusal } from './api.ts';
import { To, useGo } from './navigation.tsx';
import { listed } from './format.ts';
import { say } from './say.ts';
import { actAs, grantsNamed, grantWords } from './session.ts';

/** A way on from an empty or broken place: an address or an act. */
export type Way = { label: string; path: string } | { label: string; act: () => void };

function WayOn({ way, isMain }: { way: Way; isMain: boolean }) {
  const go = useGo();
  return <Button type={isMain ? 'primary' : 'default'} onClick={() => ('path' in way ? go(way.path) : way.act())}>{way.label}</Button>;
}

/** Says why there is nothing, and offers the way in. */
export function EmptyState({ title, why, ways = [] }: { title: string; why?: ReactNode; ways?: Way[] }) {
  return (
    <div className="state">
      <svg className="state-mark" viewBox="0 0 64 40" aria-hidden="true"><path d="M4 36h56M14 36V20l10-8 10 8v16M34 36V14l8-7 8 7v22" fill="none" stroke="currentColor" strokeWidth="2" strokeLinejoin="round" strokeLinecap="round" /></svg>
      <p className="state-title">{title}</p>
      {why && <div className="state-why">{why}</div>}
      {ways.length > 0 && <div className="state-ways">{ways.map((way, i) => <WayOn key={way.label} way={way} isMain={i === 0} />)}</div>}
    </div>
  );
}

const KNOWN = ['notFound', 'notPermitted', 'offline'] as const;

/** Says what went wrong in words, and what to do next. */
export function ErrorState({ fault, tryAgain }: { fault: unknown; tryAgain?: (() => void) | undefined }) {
  const refusal = fault instanceof ApiRefusal ? fault : null;
  // an address that holds no number where one belongs leads to a page that there is not
  const code = refusal?.code === 'badInput' ? 'notFound' : KNOWN.find((known) => known === refusal?.code) ?? 'fault';
  // A page that could not be drawn has no name yet: then this is its name.
  const [Title] = useState<'p' | 'h1'>(() => (document.querySelector('h1') ? 'p' : 'h1'));
  const id = refusal?.detail.id;
  const seenAs = grantsNamed(refusal?.detail.seenAs);
  const title = refusal && (refusal.status === 409 || refusal.status === 503) ? refusal.message : say(`platform.error.${code}`);
  return (
    <div className="state" role="alert">
      <svg className="state-mark word-poppy" viewBox="0 0 64 40" aria-hidden="true"><path d="M32 5 52 36H12zM32 16v9M32 30v1" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinejoin="round" strokeLinecap="round" /></svg>
      <Title className="state-title">{title}</Title>
      <div className="state-why">{seenAs.length > 0 ? say('platform.error.seenAs', { grants: listed(seenAs.map(grantWords)) }) : code === 'fault' && !id ? say('platform.error.again') : say(`platform.error.${code}Next`, { id: String(id) })}</div>
      <div className="state-ways">
        {seenAs.map((grant) => <Button key={grant.id} type="primary" onClick={() => void actAs(grant.id).then(() => location.reload())}>{say('platform.error.actAs', { grant: grantWords(grant) })}</Button>)}
        {tryAgain && seenAs.length === 0 && <Button type="primary" onClick={tryAgain}>{say('platform.tryAgain')}</Button>}
        <To path="/" className="plain-link">{say('platform.goHome')}</To>
      </div>
    </div>
  );
}

/** Grey lines in the shape of what will come. They wait a moment, so that a quick answer does not flicker. */
export function LoadingState({ lines = 6, kind = 'lines' }: { lines?: number; kind?: 'lines' | 'rows' }) {
  const [isShown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={`loading loading-${kind}`} role="status">
      <span className="unseen">{say('platform.loading')}</span>
      {isShown && Array.from({ length: lines }, (_, i) => <span key={i} className="loading-line" style={{ width: `${kind === 'rows' ? 100 : 92 - ((i * 37) % 48)}%` }} />)}
    </div>
  );
}

/** What a query has come to: loading, refused or there. */
export function Answer<T>({ of, lines, children }: { of: { data: T | undefined; error: unknown; refetch: () => unknown }; lines?: number; children: (answer: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <ErrorState fault={of.error} tryAgain={() => void of.refetch()} />;
  return <LoadingState {...(lines ? { lines } : {})} />;
}
