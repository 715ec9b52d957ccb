import { day } from '../../../platform/web/format.ts';
import { To } from '../../../platform/web/navigation.tsx';
import { canSay, say } from '../../../platform/web/say.ts';
import { StatusTag } from '../../../platform/web/status-tag.tsx';
import type { AlikeEvidence } from '../../people/core/contract.ts';
import { EvidenceTag } from '../../people/web/parts/alike-lines.tsx';
import type { Compared, DuplicateQuestion } from '../core/contract.ts';

/** Which line of the comparison a piece of evidence belongs to; where one lives is said at the address, or where there is none at the community. */
const evidenceAt = (fact: Compared['fact'], { likeness, compared }: DuplicateQuestion): AlikeEvidence | undefined => {
  const home = compared.some((line) => line.fact === 'address') ? 'address' : 'place';
  return likeness?.evidence.find((line) => ({ name: 'name', birth: 'birthDate', sex: 'sex', phone: 'phone', home, identity: 'residentId' } as const)[line.fact] === fact);
};

const MARKS = { yes: ['steppe', 'tick'], no: ['sand', 'cross'], unknown: ['stone', 'ring'] } as const;

/** What is known of either side, line by line, and in which lines they agree: the evidence from which one answers. */
export function Comparison({ question }: { question: DuplicateQuestion }) {
  const { first, second, compared } = question;
  // the names stand over the columns
  const name = compared.find(({ fact }) => fact === 'name');
  return (
    <div className="needs-compared-box">
      <table className="needs-compared">
        <thead>
          <tr className={question.likeness ? 'needs-compared-weighed' : ''}>
            <td />
            {[first, second].map((side, i) => <th key={side.id} scope="col"><span className="quiet">{say(i === 0 ? 'needs.duplicates.left' : 'needs.duplicates.right')}</span> {side.path ? <To path={side.path}>{side.title}</To> : side.title}{question.keptId && <> <StatusTag word={say(question.keptId === side.id ? 'needs.duplicates.kept' : 'needs.duplicates.gone')} tone={question.keptId === side.id ? 'steppe' : 'stone'} shape={question.keptId === side.id ? 'tick' : 'bar'} /></>}</th>)}
            <td>{name && <Mark agrees={name.agrees} evidence={evidenceAt('name', question)} />}</td>
          </tr>
        </thead>
        <tbody>{compared.filter((line) => line !== name).map((line) => <Line key={line.fact} line={line} evidence={evidenceAt(line.fact, question)} />)}</tbody>
      </table>
    </div>
  );
}

function Mark({ agrees, evidence }: Pick<Compared, 'agrees'> & { evidence: AlikeEvidence | undefined }) {
  if (evidence) return <EvidenceTag evidence={evidence} />;
  const [tone, shape] = MARKS[agrees];
  return <StatusTag word={say(`needs.evidence.agrees.${agrees}`)} tone={tone} shape={shape} />;
}

function Line({ line: { fact, first, second, agrees }, evidence }: { line: Compared; evidence: AlikeEvidence | undefined }) {
  return (
    <tr className={`needs-compared-${agrees}${evidence ? ' needs-compared-weighed' : ''}`}>
      <th scope="row">{say(`needs.evidence.${fact}`)}</th>
      <td>{wordsOf(fact, first)}</td>
      <td>{wordsOf(fact, second)}</td>
      <td><Mark agrees={agrees} evidence={evidence} /></td>
    </tr>
  );
}

const wordOf = (fact: Compared['fact'], value: string): string => {
  if (fact === 'birthDate' || fact === 'heardOn') return day(value);
  if (fact === 'sex' && canSay(`people.sex.${value}`)) return say(`people.sex.${value}`);
  return fact === 'item' && canSay(`needs.item.${value}`) ? say(`needs.item.${value}`) : value;
};
const wordsOf = (fact: Compared['fact'], values: string[]): string => (values.length === 0 ? '—' : values.map((value) => wordOf(fact, value)).join(say('needs.duplicates.and')));
