import type { Capacity } from './units.ts';

/** A capacity in a line: 每周 6 人次; 共 5 万元 as 50,000 元. `say` has the area's words under keys without their first part. */
export function capacityWords({ quantity, unit, per }: Capacity, say: (key: string, details?: Record<string, string>) => string): string {
  if (quantity === null) return say('capacityUnknown');
  const number = unit === 'fen' ? quantity / 100 : quantity;
  return say(`per.${per}`, { amount: `${number.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${say(`unit.${unit}`)}` });
}
