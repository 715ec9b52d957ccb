import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand, useList } from '../../../platform/web/data.ts';
import { ChoiceInput } from '../../../platform/web/form-inputs.tsx';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import type { RunAnswer } from '../core/contract.ts';
import type { WhatIfChange } from '../core/what-if.ts';
import type { Names } from '../core/what-if-contract.ts';
import { RunTable } from './history-tab.tsx';
import './what-if.css';
import { beginning, changeOf, KINDS, type Kind } from './what-if-drafts.ts';
import { type Draft, FIELDS } from './what-if-fields.tsx';
import { sayChange } from './what-if-sentences.ts';

/** Asks for a what-if and goes to see it. */
export function useWhatIf() {
  const go = useGo();
  return useCommand<{ runId: string; changes: WhatIfChange[] }, { runId: string }>('/api/match-runs/what-if', {
    onDone: (answer) => { announce(say('matching.whatIf.started')); go(`/match/${answer.runId}`); },
  });
}

const HINTED: readonly Kind[] = ['addPlace', 'raiseCap', 'raiseBudget', 'admitWaiting', 'exchange', 'addBest', 'weights', 'dropNeeds'];

/** What to change in a copy of this run, change by change; and what has been tried on it before. */
export function WhatIfTab({ run }: { run: RunAnswer }) {
  const may = useMay(), grant = grantOf(useSession());
  const [changes, setChanges] = useState<{ change: WhatIfChange; key: number }[]>([]);
  const [names, setNames] = useState<Names>({ resources: {}, organizations: {}, divisions: {} });
  const tryIt = useWhatIf(), here = grant?.divisionCode ?? run.divisionCode;
  const under = here.startsWith(run.divisionCode) ? here : run.divisionCode;
  const whyNot = !may('match.run') ? say('matching.notYourRun') : changes.length === 0 ? say('matching.whatIf.nothing') : null;
  const note = (more: Partial<Names>) => setNames((known) => ({ ...known, resources: { ...known.resources, ...more.resources }, organizations: { ...known.organizations, ...more.organizations }, divisions: { ...known.divisions, ...more.divisions } }));
  return (
    <div className="matching-what-if">
      <p className="quiet matching-note">{say('matching.whatIf.lead', { paper: say('matching.whatIf.paper') })} {under !== run.divisionCode && say('matching.whatIf.part', { place: grant?.divisionName ?? under })}</p>
      <div className="matching-what-if-sides">
        <Chooser run={run} under={under} note={note} add={(change) => setChanges([...changes, { change, key: (changes.at(-1)?.key ?? 0) + 1 }])} />
        <section className="matching-sheet" aria-label={say('matching.whatIf.changes')}>
          <h2>{say('matching.whatIf.changes')}</h2>
          {changes.length === 0 ? <p className="quiet">{say('matching.whatIf.changesNone')}</p> : (
            <ol className="matching-changes">
              {changes.map(({ change, key }) => (
                <li key={key}>
                  <span>{sayChange(change, names)}</span>
                  <button type="button" className="text-button" aria-label={say('matching.whatIf.takeOut', { what: sayChange(change, names) })} onClick={() => setChanges(changes.filter((other) => other.key !== key))}>{say('matching.whatIf.takeOutShort')}</button>
                </li>
              ))}
            </ol>
          )}
          {tryIt.refusal && <Problem refusal={tryIt.refusal} />}
          <ActionButton kind="primary" label={say('matching.whatIf.start')} disabledReason={whyNot} isSending={tryIt.isSending} onClick={() => void tryIt.send({ runId: run.id, changes: changes.map(({ change }) => change) })} />
        </section>
      </div>
      <Earlier run={run} />
    </div>
  );
}

function Chooser({ run, under, note, add }: { run: RunAnswer; under: string; note: (names: Partial<Names>) => void; add: (change: WhatIfChange) => void }) {
  const [kind, choose] = useState<Kind>('addPlace');
  const [draft, setDraft] = useState<Draft>(() => beginning('addPlace', run));
  // a change that was added begins anew, its inputs too
  const [round, setRound] = useState(0);
  const begin = (next: Kind) => { choose(next); setDraft(beginning(next, run)); setRound(round + 1); };
  const put = (change: Draft, named?: Partial<Names>) => { setDraft((so) => ({ ...so, ...change })); if (named) note(named); };
  const change = changeOf(kind, draft), Fields = FIELDS[kind]!;
  return (
    <section className="matching-sheet" aria-label={say('matching.whatIf.add')}>
      <h2>{say('matching.whatIf.add')}</h2>
      <ChoiceInput label={say('matching.whatIf.kind')} value={kind} onChange={(next) => begin(next as Kind)} options={KINDS.map((value) => ({ value, label: say(`matching.whatIf.kind.${value}`) }))} />
      {HINTED.includes(kind) && <p className="field-why">{say(`matching.whatIf.hint.${kind}`)}</p>}
      <div className="matching-fields" key={`${kind} ${round}`}><Fields draft={draft} put={put} under={under} /></div>
      <ActionButton label={say('matching.whatIf.put')} disabledReason={change ? null : say('matching.whatIf.unfinished')} onClick={() => { if (change) { add(change); begin(kind); } }} />
    </section>
  );
}

function Earlier({ run }: { run: RunAnswer }) {
  const list = useList<RunAnswer>('/api/match-runs', { kind: 'whatIf', basedOn: run.id }, null, { kinds: ['matchRun'] });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section>
      <h2 className="matching-head">{say('matching.whatIf.earlier')}</h2>
      {rows.length === 0 ? <p className="quiet">{say('matching.whatIf.earlierNone')}</p> : <RunTable rows={rows} />}
      {list.hasNextPage && <div className="matching-more"><ActionButton label={say('matching.more')} isSending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()} /></div>}
    </section>
  );
}
