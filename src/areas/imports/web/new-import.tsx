import { useRef, useState, type DragEvent } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ApiRefusal, newRequestId } from '../../../platform/web/api.ts';
import { today } from '../../../platform/web/format.ts';
import { DayInput, LongTextInput } from '../../../platform/web/form-inputs.tsx';
import { oneOf, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { grantOf, useSession } from '../../../platform/web/session.ts';
import { KINDS, type Kind } from '../core/fields.ts';
import { mayImport } from '../core/permissions.ts';
import { StepBar } from './parts-of-wizard.tsx';
import { upload } from './upload.ts';

function KindChoice({ kinds, kind, onChange }: { kinds: readonly Kind[]; kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <fieldset className="imports-kinds">
      <legend>{say('imports.file.kind')}</legend>
      {kinds.map((one) => (
        <label key={one} className="imports-kind">
          <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => onChange(one)} />
          <span><b>{say(`imports.kind.${one}`)}</b><small>{say(`imports.kindHint.${one}`)}</small></span>
        </label>
      ))}
    </fieldset>
  );
}

function DropZone({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const add = (list: FileList | null) => onChange([...files, ...(list ?? [])].filter((file, i, all) => all.findIndex((one) => one.name === file.name && one.size === file.size) === i).slice(0, 12));
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); add(event.dataTransfer.files); };
  return (
    <div className={`imports-drop${isOver ? ' imports-drop-over' : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <p>{say('imports.file.drop')}</p>
      <ActionButton label={say('imports.file.choose')} onClick={() => input.current?.click()} />
      <input ref={input} type="file" hidden multiple accept=".xlsx,.xls,.et,.csv,.tsv,.txt,.json,.zip" data-testid="files" aria-label={say('imports.file.choose')} onChange={(event) => { add(event.target.files); event.target.value = ''; }} />
      <small>{say('imports.file.types')}</small>
      {files.length > 0 && (
        <ul className="imports-files">
          {files.map((file) => (
            <li key={file.name + file.size} className="imports-file">{file.name}
              <button type="button" aria-label={say('imports.file.remove', { name: file.name })} onClick={() => onChange(files.filter((one) => one !== file))}>×</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Step 1: a file as it is, or what was copied from one. */
export default function NewImport() {
  const go = useGo();
  const role = grantOf(useSession())?.role ?? '';
  const kinds = KINDS.filter((kind) => mayImport(kind, role));
  const [{ kind }, setAddress] = useAddress((raw) => ({ kind: oneOf(raw['kind'], kinds, kinds[0] ?? 'organizations') }));
  const [files, setFiles] = useState<File[]>([]);
  const [text, setText] = useState<string | null>(null);
  const [asOf, setAsOf] = useState<string | null>(today());
  const [isReading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const requestId = useRef(newRequestId());
  const nothing = files.length === 0 && !text?.trim();
  const changed = <T,>(set: (value: T) => void) => (value: T) => { requestId.current = newRequestId(); setRefusal(null); set(value); };
  const read = async () => {
    setReading(true);
    setRefusal(null);
    try {
      const { importId } = await upload({ kind, asOf: asOf ?? today(), text: text ?? '' }, files, requestId.current);
      go(`/imports/${importId}`);
    } catch (fault) {
      setRefusal(fault instanceof ApiRefusal ? fault : new ApiRefusal(0, 'fault', String(fault)));
      if (!(fault instanceof ApiRefusal && fault.isUncertain)) requestId.current = newRequestId();
      setReading(false);
    }
  };
  return (
    <Page title={say('imports.new')} lead={say('imports.file.notYet')}>
      <div className="imports">
        <StepBar at="file" />
        <div className="imports-card">
          <KindChoice kinds={kinds} kind={kind} onChange={(value) => { requestId.current = newRequestId(); setRefusal(null); setAddress({ kind: value }); }} />
          <p className="imports-template">{say('imports.file.noSheet')} <a href={`/api/imports/template?kind=${kind}&language=${language()}`} download>{say('imports.file.template', { kind: say(`imports.kind.${kind}`) })}</a> <span className="quiet">{say('imports.file.templateWhy')}</span></p>
          <DropZone files={files} onChange={changed(setFiles)} />
          <div className="imports-two">
            <div className="field">
              <label className="field-label" htmlFor="imports-text">{say('imports.file.paste')}</label>
              <LongTextInput id="imports-text" value={text} onChange={changed(setText)} lines={3} placeholder={say('imports.file.pasteHint')} />
            </div>
            <div className="field">
              <label className="field-label" htmlFor="imports-as-of">{say('imports.file.asOf')}</label>
              <DayInput id="imports-as-of" value={asOf} onChange={changed(setAsOf)} max={today()} />
              <span className="field-why">{say('imports.file.asOfWhy')}</span>
            </div>
          </div>
          {refusal && <Problem refusal={refusal} />}
          <div className="imports-acts">
            <ActionButton kind="primary" label={say('imports.file.read')} disabledReason={nothing ? say('imports.file.nothingYet') : null} isSending={isReading} onClick={() => void read()} />
            <span role="status" className="quiet">{isReading ? say('imports.file.reading') : ''}</span>
          </div>
        </div>
      </div>
    </Page>
  );
}
