import { CheckField, ChoiceField, ChoicesField, DayField, DivisionField, LongTextField, MoneyField, NumberField, RadioField, TextField } from '../form-fields.tsx';
import { Form } from '../form.tsx';
import { useGo } from '../navigation.tsx';
import { Page } from '../page.tsx';
import { say } from '../say.ts';

const options = ['open', 'verified', 'matched'].map((value) => ({ value, label: value }));

export default function ExampleForm() {
  const go = useGo();
  return (
    <Page title={say('try.hear')} lead={say('try.lead')}>
      <Form<{ id: string }> name="hear" path="/api/needs/hear" initial={{ heardOn: '2026-11-20' }} submit={say('platform.save')} onDone={(need) => go(`/needs/${need.id}`)} onCancel={() => go('/needs')}>
        <TextField name="title" label={say('try.what')} required maxLength={100} />
        <TextField name="phone" label={say('try.phone')} kind="tel" why={say('try.whyPhone')} />
        <DivisionField name="divisionCode" label={say('try.place')} required />
        <ChoiceField name="category" label={say('try.category')} options={options} required />
        <ChoicesField name="tags" label={say('try.evidence')} options={options} />
        <RadioField name="status" label={say('try.status')} options={options.map((option) => ({ ...option, label: say(`try.status.${option.value}`) }))} required />
        <DayField name="heardOn" label={say('try.heardOn')} required />
        <NumberField name="persons" label={say('try.persons')} unit={say('platform.unit.persons', { count: 1 }).replace(/[\d ]/g, '')} required />
        <MoneyField name="amountFen" label="¥" />
        <LongTextField name="note" label={say('try.note')} maxLength={200} />
        <CheckField name="agreed" label={say('try.purpose.call')} words={say('try.purpose.check')} />
      </Form>
    </Page>
  );
}
