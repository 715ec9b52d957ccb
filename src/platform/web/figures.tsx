import { number, quantity, type Unit } from './format.ts';
import { To } from './navigation.tsx';
import { say } from './say.ts';

/** A number with its unit. With a path it opens to the records behind it, as every number of ours should. */
export function Quantity({ value, unit, path }: { value: number; unit: Unit; path?: string }) {
  const text = quantity(value, unit);
  if (!path) return <span className="quantity">{text}</span>;
  return <To path={path} className="quantity" aria-label={say('platform.opensTo', { number: text })}>{text}</To>;
}

export type FigureProps = { label: string; value: number; unit: Unit; path?: string; period?: string; note?: string; trend?: { value: number; label: string }[] };

/** One figure: what it counts, how many of what, of when; it opens to its records. */
export function Figure({ label, value, unit, path, period, note, trend }: FigureProps) {
  return (
    <div className="figure">
      <div className="figure-label">{label}</div>
      <div className="figure-value"><Quantity value={value} unit={unit} {...(path ? { path } : {})} /></div>
      {(period || note) && <div className="figure-note">{[period, note].filter(Boolean).join(' · ')}</div>}
      {trend && trend.length > 1 && <Trend points={trend} unit={unit} label={label} />}
    </div>
  );
}

/** A small line of the last values; read aloud as its first and last. */
function Trend({ points, unit, label }: { points: { value: number; label: string }[]; unit: Unit; label: string }) {
  const values = points.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const at = (value: number, i: number) => `${(i / (values.length - 1)) * 120},${28 - ((value - low) / (high - low || 1)) * 24}`;
  const first = points[0]!;
  const last = points[points.length - 1]!;
  return (
    <svg className="figure-trend" viewBox="-2 0 124 32" role="img" aria-label={`${label}: ${first.label} ${quantity(first.value, unit)}, ${last.label} ${quantity(last.value, unit)}`}>
      <polyline points={values.map(at).join(' ')} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
      <circle cx={120} cy={Number(at(last.value, values.length - 1).split(',')[1])} r="2.4" fill="currentColor"><title>{`${last.label} ${number(last.value)}`}</title></circle>
    </svg>
  );
}

/** Figures side by side. */
export const FigureRow = ({ figures }: { figures: FigureProps[] }) => <div className="figures">{figures.map((figure) => <Figure key={figure.label} {...figure} />)}</div>;
