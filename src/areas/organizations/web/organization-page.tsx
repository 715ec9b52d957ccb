import { useState } from 'react';
import { findStep } from '../../../kernel/lifecycle.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { withBack } from '../../../platform/web/back.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { ChoiceField, DayField, LongTextField } from '../../../platform/web/form-fields.tsx';
import { day, money, today } from '../../../platform/web/format.ts';
import { Masked } from '../../../platform/web/masked.tsx';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { useBack } from '../../../platform/web/way-back.tsx';
import type { OrganizationAnswer } from '../core/contract.ts';
import { organizationLifecycle, REGISTERED_KINDS, type OrganizationAction } from '../core/organization.ts';
import { LimitFields } from './organization-fields.tsx';
import { GradeWords, OrganizationStatusTag } from './parts/organization-status.tsx';

const label = (key: string) => say(`organizations.field.${key}`);

export default function OrganizationPage() {
  const organizationId = usePathPart('organizationId');
  const organization = useQueryOf<OrganizationAnswer>('/api/organizations/:organizationId', { organizationId });
  return <Answer of={organization}>{(answer) => <Shown organization={answer} />}</Answer>;
}

type Asking = OrganizationAction | 'grade' | 'limits' | null;

function Shown({ organization }: { organization: OrganizationAnswer }) {
  const [asking, ask] = useState<Asking>(null);
  const may = useMay();
  const facts = [
    { label: label('kind'), value: say(`organizations.kind.${organization.kind}`) },
    { label: label('grade'), value: <GradeWords grade={organization.grade} until={organization.gradeUntil} long /> },
    { label: label(organization.uscc || !organization.filingNo ? 'uscc' : 'filingNo'), value: organization.uscc ?? organization.filingNo },
    { label: label('division'), value: organization.divisionName },
    { label: label('registrationAuthority'), value: organization.registrationAuthority },
    { label: label('registeredOn'), value: organization.registeredOn && day(organization.registeredOn) },
    { label: label('supervisingUnit'), value: organization.supervisingUnit },
    { label: label('isSocialWorkAgency'), value: say(organization.isSocialWorkAgency ? 'organizations.yes' : 'organizations.no') },
    { label: label('hasPartyOrg'), value: say(organization.hasPartyOrg ? 'organizations.yes' : 'organizations.no') },
    { label: label('contactName'), value: organization.contactName },
    { label: label('phone'), value: organization.phone && (may('organization.phone') ? <Phone organization={organization} masked={organization.phone} /> : organization.phone) },
    { label: label('address'), value: organization.address },
    { label: label('unitCap'), value: carriedWords(organization) },
    { label: label('monthlyBudgetFen'), value: promisedWords(organization) },
  ];
  return (
    <RecordPage title={organization.name} beside={<OrganizationStatusTag status={organization.status} />} actions={<Actions organization={organization} ask={ask} />} facts={facts} addedTo={{ kind: 'organization', id: organization.id }}
      aside={organization.warnings.map((warning) => <p key={warning} className="word-sand">{say(`organizations.warning.${warning}`)}</p>)}
      tabs={[{ key: 'grades', label: say('organizations.grades'), count: organization.grades.length, content: () => <Grades organization={organization} /> }]}
      timeline={<Timeline kind="organization" subjectId={organization.id} words="organizations" />}>
      <Dialogs organization={organization} asking={asking} close={() => ask(null)} />
    </RecordPage>
  );
}

/** The cap beside what is carried: whoever asks whether one more can be taken on reads it here. */
function carriedWords({ unitCap, unitsCarried }: OrganizationAnswer): string {
  if (unitCap === null) return say('organizations.unitCapNone');
  return say(unitsCarried >= unitCap ? 'organizations.unitCapFull' : 'organizations.unitCapWords', { cap: unitCap, carried: unitsCarried });
}

/** The same of its month's money. */
function promisedWords({ monthlyBudgetFen, promisedFen }: OrganizationAnswer): string {
  if (monthlyBudgetFen === null) return say('organizations.unitCapNone');
  return say(promisedFen >= monthlyBudgetFen ? 'organizations.budgetSpent' : 'organizations.budgetWords', { budget: money(monthlyBudgetFen), promised: money(promisedFen) });
}

const Phone = ({ organization, masked }: { organization: OrganizationAnswer; masked: string }) => (
  <Masked label={label('phone')} masked={masked} path="/api/organizations/reveal-phone" input={{ organizationId: organization.id }}
    purposes={(['call', 'correct'] as const).map((value) => ({ value, label: say(`organizations.purpose.${value}`) }))} />
);

