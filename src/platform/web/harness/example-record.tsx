import { useState } from 'react';
import { ActionButton } from '../action-button.tsx';
import { useQueryOf } from '../data.ts';
import { Quantity } from '../figures.tsx';
import { LongTextField } from '../form-fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { day } from '../format.ts';
import { Masked } from '../masked.tsx';
import { usePathPart } from '../navigation.tsx';
import { RecordPage } from '../record-page.tsx';
import { say } from '../say.ts';
import { Answer } from '../states.tsx';
import { Timeline } from '../timeline.tsx';
import { type Row, Status } from './example-list.tsx';

export default function ExampleRecord() {
  const needId = usePathPart('needId');
  const need = useQueryOf<Row>('/api/needs/:needId', { needId });
  const [isOpen, open] = useState(false);
  const purposes = ['call', 'check'].map((value) => ({ value, label: say(`try.purpose.${value}`) }));
  return (
    <Answer of={need}>
      {(row) => (
        <RecordPage title={row.title} beside={<Status row={row} />}
          thread={[{ label: say('try.thread.need'), isHere: true }, { label: say('try.thread.match'), path: '/match', detail: '3' }, { label: say('try.thread.referral'), path: '/needs' }, { label: say('try.thread.session') }, { label: say('try.thread.figure') }]}
          actions={<><ActionButton kind="primary" label={say('try.verify')} /><ActionButton label={say('try.decline')} onClick={() => open(true)} /><ActionButton label={say('try.import')} disabledReason={say('try.whyNot')} /></>}
          facts={[
            { label: say('try.person'), value: row.person }, { label: say('try.phone'), value: <Masked label={say('try.phone')} masked="138****5521" path="/api/reveal" input={{ needId }} purposes={purposes} /> },
            { label: say('try.residentId'), value: <Masked label={say('try.residentId')} masked="1527**********1234" path="/api/reveal" input={{ needId }} purposes={purposes} /> },
            { label: say('try.place'), value: row.place }, { label: say('try.heardOn'), value: day(row.heardOn) }, { label: say('try.persons'), value: <Quantity value={row.persons} unit="persons" path="/needs" /> }, { label: say('try.note'), value: null },
          ]}
          tabs={[{ key: 'evidence', label: say('try.evidence'), count: 2, content: () => <p>{row.note}</p> }, { key: 'proposals', label: say('try.proposals'), content: () => <p className="quiet">{row.category}</p> }]}
          timeline={<Timeline kind="need" subjectId={needId} words="try" />}>
          <FormDialog isOpen={isOpen} title={say('try.decline')} name="decline" path="/api/needs/decline" fixed={{ needId }} submit={say('try.decline')} onClose={() => open(false)}>
            <LongTextField name="reason" label={say('platform.reason')} required maxLength={500} />
          </FormDialog>
        </RecordPage>
      )}
    </Answer>
  );
}
