import { useQueryOf } from '../../../platform/web/data.ts';
import { usePathPart } from '../../../platform/web/navigation.tsx';
import { Answer } from '../../../platform/web/states.tsx';
import type { RoundFile } from '../core/round-contract.ts';
import { Plan } from './plan-round.tsx';

/** The plan of a round that has not begun. */
export default function ChangeRoundPage() {
  const roundId = usePathPart('roundId');
  const round = useQueryOf<RoundFile>('/api/survey-rounds/:roundId', { roundId }, { kinds: [] });
  return (
    <Answer of={round}>
      {({ purpose, divisionCode, unit, ageGroup, circumstances, sampleSize, channels, questionnaire, fromOn, untilOn }) => (
        <Plan known={roundId} initial={{ purpose, divisionCode, unit, ageGroup, circumstances, howMany: sampleSize === null ? 'all' : 'sample', sampleSize, channels, questionnaireId: questionnaire?.id ?? null, fromOn, untilOn }} />
      )}
    </Answer>
  );
}
