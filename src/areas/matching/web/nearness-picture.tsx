import { say } from '../../../platform/web/say.ts';
import type { Nearness } from '../core/model.ts';

const RINGS: Nearness[] = ['community', 'township', 'county', 'city'];

/** How near the two are based, as rings round the resident: community, street, banner, city. No map has a right to more than is known. */
export function NearnessPicture({ nearness }: { nearness: Nearness }) {
  const ring = RINGS.indexOf(nearness);
  const radius = (at: number) => 13 + at * 13;
  const x = 64 + (ring === 0 ? 8 : radius(ring) - 6), y = ring === 0 ? 64 - 3 : 64 - 10;
  return (
    <figure className="matching-near">
      <svg viewBox="0 0 128 128" width="128" height="128" aria-hidden="true">
        {RINGS.map((name, at) => <circle key={name} cx="64" cy="64" r={radius(at)} className={at === ring ? 'matching-ring-here' : ''} />).reverse()}
        <path d={`M64 64 L${x} ${y}`} className="matching-way" />
        <circle cx="64" cy="64" r="4.5" className="matching-dot" />
        <rect x={x - 4.5} y={y - 4.5} width="9" height="9" rx="1.5" className="matching-box" />
      </svg>
      <figcaption>{say(`matching.near.${nearness}`)}</figcaption>
    </figure>
  );
}
