import { useState } from 'react';
import { findStep } from '../../../kernel/lifecycle.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { announce } from '../../../platform/web/announce.tsx';
import { withBack } from '../../../platform/web/back.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { FormDialog } from '../../../platform/web/form-dialog.tsx';
import { DayField, LongTextField, TextField } from '../../../platform/web/form-fields.tsx';
import { day, days, listed, money } from '../../../platform/web/format.ts';
import { Masked } from '../../../platform/web/masked.tsx';
import { To, useGo, usePathPart } from '../../../platform/web/navigation.tsx';
import { RecordPage } from '../../../platform/web/record-page.tsx';
import { say } from '../../../platform/web/say.ts';
import { grantOf, useMay, useSession } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { Timeline } from '../../../platform/web/timeline.tsx';
import { useBack } from '../../../platform/web/way-back.tsx';
import { saySlots } from '../../needs/web/parts/slots.tsx';
import type { ResourceAnswer } from '../core/contract.ts';
import { resourceLifecycle, type ResourceAction } from '../core/resource.ts';
import { CapacityNow, CapacitySaid } from './capacity-panel.tsx';
import { OwnerLinkPanel } from './owner-link.tsx';
import { ResourceStatusTag, sayCapacity, sayItems, sayReach } from './parts/resource-words.tsx';
import { WantedChange } from './parts/wanted.tsx';
import { CapacityField, ClosedDaysField } from './resource-fields.tsx';
import { ResourceWeek } from './week.tsx';
import { sayClosed } from './closed-days-input.tsx';
import './resources.css';

const label = (key: string) => say(`resources.field.${key}`);

export default function ResourcePage() {
  const resourceId = usePathPart('resourceId');
  const resource = useQueryOf<ResourceAnswer>('/api/resources/:resourceId', { resourceId });
  return <Answer of={resource}>{(answer) => <Shown resource={answer} />}</Answer>;
}

/** The resources whose visits take this one along, and how many units of it. */
const TakenBy = ({ takenBy }: Pick<ResourceAnswer, 'takenBy'>) => takenBy.map(({ resourceId, providerName, units }, i) => <span key={resourceId}>{i > 0 && say('resources.and')}<To path={`/resources/${resourceId}`}>{providerName}</To>{say('resources.along.units', { count: units })}</span>);

type Asking = ResourceAction | 'capacity' | 'own' | null;

function factsOf(resource: ResourceAnswer, mayCall: boolean) {
  const validity = resource.validFrom && resource.validUntil ? days(resource.validFrom, resource.validUntil) : resource.validUntil ? day(resource.validUntil) : null;
  const phone = resource.phone && (mayCall ? (
    <Masked label={label('phone')} masked={resource.phone} path="/api/resources/reveal-phone" input={{ resourceId: resource.id }} purposes={(['call', 'correct'] as const).map((value) => ({ value, label: say(`resources.purpose.${value}`) }))} />
  ) : resource.phone);
  return [
    { label: label('items'), value: sayItems(resource.items) },
    { label: label('kind'), value: say(`resources.kind.${resource.kind}`) },
    { label: label('providerKind'), value: <>{say(`resources.providerKind.${resource.providerKind}`)}{resource.organizationId && <> · <To path={`/organizations/${resource.organizationId}`}>{say('resources.toOrganization')}</To></>}</> },
    { label: label('reach'), value: sayReach(resource) },
    { label: label('home'), value: resource.homeName },
    { label: label('slotWords'), value: resource.slotWords },
    { label: say('needs.field.slots'), value: saySlots(resource.slots) },
    { label: label('languages'), value: listed(resource.languages.map((code) => say(`resources.language.${code}`))) },
    { label: label('workerSexes'), value: resource.workerSexes.length > 0 ? resource.workerSexes.map((sex) => say(`resources.workerSex.${sex}`)).join(say('resources.and')) : null },
    { label: label('unitCostFen'), value: resource.unitCostFen > 0 ? money(resource.unitCostFen) : null },
    { label: label('weeklyCap'), value: resource.weeklyCap === null ? null : say('resources.weeklyCapWords', { count: resource.weeklyCap, used: resource.usedThisWeek }) },
    { label: label('oneAtATime'), value: say(resource.oneAtATime ? 'resources.oneAtATime.yes' : 'resources.oneAtATime.no') },
    { label: label('closedDays'), value: resource.closedDays.length > 0 ? resource.closedDays.map(sayClosed).join(say('resources.and')) : null },
    { label: label('alsoTakes'), value: resource.alsoTakesId && <>{resource.alsoTakesName ? <To path={`/resources/${resource.alsoTakesId}`}>{resource.alsoTakesName}</To> : say('resources.along.hidden')}{say('resources.along.units', { count: resource.alsoTakesUnits })}</> },
    ...(resource.takenBy.length > 0 ? [{ label: label('takenBy'), value: <TakenBy takenBy={resource.takenBy} /> }] : []),
    { label: label('validUntil'), value: validity },
    { label: label('contactName'), value: resource.contactName },
    { label: label('phone'), value: phone },
    ...(resource.importPlace ? [{ label: label('importPlace'), value: resource.importPlace }] : []),
  ];
}

