import { announce } from '../../../platform/web/announce.tsx';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { day, today } from '../../../platform/web/format.ts';
import { To, useGo } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { DutyLine, MyWork } from '../core/contract.ts';
import { admitReminder } from '../core/remind.ts';
import { remindedBy, titleOf, visitWords } from './duty-words.ts';

/** Where it came from, in one phrase; null where it was mine from the start. */
function originOf(line: DutyLine): string | null {
  if (line.risenTo) return say('duties.risenTo', { who: line.risenTo.name ?? say(`access.role.${line.risenTo.role}`), day: day(line.risenTo.on) });
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

/** Why somebody may not be reminded of it now; null where they may. */
function whyNotRemind(line: DutyLine): string | null {
  const admitted = admitReminder({ dueOn: line.dueOn, status: 'open', ownerAccountId: null, risenFrom: [], reminded: line.reminded }, '', today());
  return admitted.ok ? null : say(`duties.refusal.${admitted.refusal.code}`, line.reminded ? { by: line.reminded.by, on: day(line.reminded.on) } : {});
}

/** In the words that needs have for it. */
export const UrgentTag = () => <StatusTag word={say('needs.urgency.3')} tone="poppy" shape="cross" />;

/** What is to be done, for whom, where; the name only for those who work with the resident. */
function What({ line, canOpen }: { line: DutyLine; canOpen: boolean }) {
  const title = titleOf(line);
  const what = <><span className="duties-kind">{say(`duties.kind.${line.kind}`)}</span> {title}{line.about?.name && <> · <span className="duties-whom">{line.about.name}</span></>}</>;
  return <div>{line.isUrgent && <><UrgentTag /> </>}{canOpen ? <To path={line.path}>{what}</To> : <span>{what}</span>}{!title.includes(line.placeName) && <span className="quiet"> {line.placeName}</span>}</div>;
}

/** One line: what, for whom, since when, what happens if not; and the button that does it. What has risen to me can be reminded of, too. */
export function DutyRow({ line, handOn, remind }: { line: DutyLine; handOn: () => void; remind: () => void }) {
  const go = useGo();
  const may = useMay();
  const command = useCommand<Record<string, unknown>, Done>(line.act?.command ?? '', { onDone: (answer) => tell(line, answer) });
  const canDoHere = line.act !== null && may(line.act.permission);
  const canOpen = may(line.opens) && line.isWithinReach;
  const isNear = line.band !== 'thisWeek';
  const tone = dueTone(line.dueOn, today());
  const origin = originOf(line);
  return (
    <li className={`duties-line`}>
      <div className="duties-what">
        <What line={line} canOpen={canOpen} />
        {line.about?.words && <p className="duties-about">{say('duties.words', { words: line.about.words })}</p>}
        <div className="duties-facts">
          <span className={`word-${tone} duties-due`}>{dueWords(line.dueOn, today())}</span>
          <span>{say('duties.since', { day: day(line.sinceOn) })}</span>
          {line.rule && line.band === 'late' && <span>{say('duties.rule', { count: line.rule.days, place: line.rule.place, version: line.rule.version })}</span>}
          {line.reminded && !line.hasRisen && <strong className="word-poppy">{say(line.reminded.count > 1 ? 'duties.remindedTimes' : 'duties.reminded', { who: line.reminded.by, day: day(line.reminded.on), count: line.reminded.count })}{line.reminded.note && ` ${say('duties.note', { note: line.reminded.note })}`}</strong>}
          {line.reminded && line.hasRisen && <span>{remindedBy(line.reminded)}</span>}
          {origin && <span className={line.risenTo ? 'word-poppy' : undefined}>{origin}</span>}
          {line.visit && <strong>{say(line.kind === 'agreeVisit' ? 'duties.visitOffered' : 'duties.visitAt', { when: visitWords(line.visit) })}</strong>}
          {line.askedToAsk && <strong>{say('duties.askedToAsk', { who: line.askedToAsk })}</strong>}
          {line.asksAnother && <strong>{say('duties.asksAnother')}</strong>}
          {line.byLink && <span>{say('duties.byLink', { who: line.byLink })}</span>}
          {line.byTelephone && <span>{say('duties.byTelephone', { who: line.byTelephone })}</span>}
          {!canOpen && <span>{say('duties.atStation')}</span>}
          {line.note && <span>{say('duties.note', { note: line.note })}</span>}
          <span className="duties-consequence">{say(`duties.consequence.${line.kind}`)}</span>
        </div>
        {command.refusal && <p className="field-problem" role="alert">{command.refusal.message}</p>}
      </div>
      <div className="duties-acts">
        {may('duty.handOn') && !line.isMyOrganizations && !line.risenTo && <ActionButton kind="quiet" label={say('duties.handOn')} onClick={handOn} />}
        {line.hasRisen && may('duty.remind') && <ActionButton kind={isNear && !may(line.does) ? 'primary' : 'secondary'} label={say('duties.remind')} disabledReason={whyNotRemind(line)} onClick={remind} />}
        {(canOpen || canDoHere) && <ActionButton kind={isNear && may(line.does) ? 'primary' : 'secondary'} label={say(may(line.does) ? `duties.act.${line.kind}` : 'duties.open')} isSending={command.isSending}
          onClick={() => (canDoHere ? void command.send(line.act!.input) : go(line.path))} />}
      </div>
    </li>
  );
}

/** A late thing that another owes: since when, who, whether somebody has reminded them; the way to do so. */
export function WatchedRow({ line, remind }: { line: MyWork['watched'][number]; remind: () => void }) {
  const may = useMay();
  const go = useGo();
  return (
    <li className="duties-line">
      <div className="duties-what">
        <What line={line} canOpen />
        <div className="duties-facts">
          <span className="word-poppy duties-due">{dueWords(line.dueOn, today())}</span>
          {line.ownerName && <span>{say('duties.waitsFor', { who: line.ownerName })}</span>}
          {line.reminded && <span>{remindedBy(line.reminded)}</span>}
        </div>
      </div>
      <div className="duties-acts">
        {may('duty.remind') && <ActionButton label={say('duties.remind')} disabledReason={whyNotRemind(line)} onClick={remind} />}
        <ActionButton kind="quiet" label={say('duties.open')} onClick={() => go(line.path)} />
      </div>
    </li>
  );
}
