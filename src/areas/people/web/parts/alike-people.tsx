import { useEffect, useState } from 'react';
import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { CheckField } from '../../../../platform/web/form-fields.tsx';
import { useForm, useFormValue } from '../../../../platform/web/form-context.ts';
import { say } from '../../../../platform/web/say.ts';
import type { AlikePerson } from '../../core/contract.ts';
import { AlikeLines, VerdictLine } from './alike-lines.tsx';
import './alike.css';

/**
 * Inside a form that registers somebody: who may be the same, with the evidence, once the server has said so, and the tick that nobody of them is.
 * It stays until the form is sent again, so that what is ticked can still be read.
 */
export function AlikePeople({ onChoose }: { onChoose?: (personId: string) => void }) {
  const { refusal } = useForm();
  const isAnother = useFormValue<boolean>('isAnother') ?? false;
  const told = refusal?.code === 'personAlike' ? (refusal.detail['alike'] as AlikePerson[] | undefined) ?? null : null;
  const [kept, keep] = useState<AlikePerson[]>([]);
  useEffect(() => { if (told) keep(told); }, [told]);
  const alike = told ?? kept;
  if (alike.length === 0 && !isAnother) return null;
  return (
    <section className="alike" aria-label={say('people.alike.title')}>
      {alike.length > 0 && <><h2>{say('people.alike.title')}</h2><p className="quiet">{say('people.alike.lead')}</p></>}
      {alike.length > 0 && <ul className="alike-people">{alike.map((person) => <Person key={person.personId} person={person} {...(onChoose ? { onChoose } : {})} />)}</ul>}
      <CheckField name="isAnother" label={say('people.field.isAnother')} words={say('people.isAnotherYes')} />
    </section>
  );
}

function Person({ person: { personId, name, asked, place, age, sex, verdict, against, evidence }, onChoose }: { person: AlikePerson; onChoose?: (personId: string) => void }) {
  const detail = [sex === 'unknown' ? null : say(`people.sex.${sex}`), age === null ? null : say('people.years', { age }), place].filter((part) => part !== null && part !== '').join(' · ');
  return (
    <li>
      <div className="alike-head">
        <strong>{name}</strong> <span className="quiet">{detail}</span>
      </div>
      <VerdictLine likeness={{ verdict, against, evidence }} />
      <AlikeLines evidence={evidence} asked={asked} known={name} />
      <div className="alike-acts">
        {onChoose && <ActionButton label={say('people.alike.choose')} onClick={() => onChoose(personId)} />}
        {/* what is typed stays where it is */}
        <a className="text-button" href={`/people/${personId}`} target="_blank" rel="noopener" title={say('people.alike.newTab')}>{say('people.alike.open')}</a>
      </div>
    </li>
  );
}
