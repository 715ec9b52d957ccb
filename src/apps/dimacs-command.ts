import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { checkFlow } from '../solver/check.ts';
import { dimacsReader, type DimacsFault, type DimacsFaultCode, type DimacsReading } from '../solver/dimacs.ts';
import type { FlowAnswer, FlowProblem } from '../solver/network.ts';
import { solveFlow } from '../solver/solve-flow.ts';

const SAYS: Record<DimacsFaultCode, [zh: string, en: string]> = {
  unknownLine: ['不认识的行，应以 c、p、n 或 a 开头', 'not a line of this format; lines begin with c, p, n or a'],
  wrongFields: ['字段个数不对', 'the wrong number of fields'],
  notAWholeNumber: ['有一个字段不是整数', 'a field is not a whole number'],
  numberTooLarge: ['有一个数太大，不能精确计算（上限 2^53 − 1）', 'a number is too large to be exact (at most 2^53 − 1)'],
  noProblemLine: ['没有“p min 节点数 弧数”这一行', 'there is no line “p min NODES ARCS” before it'],
  secondProblemLine: ['出现了第二个 p 行', 'a second p line'],
  notMinimumCost: ['不是最小费用流问题（应为 p min）', 'not a minimum-cost flow problem (p min)'],
  nodeOutOfRange: ['节点编号超出范围', 'a node is out of range'],
  nodeTwice: ['同一节点给了两次供给', 'a node’s supply is given twice'],
  tooManyArcs: ['弧比 p 行写的多', 'more arcs than the p line says'],
  tooFewArcs: ['弧比 p 行写的少', 'fewer arcs than the p line says'],
  boundsCrossed: ['下界大于容量', 'the lower bound is above the capacity'],
  negativeSize: ['节点数或弧数为负', 'a negative number of nodes or arcs'],
};

/**
 * `sanshe match --dimacs IN.min --out OUT.sol`: solves a minimum-cost flow problem of any origin. The last line on standard output is JSON: status, objective,
 * time of solving and proving without reading and writing, and the most memory of the process. Exit code 0: an answer with its proof; 1: none; 2: the file is malformed.
 */
export async function dimacsCommand(input: string, output: string, timeLimitMs: number): Promise<number> {
  const reading = await readFile(input);
  if (!reading.ok) { console.error(faultSentence(input, reading.fault)); return 2; }
  const { problem } = reading, began = performance.now(), cpu = process.cpuUsage();
  const answer = solveFlow(problem, { now: () => performance.now(), timeLimitMs }), verdict = checkFlow(problem, answer);
  const { user, system } = process.cpuUsage(cpu), solveMs = performance.now() - began;
  if (!verdict.ok) { console.error(`答案没有通过验证，不予显示：${verdict.fault.code}。 / The answer failed its proof and is not shown: ${verdict.fault.code}.`); return 1; }
  writeAnswer(output, problem, answer);
  console.log(JSON.stringify({
    status: answer.status, objective: 'objective' in answer && answer.objective !== null ? String(answer.objective) : null,
    ...(answer.status === 'stopped' && { gap: answer.gap === null ? null : String(answer.gap) }), ...(answer.status === 'refused' && { refusal: answer.refusal }),
    solve_ms: Math.round(solveMs), solve_cpu_ms: Math.round((user + system) / 1000), peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }));
  return answer.status === 'optimal' ? 0 : 1;
}

async function readFile(path: string): Promise<DimacsReading> {
  const reader = dimacsReader(), file = createReadStream(path, 'utf8');
  for await (const line of createInterface({ input: file, crlfDelay: Infinity })) reader.line(line);
  return reader.end();
}

function faultSentence(path: string, { line, code, text }: DimacsFault): string {
  const [zh, en] = SAYS[code], shown = text.slice(0, 80);
  return line === 0 ? `${path}：${zh}。 / ${path}: ${en}.` : `${path} 第 ${line} 行：${zh}：${shown} / ${path}, line ${line}: ${en}: ${shown}`;
}

/** What is known, in DIMACS solution lines; of an answer without a flow a comment that says so. Written in pieces, since it may be longer than a string. */
function writeAnswer(path: string, { from, to }: FlowProblem, answer: FlowAnswer): void {
  const file = openSync(path, 'w');
  let piece: string[] = [];
  const line = (text: string) => {
    piece.push(text);
    if (piece.length === 10_000) { writeSync(file, `${piece.join('\n')}\n`); piece = []; }
  };
  try {
    if (answer.status !== 'optimal') line(`c ${answer.status}`);
    if ((answer.status === 'optimal' || answer.status === 'stopped') && answer.flow) {
      line(`s ${answer.objective}`);
      answer.flow.forEach((units, a) => { if (units !== 0) line(`f ${from[a]! + 1} ${to[a]! + 1} ${units}`); });
      answer.price.forEach((price, v) => line(`d ${v + 1} ${price}`));
    }
    if (answer.status === 'infeasible') answer.cut.forEach((side, v) => { if (side) line(`c cut ${v + 1}`); });
    if (answer.status === 'unbounded') answer.cycle.forEach((a) => line(`c cycle ${from[a]! + 1} ${to[a]! + 1}`));
    if (piece.length > 0) writeSync(file, `${piece.join('\n')}\n`);
  } finally {
    closeSync(file);
  }
}
