import { useMemo } from 'react';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { day, number } from '../../../platform/web/format.ts';
import type { Column, Filter, View } from '../../../platform/web/list-columns.ts';
import { ListPage } from '../../../platform/web/list-page.tsx';
import { To, useAddress, useGo } from '../../../platform/web/navigation.tsx';
import { say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import type { QuestionnaireAnswer } from '../core/contract.ts';
import { RESPONSE_CHANNELS, type ResponseRow } from '../core/response-contract.ts';
import type { RoundFile } from '../core/round-contract.ts';

const label = (key: string) => say(`surveys.field.${key}`);
const columnsOf = (isOfRound: boolean): Column<ResponseRow>[] => [
  { key: 'person', label: label('person'), render: (row) => row.personName ?? say('surveys.nobody'), width: 160, pinned: true },
  { key: 'title', label: label('questionnaire'), render: (row) => row.title, width: 260 },
  { key: 'version', label: label('version'), render: (row) => say('surveys.version', { version: row.version }), exportValue: (row) => row.version, width: 100, fixed: true },
  { key: 'channel', label: label('channel'), render: (row) => say(row.isByLink ? 'surveys.channel.link' : `surveys.channel.${row.channel}`), width: 150, card: 'beside' },
  { key: 'askedOn', label: label('askedOn'), render: (row) => day(row.askedOn), exportValue: (row) => row.askedOn, sortable: true, width: 150, fixed: true },
  { key: 'askedBy', label: label('askedBy'), render: (row) => row.askedByName || '—', width: 130 },
  { key: 'place', label: label('ofPlace'), render: (row) => row.divisionName, width: 150 },
  { key: 'standing', label: say('surveys.standing'), render: (row) => (row.standing ? say(`surveys.standing.${row.standing}`) : '—'), width: 120, fixed: true, hidden: !isOfRound },
  { key: 'needs', label: label('needs'), render: (row) => number(row.needs), exportValue: (row) => row.needs, align: 'end', width: 90, fixed: true },
];
const filtersOf = (): Filter[] => [
  { key: 'channel', kind: 'choice', many: true, label: label('channel'), options: RESPONSE_CHANNELS.map((value) => ({ value, label: say(`surveys.channel.${value}`) })) }, { key: 'asked', kind: 'days', label: label('askedOn') },
  { key: 'questionnaireId', kind: 'record', label: label('questionnaire'), name: QuestionnaireName }, { key: 'personId', kind: 'record', label: label('person'), name: PersonName }, { key: 'roundId', kind: 'record', label: say('surveys.standing'), name: RoundName },
];
const viewsOf = (): View[] => [{ key: 'all', label: say('surveys.view.all'), filters: {} }];

function QuestionnaireName({ id }: { id: string }) {
  const found = useQueryOf<QuestionnaireAnswer>('/api/questionnaires/:questionnaireId', { questionnaireId: id }, { kinds: [], quietly: true });
  return found.data ? <To path={`/surveys/${id}`}>{found.data.title}</To> : <span>{say('surveys.oneQuestionnaire')}</span>;
}
function RoundName({ id }: { id: string }) {
  const found = useQueryOf<RoundFile>('/api/survey-rounds/:roundId', { roundId: id }, { kinds: [], quietly: true });
  return <To path={`/rounds/${id}?tab=questionnaire`}>{found.data?.purpose ?? say('surveys.round.oneRound')}</To>;
}
/** By name only where the file is open already: a chip is no reason to read one. */
const PersonName = ({ id }: { id: string }) => <To path={`/people/${id}`}>{say('surveys.onePerson')}</To>;

/** Who was asked, and when. */
export default function ResponseList() {
  const [{ questionnaireId, roundId }] = useAddress((raw) => ({ questionnaireId: raw['questionnaireId'], roundId: raw['roundId'] }));
  const [columns, filters, views] = [useMemo(() => columnsOf(roundId !== undefined), [roundId]), useMemo(filtersOf, []), useMemo(viewsOf, [])];
  const go = useGo();
  const may = useMay();
  const fill = questionnaireId ? `/surveys/${questionnaireId}/fill` : '/surveys';
  return (
    <ListPage<ResponseRow> title={say('surveys.responses')} path="/api/responses" columns={columns} filters={filters} views={views} rowId={(row) => row.id} rowPath={(row) => `/responses/${row.id}`}
      actions={may('response.submit') && <ActionButton kind="primary" label={say(questionnaireId ? 'surveys.fill.title' : 'surveys.chooseOne')} onClick={() => go(fill)} />}
      empty={{ why: say('surveys.responsesEmpty'), ways: may('response.submit') ? [{ label: say(questionnaireId ? 'surveys.fill.title' : 'surveys.chooseOne'), path: fill }] : [] }} />
  );
}
