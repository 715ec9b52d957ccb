import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import { oneOf, To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import './needs.css';

type Side = { id: string; title: string; lines: string[]; path: string | null };
type Question = { id: string; kind: string; status: 'open' | 'same' | 'different'; why: Record<string, unknown>; first: Side; second: Side };

const STATUS_WORDS = { open: 'needs.duplicates.open', same: 'needs.duplicates.answeredSame', different: 'needs.duplicates.answeredDifferent' } as const;

/** Pairs that may be one: a person says so, side by side. */
export default function DuplicateList() {
  const [{ status }, change] = useAddress((raw) => ({ status: oneOf(raw.status, ['open', 'same', 'different'] as const, 'open') }));
  const list = useList<Question>('/api/duplicates', { status }, null, { kinds: ['person', 'need', 'duplicateQuestion'] });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages.at(-1)?.total;
  return (
    <Page title={say('needs.duplicates')} lead={say('needs.duplicatesLead')} beside={total === undefined ? null : <span>{say('needs.duplicates.count', { count: total })}</span>}>
      <div className="needs-pairs-status"><ChoiceInput label={say('needs.duplicates.status')} value={status} onChange={(next) => change({ status: next === 'open' ? null : next })} options={(['open', 'same', 'different'] as const).map((value) => ({ value, label: say(STATUS_WORDS[value]) }))} /></div>
      {list.isPending ? <LoadingState lines={6} /> : list.error && items.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 && <EmptyState title={say('needs.duplicatesEmpty')} why={say('needs.duplicatesEmptyWhy')} ways={[{ label: say('needs.title'), path: '/needs' }]} />}
      <ul className="needs-pairs">{items.map((question) => <Pair key={question.id} question={question} />)}</ul>
      {list.hasNextPage && <button type="button" className="text-button" onClick={() => void list.fetchNextPage()}>{say('platform.more')}</button>}
    </Page>
  );
}

function Pair({ question }: { question: Question }) {
  const answer = useCommand<{ questionId: string; answer: 'same' | 'different'; keepId?: string }>('/api/duplicates/answer', { onDone: () => announce(say('needs.duplicates.done')) });
  const undo = useCommand<{ questionId: string }>('/api/duplicates/undo', { onDone: () => announce(say('needs.duplicates.done')) });
  const questionId = question.id;
  return (
    <li className="needs-pair">
      <p className="quiet">{say(`needs.duplicates.kind.${question.kind}`)}{canSay(`needs.duplicates.why.${String(question.why.reason)}`) ? ` · ${say(`needs.duplicates.why.${String(question.why.reason)}`)}` : ''}</p>
      <div className="needs-pair-sides">{[question.first, question.second].map((side) => <SideOf key={side.id} side={side} />)}</div>
      <div className="needs-pair-acts">
        {/* none of the three is the main one: only who compares the sides knows */}
        {question.status === 'open' && <>
          <ActionButton label={say('needs.duplicates.same')} isSending={answer.isSending} onClick={() => void answer.send({ questionId, answer: 'same', keepId: question.first.id })} />
          <ActionButton label={say('needs.duplicates.sameSecond')} onClick={() => void answer.send({ questionId, answer: 'same', keepId: question.second.id })} />
          <ActionButton label={say('needs.duplicates.different')} onClick={() => void answer.send({ questionId, answer: 'different' })} />
        </>}
        {question.status === 'same' && <ActionButton label={say('needs.duplicates.undo')} isSending={undo.isSending} onClick={() => void undo.send({ questionId })} />}
      </div>
      {answer.refusal && <Problem refusal={answer.refusal} />}
      {undo.refusal && <Problem refusal={undo.refusal} />}
    </li>
  );
}

const SideOf = ({ side }: { side: Side }) => (
  <div className="needs-pair-side">
    <strong>{side.path ? <To path={side.path}>{side.title}</To> : side.title}</strong>
    {side.lines.map((line) => <span key={line}>{canSay(`needs.item.${line}`) ? say(`needs.item.${line}`) : line}</span>)}
  </div>
);
