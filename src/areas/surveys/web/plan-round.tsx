import Checkbox from 'antd/es/checkbox';
import { addDays } from '../../../kernel/local-date.ts';
import { announce } from '../../../platform/web/announce.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { Form } from '../../../platform/web/form.tsx';
import { useForm, useFormValue } from '../../../platform/web/form-context.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { ChoiceField, ChoicesField, DayField, DivisionField, Field, FieldGroup, NumberField, RadioField, TextField } from '../../../platform/web/form-fields.tsx';
import { today } from '../../../platform/web/format.ts';
import { useGo } from '../../../platform/web/navigation.tsx';
import { Page } from '../../../platform/web/page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { AGE_GROUPS, CIRCUMSTANCES } from '../../people/core/circumstances.ts';
import type { QuestionnaireRow } from '../core/contract.ts';
import { HALF_WIDTHS, halfWidthOf, leastAnswers } from '../core/sample-size.ts';
import { ROUND_CHANNELS, ROUND_UNITS } from '../core/round.ts';
import './rounds.css';

const label = (key: string) => say(`surveys.round.field.${key}`);
/** As long as a station needs for some two hundred doors beside its other work. */
const USUAL_DAYS = 20;

type Values = Record<string, unknown>;

/** A round that is planned anew. */
export default function PlanRoundPage() {
  const place = grantOf(useSession())?.divisionCode ?? null;
  return <Plan known={null} initial={{ divisionCode: place, unit: 'household', howMany: 'all', channels: ['homeInquiry', 'phone'], fromOn: today(), untilOn: addDays(today(), USUAL_DAYS) }} />;
}

/** Who is asked, how many of them, in which ways, from when until when. `known` is the round whose plan is changed. */
export function Plan({ known, initial }: { known: string | null; initial: Values }) {
  const go = useGo();
  const place = grantOf(useSession())?.divisionCode ?? null;
  return (
    <Page title={say(known ? 'surveys.round.change' : 'surveys.round.plan')} lead={say('surveys.round.planLead')}>
      <Form<{ roundId: string }> name={`plan-round${known ? `-${known}` : ''}`} path={`/api/survey-rounds/${known ? 'change' : 'plan'}`} fixed={known ? { roundId: known } : {}} submit={say(known ? 'surveys.round.save' : 'surveys.round.plan')} onCancel={() => go(known ? `/rounds/${known}` : '/rounds')} initial={initial}
        onDone={({ roundId }) => { announce(say(known ? 'surveys.round.changed' : 'surveys.round.planned')); go(`/rounds/${roundId}`); }}>
        <TextField name="purpose" label={label('purpose')} required maxLength={200} hint={say('surveys.round.purposeHint')} />
        <FieldGroup title={say('surveys.round.whomTitle')}>
          <DivisionField name="divisionCode" label={label('place')} required {...(place ? { under: place } : {})} />
          <RadioField name="unit" label={label('unit')} required options={ROUND_UNITS.map((value) => ({ value, label: say(`surveys.round.unit.${value}`), hint: say(`surveys.round.unitHint.${value}`) }))} />
          <ChoiceField name="ageGroup" label={label('ageGroup')} options={AGE_GROUPS.map((value) => ({ value, label: say(`people.ageGroup.${value}`) }))} />
          <ChoicesField name="circumstances" label={label('circumstances')} hint={say('surveys.round.circumstancesHint')} options={CIRCUMSTANCES.map((value) => ({ value, label: say(`people.circumstance.${value}`) }))} />
          <Frame />
          <HowMany />
        </FieldGroup>
        <FieldGroup title={say('surveys.round.howTitle')}>
          <Channels />
          <DayField name="fromOn" label={label('fromOn')} required />
          <DayField name="untilOn" label={label('untilOn')} required min={today()} />
        </FieldGroup>
      </Form>
    </Page>
  );
}

