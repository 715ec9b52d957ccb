import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { days } from '../../../platform/web/format.ts';
import { To, usePathPart } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { Answer } from '../../../platform/web/states.tsx';
import type { SheetOfRound } from '../core/round-contract.ts';
import { OUTCOMES_OF } from '../core/round.ts';
import { doorOf } from './route-list.tsx';
import './rounds.css';

/** The doors still to be walked, for whoever takes paper along: a line a door, with boxes and room to write. */
export default function RouteSheet() {
  const roundId = usePathPart('roundId');
  const sheet = useQueryOf<SheetOfRound>('/api/survey-rounds/:roundId/sheet', { roundId }, { kinds: ['surveyRound'] });
  return <Answer of={sheet}>{(answer) => <Sheet roundId={roundId} sheet={answer} />}</Answer>;
}

function Sheet({ roundId, sheet }: { roundId: string; sheet: SheetOfRound }) {
  const shown = sheet.blocks.reduce((sum, { doors }) => sum + doors.length, 0);
  return (
    <Page title={say('surveys.round.sheetTitle')} lead={<><To path={`/rounds/${roundId}`}>{sheet.purpose}</To> · {sheet.divisionName} · {days(sheet.fromOn, sheet.untilOn)}</>} actions={shown > 0 && <ActionButton kind="primary" label={say('surveys.round.print')} onClick={() => window.print()} />}>
      <div className="rounds-sheet">
        <p>{shown === 0 ? say('surveys.round.sheetNone') : say('surveys.round.sheetLead', { total: sheet.total })}{shown > 0 && shown < sheet.total && <> {say('surveys.round.sheetFirst', { count: shown })}</>}</p>
        {shown > 0 && <p className="rounds-sheet-who">{say('surveys.round.sheetWho')}</p>}
        {shown > 0 && (
          <table>
            <thead><tr><th scope="col">{say('surveys.round.sheetDoor')}</th><th scope="col">{say('surveys.round.what')}</th><th scope="col">{say('surveys.round.sheetNeeds')}</th></tr></thead>
            {sheet.blocks.map(({ cell, block, divisionName, doors }) => (
              <tbody key={cell}>
                <tr className="rounds-sheet-block"><th scope="rowgroup" colSpan={3}>{block || say('surveys.round.noBlock')} <span className="quiet">{divisionName}</span></th></tr>
                {doors.map((door) => <tr key={door.id}><th scope="row">{doorOf(door.place, block)}{door.name && <span className="quiet"> {door.name}</span>}</th><td>{OUTCOMES_OF.homeInquiry.map((outcome) => <span key={outcome} className="rounds-box">{say(`surveys.round.outcome.${outcome}`)}</span>)}</td><td /></tr>)}
              </tbody>
            ))}
          </table>
        )}
      </div>
    </Page>
  );
}
