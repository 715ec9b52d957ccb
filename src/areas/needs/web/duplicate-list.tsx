import { createContext, useContext, useMemo, useRef, type RefObject } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import type { Filter } from '../../../platform/web/list-columns.ts';
import { RecordChips } from '../../../platform/web/list-filters.tsx';
import { oneOf, To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../platform/web/states.tsx';
import type { AskedAbove, DuplicatePage, DuplicateQuestion } from '../core/contract.ts';
import { VerdictLine } from '../../people/web/parts/alike-lines.tsx';
import { Comparison } from './duplicate-comparison.tsx';
import { ImportName } from './parts/import-name.tsx';
import './needs.css';

const STATUS_WORDS = { open: 'needs.duplicates.open', same: 'needs.duplicates.answeredSame', different: 'needs.duplicates.answeredDifferent' } as const;

const onlyIds = (given: Record<string, string | undefined>) => Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => /^[\da-f-]{36}$/.test(entry[1] ?? '')));

/** The record that the list is about is named by its own questions. */
const SidesKnown = createContext<DuplicateQuestion[]>([]);
function NameOfSide({ id }: { id: string }) {
  const side = useContext(SidesKnown).flatMap(({ first, second }) => [first, second]).find((one) => one.id === id);
  return <span>{side?.title ?? say('needs.duplicates.oneRecord')}</span>;
}

/** Pairs that may be one: a person says so, side by side. */
export default function DuplicateList() {
  const [{ status, ...of }, change] = useAddress((raw) => ({ status: oneOf(raw.status, ['open', 'same', 'different'] as const, 'open'), ...onlyIds({ import: raw.import, about: raw.about }) }));
  const list = useList<DuplicateQuestion>('/api/duplicates', { status, ...of }, null, { kinds: ['person', 'need', 'duplicateQuestion'] });
  const above = (list.data?.pages[0] as DuplicatePage | undefined)?.above ?? [];
  const pairs = useRef<HTMLUListElement>(null);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages.at(-1)?.total;
  const filters = useMemo((): Filter[] => [{ key: 'import', kind: 'record', label: say('needs.field.import'), name: ImportName }, { key: 'about', kind: 'record', label: say('needs.duplicates.about'), name: NameOfSide }], []);
  return (
    <Page title={say('needs.duplicates')} lead={say('needs.duplicatesLead')} beside={total === undefined ? null : <span>{say('needs.duplicates.count', { count: total })}</span>}>
      <SidesKnown value={items}><RecordChips filters={filters} values={of} change={change} /></SidesKnown>
      <div className="needs-pairs-status"><ChoiceInput label={say('needs.duplicates.status')} value={status} onChange={(next) => change({ status: next === 'open' ? null : next })} options={(['open', 'same', 'different'] as const).map((value) => ({ value, label: say(STATUS_WORDS[value]) }))} /></div>
      {list.isPending ? <LoadingState lines={6} /> : list.error && items.length === 0 ? <ErrorState fault={list.error} tryAgain={() => void list.refetch()} /> : null}
      {list.isSuccess && items.length === 0 && <EmptyState title={say(status === 'open' ? 'needs.duplicatesEmpty' : 'needs.duplicates.noneAnswered')} why={say(status === 'open' ? 'needs.duplicatesEmptyWhy' : 'needs.duplicates.noneAnsweredWhy')} ways={[{ label: say('needs.title'), path: '/needs' }]} />}
      <ul className="needs-pairs" ref={pairs} tabIndex={-1} aria-label={say('needs.duplicates')}>{items.map((question) => <Pair key={question.id} question={question} list={pairs} />)}</ul>
      {list.hasNextPage && <button type="button" className="text-button" onClick={() => void list.fetchNextPage()}>{say('platform.more')}</button>}
      {above.length > 0 && <Above people={above} />}
    </Page>
  );
}

/** Pairs of which one alone is in sight: who, and whose it is to say. */
function Above({ people }: { people: AskedAbove[] }) {
  const byPerson = [...new Map(people.map(({ person }) => [person.id, person])).values()].map((person) => ({ person, at: [...new Set(people.filter((one) => one.person.id === person.id).map(({ askedAt }) => askedAt))] }));
  return (
    <section className="needs-above">
      <h2 className="needs-pair-why">{say('needs.duplicates.above', { count: byPerson.length })}</h2>
      <p className="quiet">{say('needs.duplicates.aboveWhy')}</p>
      <ul>{byPerson.map(({ person, at }) => <li key={person.id}>{person.path ? <To path={person.path}>{person.title}</To> : person.title} <span className="quiet">{say('needs.duplicates.aboveAt', { place: at.join(say('needs.duplicates.and')) })}</span></li>)}</ul>
    </section>
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
      {question.likeness && <VerdictLine likeness={question.likeness} />}
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