/** How many there are to choose from, before anything is settled. */
function useFrame() {
  const { values } = useForm();
  const { divisionCode, unit, ageGroup, circumstances } = values as { divisionCode: string | null; unit: string; ageGroup: string | null; circumstances: string[] | null };
  return useQueryOf<{ frame: number; homeless: number }>('/api/survey-rounds/frame', { divisionCode, unit, ...(ageGroup ? { ageGroup } : {}), ...(circumstances ? { circumstances: circumstances.join(',') } : {}) }, { enabled: Boolean(divisionCode), kinds: [] });
}

function Frame() {
  const unit = useFormValue<string>('unit');
  const found = useFrame();
  const words = !found.data ? (found.error?.message ?? '') : found.data.frame === 0 ? say('surveys.round.frameNone') : [say(`surveys.round.frame.${unit}`, { frame: found.data.frame }), found.data.homeless > 0 && say('surveys.round.frameHomeless', { homeless: found.data.homeless })].filter(Boolean).join(' ');
  return <p className="rounds-frame" role="status">{words || ' '}</p>;
}

function HowMany() {
  const howMany = useFormValue<string>('howMany');
  return (
    <>
      <RadioField name="howMany" label={label('howMany')} required options={(['all', 'sample'] as const).map((value) => ({ value, label: say(`surveys.round.howMany.${value}`) }))} />
      {howMany === 'sample' && <><NumberField name="sampleSize" label={label('sampleSize')} required hint={say('surveys.round.sampleHint')} /><Precision /></>}
    </>
  );
}

/** What a sample can tell: of the size that is written, and the smallest for each of some widths. */
function Precision() {
  const { values, set } = useForm();
  const unit = useFormValue<string>('unit');
  const frame = useFrame().data?.frame ?? 0;
  const size = values['sampleSize'];
  if (frame < 2) return null;
  const isPart = typeof size === 'number' && Number.isInteger(size) && size >= 2 && size < frame;
  const told = isPart ? say(`surveys.round.tells.${unit}`, { count: size, points: Math.ceil(halfWidthOf(frame, size)) }) : typeof size === 'number' && size >= frame ? say('surveys.round.tellsAll') : '';
  return (
    <div className="rounds-precision">
      {told && <p role="status">{told}</p>}
      <p>{say('surveys.round.precision')}</p>
      <div className="rounds-widths">
        {HALF_WIDTHS.map((points) => { const least = leastAnswers(frame, points); return <ActionButton key={points} size="small" label={say(`surveys.round.least.${unit}`, { points, count: least })} onClick={() => set('sampleSize', least)} />; })}
      </div>
      <p className="field-hint">{say('surveys.round.precisionWhy')}</p>
    </div>
  );
}

function Channels() {
  const channels = useFormValue<string[]>('channels') ?? [];
  const found = useQueryOf<{ items: QuestionnaireRow[] }>('/api/questionnaires', { limit: 200 });
  return (
    <>
      <Field<string[]> name="channels" label={label('channels')} required isGroup>
        {(props) => <Checkbox.Group {...(props.id ? { id: props.id } : {})} className="rounds-checks" value={props.value ?? []} onChange={(value) => props.onChange(value.length > 0 ? value : null)} options={ROUND_CHANNELS.map((value) => ({ value, label: say(`needs.channel.${value}`) }))} />}
      </Field>
      {found.data?.items.length === 0 ? <NoQuestionnaire isAsked={channels.includes('questionnaire')} /> : <ChoiceField name="questionnaireId" label={label('questionnaire')} required={channels.includes('questionnaire')} options={(found.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))} />}
    </>
  );
}

/** There is none to choose yet: what is written here is kept, one is made, and its page leads back. */
function NoQuestionnaire({ isAsked }: { isAsked: boolean }) {
  const go = useGo();
  const may = useMay();
  return (
    <div className="rounds-note" role={isAsked ? 'status' : undefined}>
      <p>{say(isAsked ? 'surveys.round.questionnaireNone' : 'surveys.round.questionnaireNoneYet')}</p>
      {may('questionnaire.make') && <ActionButton label={say('surveys.round.makeQuestionnaire')} onClick={() => go('/surveys/new?back=/rounds/new')} />}
    </div>
  );
}
