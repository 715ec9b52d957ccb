import type { Problem } from './records.ts';

/** Fields whose words can be explained to the reader. */
const TEACHABLE = ['item', 'items', 'category', 'urgency', 'channel', 'kind', 'providerKind'];

/** The words that a fault says it does not know, where somebody can explain them. */
export function unknownWords({ code, field, message }: Pick<Problem, 'code' | 'field' | 'message'>): string[] {
  if ((code !== 'unknownWord' && code !== 'someUnknownWord') || !TEACHABLE.includes(field)) return [];
  return (/“([^”]*)”/.exec(message)?.[1] ?? '').split('、').filter((one) => one !== '');
}
