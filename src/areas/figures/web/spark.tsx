import { number } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';

const WIDTH = 132;
const HEIGHT = 32;

/** A small line from month to month, from zero; read aloud as its first, last and highest. A month that has not ended is reached by a broken line. */
export function Spark({ name, months, values, isLastPartial }: { name: string; months: string[]; values: number[]; isLastPartial: boolean }) {
  if (values.length < 2) return null;
  const top = Math.max(...values);
  const x = (i: number) => (i / (values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - (value / (top || 1)) * (HEIGHT - 3);
  const points = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
  const last = values.length - 1;
  const whole = isLastPartial ? points.slice(0, last) : points;
  const highest = values.indexOf(top);
  const words = say('figures.trendOf', { name, first: months[0], firstValue: values[0], last: months[last], lastValue: values[last], top: months[highest], topValue: top });
  return (
    <svg className="figures-spark" viewBox={`-3 -3 ${WIDTH + 6} ${HEIGHT + 6}`} role="img" aria-label={words}>
      <title>{words}</title>
      <polygon points={`0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`} className="figures-spark-ground" />
      <polyline points={whole.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" strokeLinecap="round" />
      {isLastPartial && <polyline points={points.slice(last - 1).join(' ')} fill="none" stroke="currentColor" strokeWidth="1.8" strokeDasharray="2.5 3" />}
      <circle cx={x(last)} cy={y(values[last]!)} r="2.8" fill="currentColor" data-value={number(values[last]!)} />
    </svg>
  );
}
