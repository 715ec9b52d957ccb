import Select from 'antd/es/select';
import { useState } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { useCommand } from '../../../platform/web/data.ts';
import { findOption } from '../../../platform/web/find-option.ts';
import { number } from '../../../platform/web/format.ts';
import { Problem } from '../../../platform/web/problem.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { CATEGORY_WORDS, ITEMS } from '../../needs/core/items.ts';
import type { ImportAnswer, SheetSeen, WordSeen } from '../core/contract.ts';
import { columnName } from '../core/sheet.ts';

type Changes = Record<string, Record<string, string | null>>;
const LEFT_OUT = '-';

function SheetColumns({ sheet, fileName, fields, changed, onChange }: { sheet: SheetSeen; fileName: string | null; fields: string[]; changed: Record<string, string | null>; onChange: (header: string, field: string | null) => void }) {
  const [isOpen, open] = useState(sheet.unmapped.length > 0);
  const name = [fileName, sheet.sheet].filter(Boolean).join(' · ');
  if (sheet.isHelp) return <p className="quiet">{say('imports.columns.isHelp', { name })}</p>;
  if (!sheet.header) return <section className="imports-card"><h2>{name}</h2><p className="quiet">{say('imports.columns.noHeader', { count: sheet.rows })}</p></section>;
  const rows = sheet.header.from === sheet.header.to ? String(sheet.header.from) : `${sheet.header.from}–${sheet.header.to}`;
  const options = [{ value: LEFT_OUT, label: say('imports.columns.leaveOut') }, ...fields.map((field) => ({ value: field, label: say(`imports.field.${field}`) }))];
  const own = sheet.columns.filter(({ field }) => field !== 'index');
  return (
    <section className="imports-card">
      <div className="imports-head">
        <h2>{name}</h2>
        <span>{say('imports.columns.header', { rows, of: own.length, mapped: own.filter(({ field }) => field !== null).length })}</span>
        <button type="button" className="text-button" aria-expanded={isOpen} onClick={() => open(!isOpen)}>{say(isOpen ? 'imports.columns.hide' : 'imports.columns.show')}</button>
      </div>
      {isOpen && (
        <table className="imports-table imports-stack">
          <thead><tr><th>{say('imports.columns.column')}</th><th>{say('imports.columns.says')}</th><th>{say('imports.columns.means')}</th></tr></thead>
          <tbody>
            {own.map(({ column, header, field }) => {
              const value = header in changed ? changed[header]! : field;
              return (
                <tr key={column}>
                  <td><span className="imports-cell">{columnName(column)}</span></td>
                  <td>{header}</td>
                  <td>
                    <Select className="imports-mean" value={value ?? LEFT_OUT} options={options} aria-label={`${header} ${say('imports.columns.means')}`} showSearch={{ filterOption: findOption }}
                      status={value === null ? 'warning' : ''} onChange={(next: string) => onChange(header, next === LEFT_OUT ? null : next)} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

const TAUGHT: Record<string, string[]> = {
  urgency: ['3', '2', '1'], channel: ['talk', 'homeInquiry', 'phone', 'questionnaire'], resourceKind: ['people', 'volunteering', 'place', 'money', 'goods', 'training', 'jobs'],
  organizationKind: ['socialAssociation', 'socialServiceOrg', 'foundation'], providerKind: ['socialOrganization', 'volunteerOrg', 'department', 'enterprise', 'individual', 'communityOrganization', 'institution'],
};

function meaningsOf(kind: ImportAnswer['kind'], field: string): { value: string; label: string }[] {
  if (field === 'item' || field === 'items' || field === 'category') {
    const services = Object.entries(ITEMS).filter(([code]) => !code.endsWith('Other')).map(([value, item]) => ({ value, label: item[language()] }));
    return [...services, ...Object.entries(CATEGORY_WORDS).map(([value, words]) => ({ value, label: words[language()] }))];
  }
  const table = field === 'kind' ? (kind === 'organizations' ? 'organizationKind' : 'resourceKind') : field;
  return (TAUGHT[table] ?? []).map((value) => ({ value, label: say(`imports.teach.${table}.${value}`) }));
}

function Words({ kind, words, taught, onTeach }: { kind: ImportAnswer['kind']; words: WordSeen[]; taught: Record<string, string>; onTeach: (key: string, meaning: string | undefined) => void }) {
  return (
    <section className="imports-card">
      <div className="imports-head"><h2>{say('imports.columns.words')}</h2><span className="quiet">{say('imports.columns.wordsWhy')}</span></div>
      <table className="imports-table imports-stack">
        <thead><tr><th>{say('imports.columns.word')}</th><th>{say('imports.plan.field')}</th><th>{say('imports.plan.first')}</th><th>{say('imports.columns.count')}</th><th>{say('imports.columns.meaning')}</th></tr></thead>
        <tbody>
          {words.map(({ field, word, count, sheet, cell }) => (
            <tr key={`${field} ${word}`}>
              <td><b>{word}</b></td><td>{say(`imports.field.${field}`)}</td><td>{sheet} <span className="imports-cell">{cell}</span></td><td className="imports-number">{number(count)}</td>
              <td><Select className="imports-mean" allowClear value={taught[`${field}\n${word}`] ?? null} placeholder={say('imports.columns.dontKnow')} options={meaningsOf(kind, field)} aria-label={`${word} ${say('imports.columns.meaning')}`}
                showSearch={{ filterOption: findOption }} onChange={(meaning: string | null) => onTeach(`${field}\n${word}`, meaning ?? undefined)} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Step 2: which column is which, and what words mean. What is put right here is remembered. */
export function ColumnsStep({ made, onNext }: { made: ImportAnswer; onNext: () => void }) {
  const [changes, setChanges] = useState<Changes>({});
  const [taught, setTaught] = useState<Record<string, string>>({});
  const again = useCommand('/api/imports/understand', { onDone: () => { setChanges({}); setTaught({}); announce(say('imports.columns.remembered')); } });
  const isChanged = Object.keys(changes).length + Object.keys(taught).length > 0;
  const read = () => {
    // a mapping holds for the whole header: what was not touched stays as it was seen
    const mappings = Object.entries(changes).map(([signature, changed]) => {
      const seen = made.sheets.find((sheet) => sheet.signature === signature)!;
      return { signature, columns: { ...Object.fromEntries(seen.columns.map(({ header, field }) => [header, field])), ...changed } };
    });
    const words = Object.entries(taught).map(([key, meaning]) => { const [field, word] = key.split('\n') as [string, string]; return { field, word, meaning }; });
    void again.send({ importId: made.id, mappings, words });
  };
  return (
    <>
      {made.sheets.map((sheet) => (
        <SheetColumns key={`${sheet.file} ${sheet.sheet}`} sheet={sheet} fileName={made.fileNames.length > 1 || sheet.sheet === '' ? made.fileNames[sheet.file] ?? null : null} fields={made.fields} changed={changes[sheet.signature ?? ''] ?? {}}
          onChange={(header, field) => setChanges({ ...changes, [sheet.signature!]: { ...changes[sheet.signature!], [header]: field } })} />
      ))}
      {made.words.length > 0 && (
        <Words kind={made.kind} words={made.words} taught={taught} onTeach={(key, meaning) => setTaught(Object.fromEntries(Object.entries({ ...taught, [key]: meaning }).filter(([, value]) => value !== undefined)) as Record<string, string>)} />
      )}
      {again.refusal && <Problem refusal={again.refusal} />}
      <div className="imports-acts">
        <ActionButton kind={isChanged ? 'secondary' : 'primary'} label={say('imports.columns.next')} onClick={onNext} />
        {isChanged && <ActionButton kind="primary" label={say('imports.columns.again')} isSending={again.isSending} onClick={read} />}
      </div>
    </>
  );
}
