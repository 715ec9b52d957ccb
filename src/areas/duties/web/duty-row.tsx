import { announce } from '../../../platform/web/announce.tsx';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { day, dueTone, dueWords, today } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { DutyLine, MyWork } from '../core/contract.ts';
import { admitReminder } from '../core/remind.ts';

/** Where it came from, in one phrase; null where it was mine from the start. */
function originOf(line: DutyLine): string | null {
  if (line.escalatedLevel > 0) return line.cameFrom ? say('duties.escalated', { who: line.cameFrom }) : say('duties.escalatedNobody');
  if (line.cameFrom) return say('duties.cameFrom', { who: line.cameFrom });
  if (line.isMyOrganizations) return say('duties.organizations');
  return line.isNamed ? null : say('duties.anybody');
}

/** What a command that takes many says of those it could not do. */
type Done = { left?: { code: string }[] };

function tell(line: DutyLine, { left }: Done): void {
  const refused = left?.[0] && `needs.refusal.${left[0].code}`;
  if (refused) announce(canSay(refused) ? say(refused) : say('duties.notDone'), 'poppy');
  else announce(say(canSay(`duties.done.${line.kind}`) ? `duties.done.${line.kind}` : 'duties.done'));
}

/** What is needed, or a circumstance, is named by its code, in the language of whoever reads; everything else by its own words. */
function titleOf({ kind, title, item }: DutyLine): string {
  const key = kind === 'reviewCircumstance' ? `people.circumstance.${title}` : `needs.item.${item}`;
  return canSay(key) ? say(key) : title;
}

/** One line: what, for whom, since when, what happens if not; and the button that does it. */
export function DutyRow({ line, handOn }: { line: DutyLine; handOn: () => void }) {
  const go = useGo();
  const may = useMay();
  const command = useCommand<Record<string, unknown>, Done>(line.act?.command ?? '', { onDone: (answer) => tell(line, answer) });
  const canDoHere = line.act !== null && may(line.act.permission);
  const canOpen = may(line.opens);
  const what = <><span className="duties-kind">{say(`duties.kind.${line.kind}`)}</span> {titleOf(line)}</>;
  const tone = dueTone(line.dueOn, today());
  const origin = originOf(line);
  return (
    <li className={`duties-line`}>
      <div className="duties-what">
        {canOpen ? <To path={line.path}>{what}</To> : <span>{what}</span>}
        {!titleOf(line).includes(line.placeName) && <span className="quiet"> {line.placeName}</span>}
        <div className="duties-facts">
          <span className={`word-${tone} duties-due`}>{dueWords(line.dueOn, today())}</span>
          <span>{say('duties.since', { day: day(line.sinceOn) })}</span>
          {line.reminded && <strong className="word-poppy">{say(line.reminded.count > 1 ? 'duties.remindedTimes' : 'duties.reminded', { who: line.reminded.by, day: day(line.reminded.on), count: line.reminded.count })}{line.reminded.note && ` ${say('duties.note', { note: line.reminded.note })}`}</strong>}
          {origin && <span>{origin}</span>}
          {!canOpen && <span>{say('duties.atStation')}</span>}
          {line.note && <span>{say('duties.note', { note: line.note })}</span>}
          <span className="duties-consequence">{say(`duties.consequence.${line.kind}`)}</span>
        </div>
        {command.refusal && <p className="field-problem" role="alert">{command.refusal.message}</p>}
      </div>
      <div className="duties-acts">
        {may('duty.handOn') && !line.isMyOrganizations && <ActionButton kind="quiet" label={say('duties.handOn')} onClick={handOn} />}
        {(canOpen || canDoHere) && <ActionButton kind={line.band === 'thisWeek' ? 'secondary' : 'primary'} label={say(`duties.act.${line.kind}`)} isSending={command.isSending}
          onClick={() => (canDoHere ? void command.send(line.act!.input) : go(line.path))} />}
      </div>
    </li>
  );
}

/** A late thing that another owes: since when, who, whether somebody has reminded them; the way to do so. */
export function WatchedRow({ line, remind }: { line: MyWork['watched'][number]; remind: () => void }) {
  const may = useMay();
  const go = useGo();
  const refusal = admitReminder({ dueOn: line.dueOn, status: 'open', ownerAccountId: null, reminded: line.reminded }, '', today());
  const why = refusal.ok ? null : say(`duties.refusal.${refusal.refusal.code}`, line.reminded ? { by: line.reminded.by, on: day(line.reminded.on) } : {});
  return (
    <li className="duties-line">
      <div className="duties-what">
        <To path={line.path}><span className="duties-kind">{say(`duties.kind.${line.kind}`)}</span> {titleOf(line)}</To> {!titleOf(line).includes(line.placeName) && <span className="quiet">{line.placeName}</span>}
        <div className="duties-facts">
          <span className="word-poppy duties-due">{dueWords(line.dueOn, today())}</span>
          {line.ownerName && <span>{say('duties.waitsFor', { who: line.ownerName })}</span>}
          {line.reminded && <span>{say('duties.remindedOn', { who: line.reminded.by, day: day(line.reminded.on) })}</span>}
        </div>
      </div>
      <div className="duties-acts">
        {may('duty.remind') && <ActionButton label={say('duties.remind')} disabledReason={why} onClick={remind} />}
        <ActionButton kind="quiet" label={say('duties.open')} onClick={() => go(line.path)} />
      </div>
    </li>
  );
}