function Shown({ resource }: { resource: ResourceAnswer }) {
  const [asking, ask] = useState<Asking>(null);
  const may = useMay();
  const go = useGo();
  const from = useBack();
  const role = grantOf(useSession())?.role ?? 'resident';
  const kept = resource.isKeptHere ? null : say('resources.keptElsewhere');
  const ended = resource.status === 'ended' ? say('resources.refusal.resourceEnded') : null;
  const steps = (['pause', 'resume', 'end'] as const).filter((action) => resourceLifecycle[resource.status][action]);
  const actions = (
    <>
      {may('resource.update') && <ActionButton label={say('resources.edit')} disabledReason={kept ?? ended} onClick={() => go(withBack(`/resources/${resource.id}/edit`, from))} />}
      {may('resource.own') && <ActionButton label={say('resources.own.title')} disabledReason={kept ?? ended} onClick={() => ask('own')} />}
      {may('resource.pause') && steps.map((action) => {
        const step = findStep(resourceLifecycle, resource.status, action, role);
        return <ActionButton key={action} kind={action === 'end' ? 'danger' : 'secondary'} label={say(`resources.${action}`)} disabledReason={kept ?? (step.ok ? null : say(`organizations.refusal.${step.refusal.code}`))} onClick={() => ask(action)} />;
      })}
    </>
  );
  return (
    <RecordPage title={resource.providerName} beside={<ResourceStatusTag status={resource.status} />} lead={resource.description || undefined} actions={actions} facts={factsOf(resource, may('resource.phone'))}
      addedTo={{ kind: 'resource', id: resource.id }}
      tabs={[{ key: 'capacity', label: label('capacity'), content: () => <><WantedChange resource={resource} /><CapacityNow resource={resource} disabledReason={kept ?? ended} change={() => ask('capacity')} /><CapacitySaid resource={resource} /></> }, { key: 'calendar', label: say('resources.week.title'), content: () => <ResourceWeek resourceId={resource.id} /> },
        ...(may('resource.link') ? [{ key: 'link', label: say('resources.link.tab'), content: () => <>{resource.organizationId && <p className="quiet">{say('resources.link.ofAll')} <To path={`/organizations/${resource.organizationId}?tab=resources`}>{say('resources.toOrganization')}</To></p>}<OwnerLinkPanel kind="resource" id={resource.id} /></> }] : [])]}
      timeline={<Timeline kind="resource" subjectId={resource.id} words="resources" namesLinks />}>
      <Dialogs resource={resource} asking={asking} close={() => ask(null)} />
    </RecordPage>
  );
}

function Dialogs({ resource, asking, close }: { resource: ResourceAnswer; asking: Asking; close: () => void }) {
  const fixed = { resourceId: resource.id };
  if (asking === null) return null;
  if (asking === 'capacity') {
    return (
      <FormDialog isOpen title={say('resources.changeCapacity')} lead={say('resources.changeCapacityLead')} name="confirm-capacity" path="/api/resources/confirm-capacity" fixed={fixed} submit={say('platform.save')} onClose={close}
        initial={{ capacity: { quantity: resource.capacity.quantity, unit: resource.capacity.unit, per: resource.capacity.per } }} onDone={() => announce(say('resources.confirmed'))}>
        <CapacityField />
      </FormDialog>
    );
  }
  if (asking === 'own') {
    return (
      <FormDialog isOpen title={say('resources.own.title')} lead={say('resources.own.lead')} name={`own-${resource.id}-${resource.version}`} path="/api/resources/change-own" fixed={{ ...fixed, version: resource.version }} submit={say('platform.save')} onClose={close}
        initial={{ closedDays: resource.closedDays, validUntil: resource.validUntil }} onDone={() => announce(say('resources.saved'))}>
        <ClosedDaysField />
        <DayField name="validUntil" label={label('validUntil')} />
        <TextField name="phone" label={label('phone')} kind="tel" maxLength={30} {...(resource.phone ? { hint: say('resources.phoneKept', { phone: resource.phone }) } : {})} />
      </FormDialog>
    );
  }
  const isResume = asking === 'resume';
  return (
    <FormDialog isOpen title={`${say(`resources.${asking}`)} · ${resource.providerName}`} lead={isResume ? say('resources.resumeLead', { capacity: sayCapacity(resource.capacity) }) : say('resources.reasonLead')} name={asking}
      path={`/api/resources/${asking}`} fixed={fixed} submit={say(`resources.${asking}`)} onClose={close} onDone={() => announce(say('resources.saved'))}>
      <LongTextField name="reason" label={say('platform.reason')} required={!isResume} maxLength={500} />
    </FormDialog>
  );
}
