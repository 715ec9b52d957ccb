import type { FlowAnswer, FlowProblem } from './network.ts';

/** What is wrong with a DIMACS file, and in which line (the first is 1; 0: the file as a whole). */
export type DimacsFault = { line: number; code: DimacsFaultCode; text: string };
export type DimacsFaultCode =
  | 'unknownLine' | 'wrongFields' | 'notAWholeNumber' | 'numberTooLarge' | 'noProblemLine' | 'secondProblemLine' | 'notMinimumCost'
  | 'nodeOutOfRange' | 'nodeTwice' | 'tooManyArcs' | 'tooFewArcs' | 'boundsCrossed' | 'negativeSize';

export type DimacsReading = { ok: true; problem: FlowProblem } | { ok: false; fault: DimacsFault };

/** Takes a file line by line, so that files larger than a string can be read too; the first fault is kept and the rest passed over. */
export type DimacsReader = { line: (text: string) => void; end: () => DimacsReading };

class Malformed extends Error {
  readonly code: DimacsFaultCode;
  constructor(code: DimacsFaultCode) { super(code); this.code = code; }
}

type Draft = { problem: FlowProblem; arcs: number; isSupplied: Uint8Array };

/**
 * Reads a minimum-cost flow problem in DIMACS form (First DIMACS Challenge, 1990): `p min NODES ARCS`, `n NODE SUPPLY`, `a FROM TO LOWER CAPACITY COST`.
 * Nodes count from 1. A negative capacity beside a lower bound of 0 or more means: no limit.
 */
export function dimacsReader(): DimacsReader {
  let count = 0, draft: Draft | null = null, fault: DimacsFault | null = null;
  return {
    line: (text) => {
      count++;
      if (fault) return;
      try {
        draft = readLine(text.trim().split(/\s+/), draft);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        fault = { line: count, code: error.code, text };
      }
    },
    end: () => {
      if (fault) return { ok: false, fault };
      if (!draft) return { ok: false, fault: { line: 0, code: 'noProblemLine', text: '' } };
      if (draft.arcs < draft.problem.from.length) return { ok: false, fault: { line: 0, code: 'tooFewArcs', text: String(draft.arcs) } };
      return { ok: true, problem: draft.problem };
    },
  };
}

/** Reads a whole DIMACS text at once. */
export function readDimacs(text: string): DimacsReading {
  const reader = dimacsReader();
  for (const line of text.split('\n')) reader.line(line);
  return reader.end();
}

function readLine(fields: string[], draft: Draft | null): Draft | null {
  switch (fields[0]) {
    case '': case 'c': return draft;
    case 'p': if (draft) throw new Malformed('secondProblemLine'); return startProblem(fields);
    case 'n': readNode(fields, needed(draft)); return draft;
    case 'a': readArc(fields, needed(draft)); return draft;
    default: throw new Malformed('unknownLine');
  }
}

function needed(draft: Draft | null): Draft {
  if (!draft) throw new Malformed('noProblemLine');
  return draft;
}

function startProblem(fields: string[]): Draft {
  if (fields.length !== 4) throw new Malformed('wrongFields');
  if (fields[1] !== 'min') throw new Malformed('notMinimumCost');
  const nodes = whole(fields[2]!), arcs = whole(fields[3]!);
  if (nodes < 0 || arcs < 0) throw new Malformed('negativeSize');
  if (nodes > 2 ** 28 || arcs > 2 ** 28) throw new Malformed('numberTooLarge'); // 2^28: the arrays of more would not fit a machine's memory
  const problem = {
    supply: new Float64Array(nodes), from: new Int32Array(arcs), to: new Int32Array(arcs),
    lower: new Float64Array(arcs), capacity: new Float64Array(arcs), cost: new Float64Array(arcs),
  };
  return { problem, arcs: 0, isSupplied: new Uint8Array(nodes) };
}

function readNode(fields: string[], { problem, isSupplied }: Draft): void {
  if (fields.length !== 3) throw new Malformed('wrongFields');
  const node = nodeIndex(fields[1]!, problem);
  if (isSupplied[node]) throw new Malformed('nodeTwice');
  isSupplied[node] = 1;
  problem.supply[node] = whole(fields[2]!);
}

function readArc(fields: string[], draft: Draft): void {
  const { problem } = draft, arc = draft.arcs;
  if (fields.length !== 6) throw new Malformed('wrongFields');
  if (arc >= problem.from.length) throw new Malformed('tooManyArcs');
  const lower = whole(fields[3]!), given = whole(fields[4]!);
  const capacity = given < 0 && lower >= 0 ? Infinity : given;
  if (capacity < lower) throw new Malformed('boundsCrossed');
  problem.from[arc] = nodeIndex(fields[1]!, problem);
  problem.to[arc] = nodeIndex(fields[2]!, problem);
  problem.lower[arc] = lower;
  problem.capacity[arc] = capacity;
  problem.cost[arc] = whole(fields[5]!);
  draft.arcs++;
}

function whole(field: string): number {
  if (!/^[+-]?\d+$/.test(field)) throw new Malformed('notAWholeNumber');
  const value = Number(field);
  if (!Number.isSafeInteger(value)) throw new Malformed('numberTooLarge');
  return value === 0 ? 0 : value; // no −0: it would not compare as the same number everywhere
}

function nodeIndex(field: string, { supply }: FlowProblem): number {
  const node = whole(field) - 1;
  if (node < 0 || node >= supply.length) throw new Malformed('nodeOutOfRange');
  return node;
}

/** The problem as DIMACS text; reading it again gives the same problem. */
export function writeDimacs({ supply, from, to, lower, capacity, cost }: FlowProblem): string {
  const lines = [`p min ${supply.length} ${from.length}`];
  supply.forEach((units, v) => { if (units !== 0) lines.push(`n ${v + 1} ${units}`); });
  for (let a = 0; a < from.length; a++) {
    lines.push(`a ${from[a]! + 1} ${to[a]! + 1} ${lower[a]} ${capacity[a] === Infinity ? -1 : capacity[a]} ${cost[a]}`);
  }
  return lines.join('\n') + '\n';
}

/** A flow as DIMACS solution lines: `s` objective, `f` for each arc that carries something, `d` for each node's price. */
export function writeDimacsSolution({ from, to }: FlowProblem, answer: FlowAnswer & { status: 'optimal' }): string {
  const lines = [`s ${answer.objective}`];
  for (let a = 0; a < from.length; a++) if (answer.flow[a] !== 0) lines.push(`f ${from[a]! + 1} ${to[a]! + 1} ${answer.flow[a]}`);
  answer.price.forEach((price, v) => lines.push(`d ${v + 1} ${price}`));
  return lines.join('\n') + '\n';
}
