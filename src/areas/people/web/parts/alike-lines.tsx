import { say } from '../../../../platform/web/say.ts';
import { StatusTag } from '../../../../platform/web/status-tag.tsx';
import { toldStrength } from '../../core/alike-weights.ts';
import type { AlikeEvidence, AlikeVerdict } from '../../core/contract.ts';
import './alike.css';

const SHOWN = { strong: '●●●', medium: '●●○', slight: '●○○', nothing: '○○○', against: '−', stronglyAgainst: '−−' } as const;

/** What a line of evidence says, in words: 姓名同音. */
export const wordsOfEvidence = ({ fact, level }: AlikeEvidence): string => say(`people.alike.${fact}.${level}`);
export const strengthWord = (line: AlikeEvidence): string => say(`people.alike.strength.${toldStrength(line)}`);

/** Each line of evidence with its weight, the weightiest first: 姓名同音 娜仁 / 那仁 · 强. */
export function AlikeLines({ evidence, asked, known }: { evidence: AlikeEvidence[]; asked: string; known: string }) {
  return (
    <ul className="alike-lines" aria-label={say('people.alike.evidence')}>
      {evidence.toSorted((a, b) => b.weight - a.weight).map((line) => (
        <li key={line.fact} className={`alike-${toldStrength(line)}`}>
          <span>{wordsOfEvidence(line)}{line.fact === 'name' && asked !== known && <> <span className="alike-names">{say('people.alike.names', { asked, known })}</span></>}</span>
          <span className="alike-weight"><span aria-hidden="true">{SHOWN[toldStrength(line)]}</span> {strengthWord(line)}</span>
        </li>
      ))}
    </ul>
  );
}

const TONES = { strong: ['steppe', 'tick'], medium: ['steppe', 'tick'], slight: ['stone', 'half'], nothing: ['stone', 'ring'], against: ['sand', 'cross'], stronglyAgainst: ['sand', 'cross'] } as const;

/** One line of evidence as a tag: 姓名同音 · 强. */
export function EvidenceTag({ evidence }: { evidence: AlikeEvidence }) {
  const [tone, shape] = TONES[toldStrength(evidence)];
  return <StatusTag word={say('people.alike.weighed', { what: wordsOfEvidence(evidence), weight: strengthWord(evidence) })} tone={tone} shape={shape} />;
}

/** What all of it comes to, and what the weights speak against. */
export function VerdictLine({ likeness: { verdict, against } }: { likeness: AlikeVerdict }) {
  return (
    <p className="alike-verdict">
      <StatusTag word={say(`people.alike.${verdict}`)} tone={verdict === 'likely' || verdict === 'possible' ? 'sand' : 'stone'} shape={verdict === 'likely' ? 'half' : verdict === 'possible' ? 'ring' : 'bar'} />
      {verdict !== 'twoPeople' && <span className="quiet">{say(against === 'relative' ? 'people.alike.againstRelative' : 'people.alike.againstStranger')}</span>}
    </p>
  );
}
