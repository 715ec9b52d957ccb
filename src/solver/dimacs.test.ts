import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDimacs, writeDimacs, writeDimacsSolution } from './dimacs.ts';
import { solveMinCostFlow } from './min-cost-flow.ts';
import { sampleMarket } from './samples.ts';

// The example of the First DIMACS Challenge's format description.
const example = `c a small problem
p min 4 5
n 1 4
n 4 -4
a 1 2 0 4 2
a 1 3 0 2 2
a 2 3 0 2 1
a 2 4 0 3 3
a 3 4 0 5 1
`;

test('the format description’s example is read, solved and written', () => {
  const reading = readDimacs(example);
  if (!reading.ok) throw new Error(reading.fault.code);
  const answer = solveMinCostFlow(reading.problem);
  if (answer.status !== 'optimal') throw new Error(answer.status);
  expect(answer.objective).toBe(14n);
  const lines = writeDimacsSolution(reading.problem, answer).split('\n');
  expect(lines[0]).toBe('s 14');
  expect(lines.filter((line) => line.startsWith('f '))).toEqual(['f 1 2 2', 'f 1 3 2', 'f 2 3 2', 'f 3 4 4']);
  expect(lines.filter((line) => line.startsWith('d '))).toHaveLength(4);
});

test('a malformed file is told with its line and what is wrong with it', () => {
  const faultOf = (text: string) => { const reading = readDimacs(text); return reading.ok ? null : [reading.fault.line, reading.fault.code]; };
  expect(faultOf('')).toEqual([0, 'noProblemLine']);
  expect(faultOf('c\nn 1 4')).toEqual([2, 'noProblemLine']);
  expect(faultOf('p max 1 1')).toEqual([1, 'notMinimumCost']);
  expect(faultOf('p min 1')).toEqual([1, 'wrongFields']);
  expect(faultOf('p min 1 -1')).toEqual([1, 'negativeSize']);
  expect(faultOf('p min 99999999999 1')).toEqual([1, 'numberTooLarge']);
  expect(faultOf('p min 1 0\np min 1 0')).toEqual([2, 'secondProblemLine']);
  expect(faultOf('p min 1 0\nn 2 1')).toEqual([2, 'nodeOutOfRange']);
  expect(faultOf('p min 1 0\nn 1 1\nn 1 1')).toEqual([3, 'nodeTwice']);
  expect(faultOf('p min 2 1\na 1 2 0 1.5 1')).toEqual([2, 'notAWholeNumber']);
  expect(faultOf('p min 2 1\na 1 2 0 1 9007199254740993')).toEqual([2, 'numberTooLarge']);
  expect(faultOf('p min 2 1\na 1 2 3 1 1')).toEqual([2, 'boundsCrossed']);
  expect(faultOf('p min 2 1\na 1 2 0 1')).toEqual([2, 'wrongFields']);
  expect(faultOf('p min 2 1\na 1 2 0 1 1\na 1 2 0 1 1')).toEqual([3, 'tooManyArcs']);
  expect(faultOf('p min 2 2\na 1 2 0 1 1')).toEqual([0, 'tooFewArcs']);
  expect(faultOf('p min 2 0\nx')).toEqual([2, 'unknownLine']);
});

test('what is written is read again as the same problem (100 markets), and no text makes the reader throw (2,000 texts)', () => {
  for (let seed = 0; seed < 100; seed++) {
    const problem = sampleMarket({ needs: 5, resources: 3, choices: 2, seed, unmetCost: (next) => next(9) });
    problem.capacity[0] = Infinity;
    expect(readDimacs(writeDimacs(problem))).toEqual({ ok: true, problem });
  }
  const word = fc.constantFrom('p', 'min', 'n', 'a', 'c', '1', '2', '-1', '0', '\n', ' ', 'x', '1e9');
  fc.assert(fc.property(fc.array(word, { maxLength: 40 }), (words) => { readDimacs(`p min 2 2\n${words.join(' ')}`); }), { numRuns: 2_000 });
});
