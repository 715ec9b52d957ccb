import { useRef, useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ApiRefusal, newRequestId } from '../../../platform/web/api.ts';
import { queries } from '../../../platform/web/data.ts';
import { moment } from '../../../platform/web/format.ts';
import { To, useAddress } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { sendFiles } from '../../../platform/web/send-files.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import type { OwnRowSeen, OwnSeen, OwnTaken } from '../core/own-contract.ts';
import './imports.css';

const PATH = '/api/resources/own-workbook';
const word = (key: string, details?: Record<string, string | number>) => say(`imports.ownPage.${key}`, details);

/** What a row would change, cell by cell; what is wrong with it; and who has changed it since. */
function Row({ row, isLookedAt, onLookedAt }: { row: OwnRowSeen; isLookedAt: boolean; onLookedAt: (is: boolean) => void }) {
  return (
    <tr>
      <td>{word('row', { row: row.row })}<br /><span className="quiet imports-nowrap">{row.number}</span></td>
      <td>{row.resourceId ? <><To path={`/resources/${row.resourceId}`}>{row.what}</To><br /><span className="quiet">{row.name}</span></> : <span className="imports-own-wrong">{row.says}</span>}</td>
      <td>
        {row.changes.map(({ cell, column, from, to }) => (
          <p key={cell} className="imports-own-change"><span className="imports-cell">{cell}</span> {column}: <span className="imports-own-from">{from}</span> <span aria-hidden="true">→</span><span className="unseen">{word('becomes')}</span> <b>{to}</b></p>
        ))}
        {row.problems.map(({ cell, message }) => <p key={cell + message} className="imports-own-wrong"><span className="imports-cell">{cell}</span> {message}</p>)}
        {row.meanwhile && (
          <div className="imports-own-meanwhile">
            <p>{row.meanwhile.by ? word('meanwhileBy', { who: row.meanwhile.by, at: row.meanwhile.at ? moment(row.meanwhile.at) : '' }) : word('meanwhile')}</p>
            <label><input type="checkbox" checked={isLookedAt} onChange={(event) => onLookedAt(event.target.checked)} /> {word('takeAllTheSame')}</label>
          </div>
        )}
        {row.resourceId && row.changes.length === 0 && row.problems.length === 0 && <span className="quiet">{word('same')}</span>}
      </td>
    </tr>
  );
}

/** What was read, and the one press that takes it over. */
function Seen({ seen, isSending, onTake, onDrop }: { seen: OwnSeen; isSending: boolean; onTake: (rows: OwnRowSeen[], stillSo: boolean) => void; onDrop: () => void }) {
  const [lookedAt, setLookedAt] = useState<ReadonlySet<number>>(new Set());
  const [stillSo, setStillSo] = useState(false);
  const told = seen.rows.filter(({ says, changes, problems }) => says !== null || changes.length > 0 || problems.length > 0);
  const taken = seen.rows.filter(({ row, changes, meanwhile }) => changes.length > 0 && (!meanwhile || lookedAt.has(row)));
  const same = seen.rows.filter(({ isStillSo }) => isStillSo), refused = seen.rows.reduce((sum, { says, problems }) => sum + problems.length + (says === null ? 0 : 1), 0);
  const look = (row: number, is: boolean) => setLookedAt((before) => new Set(is ? [...before, row] : [...before].filter((one) => one !== row)));
  const count = taken.length + (stillSo ? same.length : 0);
  return (
    <div className="imports-card">
      <h2>{told.length === 0 ? word('nothing') : word('seen', { count: taken.length })}</h2>
      {refused > 0 && <p className="imports-own-wrong">{word('refused', { count: refused })}</p>}
      {seen.missing > 0 && <p className="quiet">{word('missing', { count: seen.missing })}</p>}
      {told.length > 0 && (
        <div className="imports-scroll" tabIndex={0} role="group" aria-label={word('rows')}>
          <table className="imports-table imports-stack imports-own">
            <thead><tr><th>{say('imports.rows.where')}</th><th>{word('which')}</th><th>{word('what')}</th></tr></thead>
            <tbody>{told.map((row) => <Row key={row.row} row={row} isLookedAt={lookedAt.has(row.row)} onLookedAt={(is) => look(row.row, is)} />)}</tbody>
          </table>
        </div>
      )}
      {same.length > 0 && <label className="imports-consent"><input type="checkbox" checked={stillSo} onChange={(event) => setStillSo(event.target.checked)} /><span>{word('stillSo', { count: same.length })}<small>{word('stillSoWhy')}</small></span></label>}
      <div className="imports-acts">
        <ActionButton kind="primary" label={taken.length === 0 && stillSo ? word('confirm') : word('take', { count: taken.length })} disabledReason={count === 0 ? word('nothingTicked') : null} isSending={isSending} onClick={() => onTake([...taken, ...(stillSo ? same.filter((one) => !taken.includes(one)) : [])], stillSo)} />
        <ActionButton label={word('another')} onClick={onDrop} />
      </div>
    </div>
  );
}

