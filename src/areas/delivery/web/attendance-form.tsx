import Checkbox from 'antd/es/checkbox';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { ChoiceInput, NumberInput } from '../../../platform/web/form-inputs.tsx';
import { today } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { PARTS, tally, type Part, type Presence } from '../core/attendance.ts';
import type { SessionAnswer } from '../core/contract.ts';
import { PersonPicker } from './person-picker.tsx';

type Line = { personId: string; name: string | null; part: Part; presence: Presence; minutes: number | null; isNew?: boolean };

/** The list of a session. Before its day one signs people up; on its day and after, one ticks who came; once held, one corrects. */
export function AttendanceForm({ session, isReadOnly, adds }: { session: SessionAnswer; isReadOnly: boolean; adds: 'anybody' | 'own' | 'nobody' }) {
  const isFuture = session.heldOn > today();
  const isHeld = session.status === 'held';
  const [lines, setLines] = useState<Line[]>(session.attendance);
  const [heads, setHeads] = useState<number | null>(session.unregisteredPersons);
  const hold = useCommand('/api/sessions/hold', { onDone: () => announce(say('delivery.held')) });
  const write = useCommand('/api/sessions/attendance', { onDone: () => announce(say(isHeld ? 'delivery.corrected' : 'delivery.listSaved')) });
  const change = (personId: string, part: Partial<Line>) => setLines((before) => before.map((line) => (line.personId === personId ? { ...line, ...part } : line)));
  const add = (person: { id: string; name: string }) => setLines((before) => (before.some((line) => line.personId === person.id)
    ? before.map((line) => (line.personId === person.id ? { ...line, presence: isFuture ? 'enrolled' : 'present' } : line))
    : [...before, { personId: person.id, name: person.name, part: 'beneficiary', presence: isFuture ? 'enrolled' : 'present', minutes: null, isNew: true }]));
  const here = (line: Line) => line.presence === (isFuture ? 'enrolled' : 'present');
  const entries = lines.filter((line) => isHeld || isFuture || here(line)).map(({ personId, part, presence, minutes }) => ({ personId, part, minutes, presence: isHeld && presence === 'enrolled' ? 'absent' as const : presence }));
  const fixed = { sessionId: session.id, version: session.version };
  const counted = tally([{ id: session.id, status: 'held', unregisteredPersons: heads ?? 0 }], lines.map((line) => ({ ...line, sessionId: session.id })));
  const refusal = hold.refusal ?? write.refusal;
  return (
    <section aria-label={say('delivery.attendance')}>
      <h2 className="delivery-attendance-head">{say('delivery.attendance')}</h2>
      {!isReadOnly && <p className="page-lead">{say(isHeld ? 'delivery.attendanceHeld' : isFuture ? 'delivery.attendanceFuture' : adds === 'anybody' ? 'delivery.attendanceLead' : 'delivery.attendanceParty')}</p>}
      {lines.length === 0 && <p className="quiet">{say(session.persons + session.volunteers + session.enrolled > 0 ? 'delivery.namesHidden' : 'delivery.nobody')}</p>}
      <ul className="delivery-attendance">
        {lines.map((line) => (
          <li key={line.personId}>
            <Checkbox checked={here(line)} disabled={isReadOnly} onChange={(event) => change(line.personId, { presence: event.target.checked ? (isFuture ? 'enrolled' : 'present') : 'absent' })}
              aria-label={say('delivery.isHere', { name: line.name ?? say('delivery.unknownName') })}>{line.name ?? say('delivery.unknownName')}</Checkbox>
            {isReadOnly ? <span className="quiet">{say(`delivery.part.${line.part}`)}</span>
              : <ChoiceInput label={`${say('delivery.field.part')}: ${line.name ?? say('delivery.unknownName')}`} value={line.part} onChange={(part) => change(line.personId, { part: (part ?? 'beneficiary') as Part })} options={PARTS.map((value) => ({ value, label: say(`delivery.part.${value}`) }))} />}
            {isReadOnly ? <span className="quiet">{line.minutes === null ? '' : say('delivery.minutesOf', { count: line.minutes })}</span>
              : <NumberInput label={`${say('delivery.field.minutes')}: ${line.name ?? say('delivery.unknownName')}`} unit={say('delivery.minutesUnit')} value={line.minutes} onChange={(minutes) => change(line.personId, { minutes })} />}
            {line.isNew ? <ActionButton kind="quiet" size="small" label={say('delivery.remove')} onClick={() => setLines((before) => before.filter(({ personId }) => personId !== line.personId))} /> : <span />}
          </li>
        ))}
      </ul>
      {!isReadOnly && (
        <div className="form">
          {adds !== 'nobody' && <div className="field"><span className="field-label">{say('delivery.add')}</span><PersonPicker choose={add} label={say('delivery.add')} path={adds === 'own' ? '/api/referrals/served-people' : '/api/people'} isOwn={adds === 'own'} /></div>}
          {!isFuture && <div className="field"><label className="field-label" htmlFor="heads">{say('delivery.field.unregistered')}</label><NumberInput id="heads" value={heads} onChange={setHeads} describedBy="heads-hint" /><p className="field-hint" id="heads-hint">{say('delivery.unregisteredHint')}</p></div>}
          {!isFuture && <p aria-live="polite">{say('delivery.counted', { persons: counted.persons, personTimes: counted.personTimes })}</p>}
          {refusal && <Problem refusal={refusal} />}
          <div className="form-foot">
            {isHeld || isFuture
              ? <ActionButton kind="primary" label={say(isHeld ? 'delivery.correct' : 'delivery.saveList')} isSending={write.isSending} onClick={() => void write.send({ ...fixed, entries, ...(isHeld ? { unregisteredPersons: heads ?? 0 } : {}) })} />
              : <ActionButton kind="primary" label={say('delivery.hold')} isSending={hold.isSending} onClick={() => void hold.send({ ...fixed, entries, unregisteredPersons: heads ?? 0 })} />}
          </div>
        </div>
      )}
    </section>
  );
}