function Actions({ organization, ask }: { organization: OrganizationAnswer; ask: (asking: Asking) => void }) {
  const go = useGo();
  const from = useBack();
  const may = useMay();
  const role = grantOf(useSession())?.role ?? 'resident';
  const kept = organization.isOwn ? null : say('organizations.keptAbove');
  const ended = organization.status === 'ended' ? say('organizations.refusal.organizationEnded') : null;
  const steps = (['suspend', 'resume', 'end'] as const).filter((action) => organizationLifecycle[organization.status][action]);
  return (
    <>
      {may('organization.update') && <ActionButton kind="primary" label={say('organizations.edit')} disabledReason={kept ?? ended} onClick={() => go(withBack(`/organizations/${organization.id}/edit`, from))} />}
      {may('organization.limits') && <ActionButton kind="primary" label={say('organizations.editLimits')} disabledReason={ended} onClick={() => ask('limits')} />}
      {may('organization.grade') && <ActionButton label={say('organizations.addGrade')} onClick={() => ask('grade')}
        disabledReason={kept ?? ended ?? (REGISTERED_KINDS.includes(organization.kind) ? null : say('organizations.refusal.kindHasNoGrade'))} />}
      {may('organization.end') && steps.map((action) => {
        const step = findStep(organizationLifecycle, organization.status, action, role);
        return <ActionButton key={action} kind={action === 'end' ? 'danger' : 'secondary'} label={say(`organizations.${action}`)} disabledReason={kept ?? (step.ok ? null : say(`organizations.refusal.${step.refusal.code}`))} onClick={() => ask(action)} />;
      })}
    </>
  );
}

function Grades({ organization }: { organization: OrganizationAnswer }) {
  const go = <p><To path={`/resources?organizationId=${organization.id}&view=all`}>{say('organizations.openResources')}</To></p>;
  if (organization.grades.length === 0) return <><p className="quiet">{say('organizations.noGrades')}</p>{go}</>;
  return (
    <>
      <ul className="organizations-grades">
        {organization.grades.map((grade) => (
          <li key={grade.id}>
            <strong>{say('organizations.gradeOne', { grade: grade.grade })}</strong> {grade.grantedOn && <span>{say('organizations.grantedOn')} {day(grade.grantedOn)}</span>} <span>{say('organizations.gradeUntilDay', { day: day(grade.validUntil) })}</span>{' '}
            {grade.counts ? <span className="word-steppe">{say('organizations.counts')}</span> : grade.validUntil < today() && <span className="quiet">{say('organizations.gradeOver')}</span>}
          </li>
        ))}
      </ul>
      {go}
    </>
  );
}

function Dialogs({ organization, asking, close }: { organization: OrganizationAnswer; asking: Asking; close: () => void }) {
  const fixed = { organizationId: organization.id };
  if (asking === 'grade') {
    return (
      <FormDialog isOpen title={say('organizations.addGrade')} lead={say('organizations.addGradeLead')} name="add-grade" path="/api/organizations/grade" fixed={fixed} submit={say('platform.save')} onClose={close}
        onDone={() => announce(say('organizations.gradeAdded'))}>
        <GradeChoice />
        <DayField name="grantedOn" label={say('organizations.grantedOn')} max={today()} />
        <DayField name="validUntil" label={say('organizations.validUntil')} />
      </FormDialog>
    );
  }
  if (asking === 'limits') {
    const { version, unitCap, monthlyBudgetFen, unitsCarried, promisedFen } = organization;
    return (
      <FormDialog key={version} isOpen title={say('organizations.editLimits')} lead={say('organizations.limitsLead', { carried: unitsCarried, promised: money(promisedFen) })} name={`organization-limits-${organization.id}-${version}`} path="/api/organizations/limits" fixed={{ ...fixed, version }} initial={{ unitCap, monthlyBudgetFen }}
        submit={say('platform.save')} onClose={close} onDone={() => announce(say('organizations.saved'))}>
        <LimitFields />
      </FormDialog>
    );
  }
  if (asking === null) return null;
  return (
    <FormDialog isOpen title={`${say(`organizations.${asking}`)} · ${organization.name}`} lead={say('organizations.reasonLead')} name={asking} path={`/api/organizations/${asking}`} fixed={fixed} submit={say(`organizations.${asking}`)}
      onClose={close} onDone={() => announce(say('organizations.saved'))}>
      <LongTextField name="reason" label={say('platform.reason')} required maxLength={500} />
    </FormDialog>
  );
}

const GradeChoice = () => <ChoiceField name="grade" label={label('grade')} required options={['5', '4', '3', '2', '1'].map((value) => ({ value, label: say('organizations.gradeOne', { grade: value }) }))} />;
