import type { ReactNode } from 'react';
import { say } from '../../../../platform/web/say.ts';
import './tile-map.css';
import { SHADES, type Shade, type Tile } from './tiles.ts';

/** A part of a city on its map: how dark its tile is, and what stands on it. The shade is never the only thing that says how much: the number and the word of the shade stand on the tile. */
export type MapPart = { code: string; shade: Shade; content: ReactNode };

/** The schematic map of a city: each part on its tile, and below it what the shades mean. `measure` says of what the shade is. */
export function TileMap({ tiles, parts, measure }: { tiles: Record<string, Tile>; parts: MapPart[]; measure?: string }) {
  return (
    <>
      <ul className="divisions-map">
        {parts.map(({ code, shade, content }) => {
          const { column, row, width, height } = tiles[code]!;
          return (
            <li key={code} className={`divisions-tile shade-${shade}`} style={{ gridArea: `${row} / ${column} / span ${height} / span ${width}` }}>
              {content}
              <span className="divisions-tile-word">{say(`divisions.shade.${shade}`)}</span>
            </li>
          );
        })}
      </ul>
      <div className="divisions-legend">
        <span aria-hidden="true" className="divisions-scale">{measure && <span>{measure}</span>}{SHADES.map((shade) => <span key={shade}><i className={`shade-${shade}`} />{say(`divisions.shade.${shade}`)}</span>)}</span>
        <span className="quiet">{say('divisions.mapNote')}</span>
      </div>
    </>
  );
}
