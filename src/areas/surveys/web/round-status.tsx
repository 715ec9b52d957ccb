import { dueTone, dueWords } from '../../../platform/web/due.ts';
import { today } from '../../../platform/web/format.ts';
import { say } from '../../../platform/web/say.ts';
import { type Shape, StatusTag } from '../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../platform/web/theme.ts';
import type { DoorRow } from '../core/round-contract.ts';
import { SETTLED, type Outcome, type RoundStatus as Status, type RoundUnit } from '../core/round.ts';

const LOOKS: Record<Status, [Tone, Shape]> = { planned: ['stone', 'ring'], running: ['sky', 'half'], closed: ['steppe', 'tick'], dropped: ['stone', 'bar'] };

/** Where a round stands; a running one with how long it has left. */
export function RoundStatus({ status, untilOn }: { status: Status; untilOn: string }) {
  const [tone, shape] = LOOKS[status];
  return <StatusTag word={say(`surveys.round.status.${status}`)} tone={tone} shape={shape} {...(status === 'running' ? { clock: dueWords(untilOn, today()), clockTone: dueTone(untilOn, today()) } : {})} />;
}

const OF_OUTCOME: Record<Outcome, [Tone, Shape]> = { heard: ['steppe', 'tick'], again: ['sand', 'clock'], nobodyHome: ['stone', 'half'], noAnswer: ['stone', 'half'], refused: ['stone', 'bar'], moved: ['stone', 'bar'], wrongNumber: ['stone', 'bar'] };

/** What came of a door or a call so far. */
export function OutcomeTag({ outcome, againOn, againPart }: Pick<DoorRow, 'outcome' | 'againOn' | 'againPart'>) {
  if (!outcome) return <StatusTag word={say('surveys.round.untried')} tone="stone" shape="ring" />;
  const [tone, shape] = OF_OUTCOME[outcome];
  const isDue = againOn !== null && againOn <= today();
  const word = againOn ? say('surveys.round.againShort', { day: againOn.slice(5), part: againPart ? say(`surveys.round.part.${againPart}`) : '' }) : say(`surveys.round.outcome.${outcome}`);
  return <StatusTag word={word} tone={isDue ? 'poppy' : tone} shape={shape} />;
}

export const isSettled = (outcome: Outcome | null): boolean => outcome !== null && SETTLED.includes(outcome);

/** So many households or people. */
export const units = (unit: RoundUnit, count: number): string => say(unit === 'household' ? 'surveys.round.households' : 'surveys.round.people', { count });
