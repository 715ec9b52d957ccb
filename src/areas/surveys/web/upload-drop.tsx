import { useRef, useState, type DragEvent } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { ApiRefusal, newRequestId } from '../../../platform/web/api.ts';
import { withBack } from '../../../platform/web/back.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Problem } from '../../../platform/web/problem.tsx';
import { say } from '../../../platform/web/say.ts';
import { sendFiles } from '../../../platform/web/send-files.ts';
import { useBack } from '../../../platform/web/way-back.tsx';
import type { Uploaded } from '../core/contract.ts';
import './surveys.css';

/** A questionnaire from a file: a new one, or the next version of the one that is named. */
export function UploadDrop({ questionnaireId }: { questionnaireId?: string }) {
  const go = useGo();
  const back = useBack();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isReading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const again = useRef<{ file: string; requestId: string } | null>(null);
  const send = async (files: File[]) => {
    if (files.length === 0 || isReading) return;
    const file = files.map(({ name, size, lastModified }) => `${name}/${size}/${lastModified}`).join('|');
    // the same file again after a broken line is the same upload
    if (again.current?.file !== file) again.current = { file, requestId: newRequestId() };
    setReading(true);
    setRefusal(null);
    try {
      const made = await sendFiles<Uploaded>('/api/questionnaires/upload', questionnaireId ? { questionnaireId } : {}, files, again.current.requestId);
      announce(say('surveys.uploaded', { version: made.version }));
      go(withBack(`/surveys/${made.questionnaireId}`, back));
    } catch (fault) {
      const said = fault instanceof ApiRefusal ? fault : new ApiRefusal(0, 'fault', String(fault));
      if (!said.isUncertain) again.current = null;
      setRefusal(said);
      setReading(false);
    }
  };
  const drop = (event: DragEvent) => { event.preventDefault(); setOver(false); void send([...event.dataTransfer.files]); };
  return (
    <div className="surveys-upload">
      <div className={`surveys-drop${isOver ? ' surveys-drop-over' : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <p>{say('surveys.drop')}</p>
        <ActionButton kind="primary" label={say('surveys.choose')} isSending={isReading} onClick={() => input.current?.click()} />
        <input ref={input} type="file" hidden accept=".xlsx,.xls" data-testid="form-file" aria-label={say('surveys.choose')} onChange={(event) => { void send([...(event.target.files ?? [])]); event.target.value = ''; }} />
        <small>{say('surveys.fileTypes')}</small>
        <span role="status" className="quiet">{isReading ? say('surveys.reading') : ''}</span>
      </div>
      {refusal && <Problem refusal={refusal} />}
      <p className="quiet">{say('surveys.whatIsRead')}</p>
    </div>
  );
}
