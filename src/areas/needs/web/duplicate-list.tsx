import { useRef, type RefObject } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import { oneOf, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import type { DuplicateQuestion } from '../core/contract.ts';
import { Comparison } from './duplicate-comparison.tsx';
import './needs.css';

const STATUS_WORDS = { open: 'needs.duplicates.open', same: 'needs.duplicates.answeredSame', different: 'needs.duplicates.answeredDifferent' } as const;

/** Pairs that may be one: a person says so, side by side. */
export default function DuplicateList() {
  const [{ status }, change] = useAddress((raw) => ({ status: oneOf(raw.status, ['open', 'same', 'different'] as const, 'open') }));
  const list = useList<DuplicateQuestion>('/api/duplicates', { status }, null, { kinds: ['person', 'need', 'duplicateQuestion'] });
  const pairs = useRef<HTMLUListElement>(null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages.at(-1)?.total;
  return (
    <Page title={say('needs.duplicates')} lead={say('needs.duplicatesLead')} beside={total === undefined ? null : <span>{say('needs.duplicates.count', { count: total })}</span>}>
      <div className="needs-pairs-status"><ChoiceInput label={say('needs.duplicates.status')} value={status} onChange={(next) => change({ status: next === 'open' ? null : next })} options={(['open', 'same', 'different'] as const).map((value) => ({ value, label: say(STATUS_WORDS[value]) }))} /></div>
      {list.isPending ? <LoadingState lines={6} /> : list.error && items.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 && <EmptyState title={say('needs.duplicatesEmpty')} why={say('needs.duplicatesEmptyWhy')} ways={[{ label: say('needs.title'), path: '/needs' }]} />}
      <ul className="needs-pairs" ref={pairs} tabIndex={-1} aria-label={say('needs.duplicates')}>{items.map((question) => <Pair key={question.id} question={question} list={pairs} />)}</ul>
      {list.hasNextPage && <button type="button" className="text-button" onClick={() => void list.fetchNextPage()}>{say('platform.more')}</button>}
    </Page>
  );
}

type Answer = { questionId: string; answer: 'same' | 'different'; keepId?: string };

function Pair({ question, list }: { question: DuplicateQuestion; list: RefObject<HTMLUListElement | null> }) {
  const { id: questionId, kind, status, rule, first, second } = question;
  // The pair leaves the list with its buttons; the keyboard stays in the list.
  const leave = () => list.current?.focus({ preventScroll: true });
  const undo = useCommand<{ questionId: string }>('/api/duplicates/undo', { onDone: () => { leave(); announce(say('needs.duplicates.undone')); } });
  const answer = useCommand<Answer, { status: 'same' | 'different' }>('/api/duplicates/answer', { onDone: (answered) => {
    leave();
    announce(say(`needs.duplicates.done.${answered.status === 'same' && kind !== 'person' && kind !== 'need' ? 'noted' : answered.status}`), 'steppe', { label: say('needs.duplicates.undoShort'), run: () => void undo.send({ questionId }) });
  } });
  const isMerged = kind === 'person' || kind === 'need';
  return (
    <li className="needs-pair">
      <h2 className="needs-pair-why">{say(`needs.duplicates.kind.${kind}`)}{rule && canSay(`needs.duplicates.why.${rule}`) ? `${say('needs.duplicates.colon')}${say(`needs.duplicates.why.${rule}`)}` : ''}</h2>
      <Comparison question={question} />
      <div className="needs-pair-acts">
        {/* none of these is the main one: only who compares the sides knows */}
        {status === 'open' && <>
          {isMerged ? <>
            <ActionButton label={say('needs.duplicates.same')} isSending={answer.isSending} onClick={() => void answer.send({ questionId, answer: 'same', keepId: first.id })} />
            <ActionButton label={say('needs.duplicates.sameSecond')} isSending={answer.isSending} onClick={() => void answer.send({ questionId, answer: 'same', keepId: second.id })} />
          </> : <ActionButton label={say('needs.duplicates.sameOnly')} isSending={answer.isSending} onClick={() => void answer.send({ questionId, answer: 'same' })} />}
          <ActionButton label={say('needs.duplicates.different')} isSending={answer.isSending} onClick={() => void answer.send({ questionId, answer: 'different' })} />
        </>}
        {status !== 'open' && <ActionButton label={say(status === 'same' && isMerged ? 'needs.duplicates.undo' : 'needs.duplicates.undoAnswer')} isSending={undo.isSending} onClick={() => void undo.send({ questionId })} />}
      </div>
      {answer.refusal && <Problem refusal={answer.refusal} />}
      {undo.refusal && <Problem refusal={undo.refusal} />}
    </li>
  );
}
