import { useQueryOf } from '../../../platform/web/data.ts';
import { To, useAddress } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { DoorRow, RoundFile, RoundRoute, RouteBlock } from '../core/round-contract.ts';
import { OutcomeTag } from './round-status.tsx';

/** What of a door's address its building has not said already. */
export const doorOf = (place: string, block: string): string => (place.startsWith(block) && place.length > block.length ? place.slice(block.length) : place) || say('surveys.round.noPlace');

/** The buildings of the round in the order in which one walks them; one opened shows its doors. */
export function RouteList({ round }: { round: RoundFile }) {
  const route = useQueryOf<RoundRoute>('/api/survey-rounds/:roundId/route', { roundId: round.id }, { kinds: ['surveyRound'] });
  return <Answer of={route}>{(answer) => <Route round={round} route={answer} />}</Answer>;
}

function Route({ round, route: { blocks, members, done } }: { round: RoundFile; route: RoundRoute }) {
  // where one is, until one says otherwise: the first building that is not done
  const first = blocks.find((block) => block.due > 0) ?? blocks.find((block) => block.done < block.members);
  const [{ block: open }, change] = useAddress((raw) => ({ block: raw['block'] === undefined ? first?.cell ?? -1 : Number(raw['block']) }));
  if (blocks.length === 0) return <p className="quiet">{say('surveys.round.noneHere')}</p>;
  const isOpen = round.status === 'running' && done < members;
  const places = new Set(blocks.map(({ divisionCode }) => divisionCode)).size;
  return (
    <>
      <p className="rounds-progress"><progress max={members} value={done} aria-label={say('surveys.round.field.progress')} /><span>{say('surveys.round.doorsDone', { done, members })}</span>{round.dueAgain > 0 && <strong className="word-poppy">{say('surveys.round.doorsDue', { count: round.dueAgain })}</strong>}{isOpen && <To path={`/rounds/${round.id}/sheet`} className="rounds-sheet-link plain-link">{say('surveys.round.sheet')}</To>}</p>
      <ul className="rounds-blocks">
        {blocks.map((block, i) => (
          <li key={block.cell}>
            {places > 1 && block.divisionCode !== blocks[i - 1]?.divisionCode && <h2>{block.divisionName}</h2>}
            <button type="button" className="rounds-block" aria-expanded={open === block.cell} onClick={() => change({ block: open === block.cell ? '-1' : String(block.cell) })}>
              <span className="rounds-block-name">{block.block || say('surveys.round.noBlock')}</span>
              <span className="quiet">{block.done === block.members ? say('surveys.round.blockDone') : `${block.done} / ${block.members}`}{block.due > 0 && <strong className="word-poppy"> · {say('surveys.round.doorsDue', { count: block.due })}</strong>}</span>
            </button>
            {open === block.cell && <Doors roundId={round.id} block={block} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Doors({ roundId, block }: { roundId: string; block: RouteBlock }) {
  const list = useQueryOf<{ doors: DoorRow[] }>('/api/survey-rounds/:roundId/doors', { roundId, cell: block.cell }, { kinds: ['surveyRound'] });
  return (
    <Answer of={list} lines={3}>
      {({ doors }) => (
        <ul className="rounds-doors">
          {doors.map((door) => (
            <li key={door.id}>
              <To path={`/rounds/${roundId}/doors/${door.id}?by=homeInquiry`} className="rounds-door">
                <span className="rounds-door-name">{doorOf(door.place, block.block)}{door.name && <span> · {door.name}</span>}</span>
                <OutcomeTag {...door} />
                {door.attempts > 1 && <span className="quiet rounds-door-tries">{say('surveys.round.attempts', { count: door.attempts })}</span>}
              </To>
            </li>
          ))}
        </ul>
      )}
    </Answer>
  );
}
