import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { dueWords } from '../../../platform/web/due.ts';
import { day, today } from '../../../platform/web/format.ts';
import { To, useAddress, usePathPart } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { FactList, RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { ownerOf, RemindButton, useOpenDuty } from '../../duties/web/parts/remind.tsx';
import type { NeedFile } from '../core/contract.ts';
import { admitEdit, moveNeed, verify as verifyRule, type NeedAction } from '../core/need.ts';
import { spokenReference } from '../core/reference.ts';
import type { ItemCode } from '../core/items.ts';
import { type NeedAct, NeedDialog } from './need-dialogs.tsx';
import { NeedStatus } from './need-status.tsx';
import { useNeed } from './parts/ask-need.ts';
import { saySlots } from './parts/slots.tsx';
import { Urgency } from './parts/urgency.tsx';
import './needs.css';

/** One need: what it is, what was heard, why it stands where it stands in the order, what can be done. */
export default function NeedPage() {
  const needId = usePathPart('needId');
  const need = useNeed(needId);
  return <Answer of={need}>{(answer) => <Need need={answer} />}</Answer>;
}

function Need({ need }: { need: NeedFile }) {
  const [pressed, open] = useState<NeedAct | null>(null);
  // whoever was told what to change comes straight to where it is changed
  const [asked, change] = useAddress(({ act }) => (act === 'edit' ? act : null));
  const whoVerifies = useWhoVerifies(need);
  const close = () => { open(null); if (asked) change({ act: null }); };
  return (
    <RecordPage title={`${need.personName ?? say('needs.placeNeed')} · ${say(`needs.item.${need.item}`)}`} beside={<NeedStatus status={need.status} />} factsTitle={say('needs.facts')} lead={whoVerifies ?? undefined}
      thread={[
        { label: say('needs.thread.need'), detail: need.heardOn, isHere: true },
        { label: say('needs.thread.verified'), detail: need.verifiedOn ?? say('needs.verifiedNo'), path: `/needs/${need.id}?tab=evidence` },
      ]}
      addedTo={{ kind: 'need', id: need.id }}
      actions={<Actions need={need} open={open} />} facts={factsOf(need)}
      tabs={[
        { key: 'evidence', label: say('needs.tab.evidence'), count: need.heard.length, content: () => <Heard need={need} /> },
        { key: 'priority', label: say('needs.tab.priority'), content: () => <Priority need={need} /> },
      ]}
      timeline={<><Timeline kind="need" subjectId={need.id} words="needs" /><NeedDialog need={need} act={pressed ?? asked} close={close} /></>} />
  );
}

/** To whoever may not verify a need: who does, by when, and what can be done meanwhile; null where that is no question. */
function useWhoVerifies(need: NeedFile): string | null {
  const may = useMay();
  const isOthers = !need.verifiedOn && need.closedOn === null && !may('need.verify');
  const duty = useOpenDuty({ subjectKind: 'need', subjectId: need.id }, isOthers);
  if (!isOthers) return null;
  if (duty?.kind !== 'verifyNeed') return say('needs.verifyByAnybody');
  return say(duty.daysLate > 0 ? 'needs.verifyLate' : 'needs.verifyBy', { who: ownerOf(duty), due: dueWords(duty.dueOn, today()) });
}

const factsOf = (need: NeedFile) => [
  { label: say('needs.field.person'), value: need.personId ? <To path={`/people/${need.personId}`}>{need.personName}</To> : say('needs.placeNeed') },
  ...(need.personId ? [{ label: say('needs.field.reference'), value: <span className="needs-reference" title={say('needs.referenceWhy')}>{spokenReference(need.reference)}</span> }] : []),
  { label: say('needs.field.division'), value: need.divisionPath.slice(1).join(' · ') },
  { label: say('needs.field.category'), value: say(`needs.category.${need.category}`) },
  { label: say('needs.field.description'), value: need.description || null },
  { label: say('needs.field.urgency'), value: <Urgency urgency={need.urgency} /> },
  { label: say('needs.field.quantity'), value: need.quantity },
  { label: say('needs.field.wishedTime'), value: need.wishedTime },
  { label: say('needs.field.slots'), value: saySlots(need.slots) },
  { label: say('needs.field.language'), value: need.language && say(`needs.language.${need.language}`) },
  { label: say('needs.field.workerSex'), value: need.workerSex && say(`needs.workerSex.${need.workerSex}`) },
  { label: say('needs.field.sameWorker'), value: need.sameWorker && say(`needs.sameWorker.${need.sameWorker}`) },
  { label: say('needs.field.heardOn'), value: day(need.heardOn) },
  { label: say('needs.field.waitingDays'), value: need.waitingDays },
  { label: say('needs.field.verified'), value: need.verifiedOn ? `${say('needs.verifiedYes')} · ${day(need.verifiedOn)}` : say('needs.verifiedNo') },
  { label: say('needs.field.consent'), value: say(need.hasConsent ? 'needs.consentYes' : 'needs.consentNo') },
  ...(need.splitFrom ? [{ label: say('needs.splitFrom'), value: <OtherNeed need={need.splitFrom} /> }] : []),
  ...need.splitOff.map((other) => ({ label: say('needs.splitOff'), value: <OtherNeed need={other} /> })),
  ...(need.closeCode ? [{ label: say('needs.field.closeCode'), value: say(`needs.closeCode.${need.closeCode}`) }] : []),
  ...(need.closeReason ? [{ label: say('needs.field.closeReason'), value: need.closeReason }] : []),
];

const OtherNeed = ({ need: { id, item } }: { need: { id: string; item: string } }) => <To path={`/needs/${id}`}>{say(`needs.item.${item}`)}</To>;

/** The buttons ask the same rules as the server, so that a grey one says why. */
function Actions({ need, open }: { need: NeedFile; open: (act: NeedAct) => void }) {
  const may = useMay();
  const session = useSession();
  const role = grantOf(session)?.role ?? 'resident';
  const verify = useCommand<{ needIds: string[] }>('/api/needs/verify', { onDone: () => announce(say('needs.verified')) });
  const state = { status: need.status, closedOn: need.closedOn, closeCode: need.closeCode, closeReason: need.closeReason };
  const why = (permission: string, result: { ok: true } | { ok: false; refusal: { code: string } }) => (!may(permission) ? say('needs.notPermitted') : result.ok ? null : say(`needs.refusal.${result.refusal.code}`));
  const moved = (action: NeedAction) => moveNeed(state, action, role, today(), { code: 'noResource', reason: '-' });
  const isClosed = need.closedOn !== null;
  return (
    <>
      <ActionButton kind={need.verifiedOn ? 'secondary' : 'primary'} label={say('needs.verify')} isSending={verify.isSending} disabledReason={why('need.verify', verifyRule(need))} onClick={() => void verify.send({ needIds: [need.id] })} />
      {!need.verifiedOn && !isClosed && !may('need.verify') && <RemindButton subjectKind="need" subjectId={need.id} />}
      <ActionButton label={say('needs.addEvidence')} disabledReason={why('need.hear', admitEdit({ status: need.status, item: need.item as ItemCode }, need.item as ItemCode))} onClick={() => open('evidence')} />
      <ActionButton label={say('needs.edit')} disabledReason={why('need.edit', admitEdit({ status: need.status, item: need.item as ItemCode }, need.item as ItemCode))} onClick={() => open('edit')} />
      {!isClosed && <ActionButton label={say('needs.split')} disabledReason={may('need.edit') ? null : say('needs.notPermitted')} onClick={() => open('split')} />}
      {!isClosed && <ActionButton label={say('needs.withdraw')} disabledReason={why('need.close', moved('withdraw'))} onClick={() => open('withdraw')} />}
      {!isClosed && <ActionButton kind="danger" label={say('needs.closeUnmet')} disabledReason={why('need.close', moved('closeUnmet'))} onClick={() => open('closeUnmet')} />}
      {isClosed && <ActionButton label={say('needs.reopen')} disabledReason={why('need.reopen', moved('reopen'))} onClick={() => open('reopen')} />}
      {verify.refusal && <Problem refusal={verify.refusal} />}
    </>
  );
}

function Heard({ need }: { need: NeedFile }) {
  return (
    <ul className="needs-heard">
      {need.heard.map((heard) => (
        <li key={heard.id}>
          <p className="needs-heard-words">{heard.words || '—'}</p>
          <p className="quiet">{[say(`needs.channel.${heard.channel}`), day(heard.heardOn), heard.heardBy, heard.importPlace && say('needs.fromSheet', { place: heard.importPlace })].filter(Boolean).join(' · ')}{heard.round && <> · <To path={`/rounds/${heard.round.id}`}>{say('needs.inRound', { purpose: heard.round.purpose })}</To></>}</p>
          {heard.typed && <p className="quiet">{say('needs.typed', { words: Object.values(heard.typed).map(String).join(say('needs.list.and')) })}</p>}
        </li>
      ))}
    </ul>
  );
}

function Priority({ need }: { need: NeedFile }) {
  return (
    <>
      <p className="page-lead">{say('needs.priorityWhy')}</p>
      <FactList facts={[
        { label: say('needs.priorityUrgency'), value: `${need.priority.urgencyPoints} · ${say(`needs.urgency.${need.urgency}`)}` },
        { label: say('needs.priorityDays'), value: need.priority.days },
        { label: say('needs.prioritySum'), value: need.priority.points },
      ]} />
    </>
  );
}