function Done({ done, onDrop }: { done: OwnTaken; onDrop: () => void }) {
  return (
    <div className="imports-card" role="status">
      <h2>{word('done', { count: done.changed })}</h2>
      {done.confirmed > 0 && <p>{word('doneConfirmed', { count: done.confirmed })}</p>}
      {done.leftOut.length > 0 && <><p className="imports-own-wrong">{word('leftOut')}</p><ul>{done.leftOut.map(({ resourceId, name, by }) => <li key={resourceId}><To path={`/resources/${resourceId}`}>{name || resourceId}</To>{by && `: ${word('leftOutBy', { who: by })}`}</li>)}</ul></>}
      <div className="imports-acts"><ActionButton label={word('again')} onClick={onDrop} /></div>
    </div>
  );
}

/** An owner's resources as a workbook: out, changed in whatever program one has, back, and looked at before anything counts. */
export default function OwnWorkbook() {
  const grant = grantOf(useSession());
  const [{ organization }] = useAddress((raw) => ({ organization: /^[0-9a-f-]{36}$/.test(raw['organization'] ?? '') ? raw['organization']! : '' }));
  const [file, setFile] = useState<File | null>(null);
  const [seen, setSeen] = useState<OwnSeen | null>(null);
  const [done, setDone] = useState<OwnTaken | null>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const input = useRef<HTMLInputElement>(null), requestId = useRef({ of: '', id: '' });
  const isNobodys = !grant?.organizationId && !organization;

  /** The same again after a broken line goes under the same id. */
  const send = async <T,>(verb: 'read' | 'take', fields: Record<string, string>, sent: File): Promise<T | null> => {
    const of = `${verb} ${sent.name} ${sent.size} ${sent.lastModified} ${JSON.stringify(fields)}`;
    if (requestId.current.of !== of) requestId.current = { of, id: newRequestId() };
    setSending(true);
    setRefusal(null);
    try {
      return await sendFiles<T>(`${PATH}/${verb}`, { organizationId: organization, ...fields }, [sent], requestId.current.id);
    } catch (fault) {
      // a file that has changed on the disk since it was chosen is refused by the browser itself
      setRefusal(fault instanceof ApiRefusal ? fault : new ApiRefusal(0, 'fault', String(fault)));
      return null;
    } finally {
      if (verb === 'read') requestId.current = { of: '', id: '' };
      setSending(false);
    }
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen); setDone(null); setSeen(null);
    setSeen(await send<OwnSeen>('read', {}, chosen));
  };
  const take = async (rows: OwnRowSeen[], stillSo: boolean) => {
    const taken = await send<OwnTaken>('take', { file: seen!.file, rows: rows.map(({ resourceId, mark }) => `${resourceId}=${mark}`).join(','), stillSo: stillSo ? 'yes' : 'no' }, file!);
    if (!taken) return;
    setDone(taken); setSeen(null);
    void queries.invalidateQueries();
  };
  const drop = () => { setFile(null); setSeen(null); setDone(null); setRefusal(null); };
  if (isNobodys) return <Page title={word('title')}><p>{say('imports.ownPage.fromOrganization')} <To path="/organizations">{word('organizations')}</To></p></Page>;
  return (
    <Page title={word('title')} lead={word('lead')}>
      <div className="imports">
        {!seen && !done && (
          <>
            <div className="imports-card">
              <h2>{word('first')}</h2>
              <p>{word('firstWhy')}</p>
              <p><a href={`${PATH}${organization ? `?organizationId=${organization}` : ''}`} download>{word('download')}</a></p>
            </div>
            <div className="imports-card">
              <h2>{word('second')}</h2>
              <p>{word('secondWhy')}</p>
              <div className="imports-acts">
                <ActionButton kind="primary" label={word('choose')} isSending={isSending} onClick={() => input.current?.click()} />
                <input ref={input} type="file" hidden accept=".xlsx,.xls,.et,.csv" data-testid="workbook" aria-label={word('choose')} onChange={(event) => { void read(event.target.files?.[0]); event.target.value = ''; }} />
                <span role="status" className="quiet">{isSending ? say('imports.file.reading') : ''}</span>
              </div>
            </div>
          </>
        )}
        {refusal && <Problem refusal={refusal} />}
        {seen && <Seen key={seen.file} seen={seen} isSending={isSending} onTake={(rows, stillSo) => void take(rows, stillSo)} onDrop={drop} />}
        {done && <Done done={done} onDrop={drop} />}
      </div>
    </Page>
  );
}
