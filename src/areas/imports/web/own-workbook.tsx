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

const cellKey = ({ resourceId }: OwnRowSeen, { key }: OwnRowSeen['corrected'][number]): string => `${resourceId}.${key}`;
type Choice = { chosen: ReadonlySet<string>; choose: (cell: string, is: boolean) => void };

/** A cell that somebody has corrected in the page since: what it says now, what the sheet says, and which is to stand. */
function Corrected({ row, one, chosen, choose }: { row: OwnRowSeen; one: OwnRowSeen['corrected'][number] } & Choice) {
  const { cell, column, page, sheet, by, at, canTake } = one, key = cellKey(row, one), isSheet = chosen.has(key);
  return (
    <fieldset className="imports-own-meanwhile">
      <legend><span className="imports-cell">{cell}</span> {by ? word('correctedBy', { column, who: by, at: at ? moment(at) : '' }) : word('corrected', { column })}</legend>
      {canTake ? (
        <>
          <label><input type="radio" name={key} checked={!isSheet} onChange={() => choose(key, false)} /> <span>{word('keepPage', { page })}</span></label>
          <label><input type="radio" name={key} checked={isSheet} onChange={() => choose(key, true)} /> <span>{word('takeSheet', { sheet })}</span></label>
        </>
      ) : <p>{word('keepPage', { page })}<br />{word('sheetMasked', { sheet })}</p>}
    </fieldset>
  );
}

/** What a row would change, cell by cell; what is wrong with it; and what was corrected since. */
function Row({ row, ...choice }: { row: OwnRowSeen } & Choice) {
  return (
    <tr>
      <td>{word('row', { row: row.row })}<br /><span className="quiet imports-nowrap">{row.number}</span></td>
      <td>{row.resourceId ? <><To path={`/resources/${row.resourceId}`}>{row.what}</To><br /><span className="quiet">{row.name}</span></> : <span className="imports-own-wrong">{row.says}</span>}</td>
      <td>
        {row.changes.map(({ cell, column, from, to }) => (
          <p key={cell} className="imports-own-change"><span className="imports-cell">{cell}</span> {column}: <span className="imports-own-from">{from}</span> <span aria-hidden="true">→</span><span className="unseen">{word('becomes')}</span> <b>{to}</b></p>
        ))}
        {row.problems.map(({ cell, message }) => <p key={cell + message} className="imports-own-wrong"><span className="imports-cell">{cell}</span> {message}</p>)}
        {row.corrected.map((one) => <Corrected key={one.key} row={row} one={one} {...choice} />)}
        {row.resourceId && row.changes.length === 0 && row.problems.length === 0 && row.corrected.length === 0 && <span className="quiet">{word('same')}</span>}
      </td>
    </tr>
  );
}

/** What was read, and the one press that takes it over. */
function Seen({ seen, isSending, onTake, onDrop }: { seen: OwnSeen; isSending: boolean; onTake: (rows: OwnRowSeen[], stillSo: boolean, sheet: string[]) => void; onDrop: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [stillSo, setStillSo] = useState(false);
  const told = seen.rows.filter(({ says, changes, problems, corrected }) => says !== null || changes.length > 0 || problems.length > 0 || corrected.length > 0);
  const taken = seen.rows.filter((row) => row.changes.length > 0 || row.corrected.some((one) => chosen.has(cellKey(row, one))));
  const same = seen.rows.filter(({ isStillSo }) => isStillSo), refused = seen.rows.reduce((sum, { says, problems }) => sum + problems.length + (says === null ? 0 : 1), 0);
  const choose = (cell: string, is: boolean) => setChosen((before) => new Set(is ? [...before, cell] : [...before].filter((one) => one !== cell)));
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
            <tbody>{told.map((row) => <Row key={row.row} row={row} chosen={chosen} choose={choose} />)}</tbody>
          </table>
        </div>
      )}
      {same.length > 0 && <label className="imports-consent"><input type="checkbox" checked={stillSo} onChange={(event) => setStillSo(event.target.checked)} /><span>{word('stillSo', { count: same.length })}<small>{word('stillSoWhy')}</small></span></label>}
      <div className="imports-acts">
        <ActionButton kind="primary" label={taken.length === 0 && stillSo ? word('confirm') : word('take', { count: taken.length })} disabledReason={count === 0 ? word('nothingTicked') : null} isSending={isSending} onClick={() => onTake([...taken, ...(stillSo ? same.filter((one) => !taken.includes(one)) : [])], stillSo, [...chosen])} />
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
  const take = async (rows: OwnRowSeen[], stillSo: boolean, sheet: string[]) => {
    const taken = await send<OwnTaken>('take', { file: seen!.file, rows: rows.map(({ resourceId, mark }) => `${resourceId}=${mark}`).join(','), stillSo: stillSo ? 'yes' : 'no', sheet: sheet.join(',') }, file!);
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
        {seen && <Seen key={seen.file} seen={seen} isSending={isSending} onTake={(rows, stillSo, sheet) => void take(rows, stillSo, sheet)} onDrop={drop} />}
        {done && <Done done={done} onDrop={drop} />}
      </div>
    </Page>
  );
}
