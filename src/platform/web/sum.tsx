import { Fragment } from 'react';
import { number } from './format.ts';
import { To } from './navigation.tsx';

/** One number of a sum and what it counts. With a path it opens there; with `onPress` in place; `less`: it is taken off. */
export type SumPart = { key: string; value: number; label: string; path?: string | undefined; onPress?: (() => void) | undefined; isPressed?: boolean; controls?: string; isUrgent?: boolean; less?: boolean };

/** a + b − c = all: numbers that are seen to add up, each opening what it counts. */
export function Sum({ label, parts, total }: { label: string; parts: SumPart[]; total: Pick<SumPart, 'value' | 'label'> }) {
  return (
    <div className="sum" role="group" aria-label={label}>
      {parts.map((part, i) => (
        <Fragment key={part.key}>
          {(i > 0 || part.less) && <span className="sum-sign" aria-hidden="true">{part.less ? '−' : '+'}</span>}
          <Part part={part} />
        </Fragment>
      ))}
      <span className="sum-sign" aria-hidden="true">=</span>
      <div className="sum-total"><b>{number(total.value)}</b><span>{total.label}</span></div>
    </div>
  );
}

function Part({ part: { value, label, path, onPress, isPressed, controls, isUrgent, less } }: { part: SumPart }) {
  const inner = <><b>{number(value)}</b><span>{label}</span></>;
  const className = `sum-part${isUrgent ? ' sum-urgent' : ''}${less ? ' sum-less' : ''}`;
  if (path) return <To path={path} className={className}>{inner}</To>;
  if (onPress) return <button type="button" className={className} aria-pressed={isPressed ?? false} aria-controls={controls} onClick={onPress}>{inner}</button>;
  return <div className={className}>{inner}</div>;
}
