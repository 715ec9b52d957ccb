import { RATES, type Rates } from './alike-weights.ts';

/** How much likelier a level is met of one person than of two strangers, however common the name is at the moment. */
function saysOf(line: string): { fact: string; says: number } {
  const [fact = '', level = ''] = line.split('.');
  const rates = (RATES as Record<string, Record<string, Rates>>)[fact]?.[level];
  return { fact, says: rates ? rates.same / rates.stranger : 0 };
}

// medium, in words: that both are women is no reason to ask again
const WORTH_ASKING = 4;
// says that something is missing
const IS_ABSENCE = new Set(['home.onlyCommunity']);

/**
 * Whether two who were found to be two people are worth asking about once more: something speaks for one person now that did not then. Lines as they are kept
 * with the answer, `phone.same`. Less evidence than before is no reason, and neither is a name that has become rarer.
 */
export function isNewEvidence(then: readonly string[], now: readonly string[]): boolean {
  const said = new Map(then.map(saysOf).map(({ fact, says }) => [fact, says]));
  return now.some((line) => {
    const { fact, says } = saysOf(line);
    return says >= WORTH_ASKING && !IS_ABSENCE.has(line) && says > (said.get(fact) ?? 0);
  });
}

/** A line of evidence as it is kept with a question. */
export const lineOf = ({ fact, level }: { fact: string; level: string }): string => `${fact}.${level}`;
