import { daysBetween } from '../../../../kernel/local-date.ts';
import { today } from '../../../../platform/web/format.ts';
import { language, say } from '../../../../platform/web/say.ts';
import { StatusTag } from '../../../../platform/web/status-tag.tsx';
import { ITEMS, type ItemCode } from '../../../needs/core/items.ts';
import { sureOn } from '../../core/ageing.ts';
import type { ResourceRow } from '../../core/contract.ts';
import type { ResourceStatus } from '../../core/resource.ts';
import type { Capacity } from '../../core/units.ts';
import { capacityWords } from '../../core/words.ts';

const STATUS = { active: { tone: 'steppe', shape: 'tick' }, paused: { tone: 'sand', shape: 'clock' }, ended: { tone: 'stone', shape: 'bar' } } as const;
export const ResourceStatusTag = ({ status }: { status: ResourceStatus }) => <StatusTag word={say(`resources.status.${status}`)} {...STATUS[status]} />;

const FRESH = { fresh: { tone: 'steppe', shape: 'tick' }, ageing: { tone: 'sand', shape: 'half' }, unknown: { tone: 'stone', shape: 'ring' } } as const;
type Sure = Pick<ResourceRow, 'freshness' | 'aliveOn'> & { capacity: { confirmedOn: string } };
/** 11 天前确认, or 11 天前接过转介: whichever was later. */
export function saySure({ aliveOn, capacity: { confirmedOn } }: Sure): string {
  const sure = sureOn({ confirmedOn, aliveOn }), days = daysBetween(sure, today()), by = sure === confirmedOn ? 'fresh' : 'alive';
  return days <= 0 ? say(`resources.${by}Today`) : say(`resources.${by}For`, { count: days });
}
/** How sure its capacity is, with the days since somebody said so or it was seen to serve. */
export const FreshnessTag = (row: Sure) => <StatusTag word={say(`resources.freshness.${row.freshness}`)} {...FRESH[row.freshness]} clock={saySure(row)} />;

export const sayCapacity = (capacity: Capacity): string => capacityWords(capacity, (key, details) => say(`resources.${key}`, details));
export const sayItems = (items: string[]): string => items.map((item) => ITEMS[item as ItemCode]?.[language()] ?? item).join(language() === 'zh' ? '、' : ', ');
export const sayReach = (row: Pick<ResourceRow, 'reachKm' | 'reachNames' | 'homeName'>): string =>
  row.reachKm ? say('resources.km', { km: row.reachKm }) : row.reachNames.length > 0 ? row.reachNames.join(language() === 'zh' ? '、' : ', ') : row.homeName;
export const sayLeft = (row: Pick<ResourceRow, 'unitsTotal' | 'unitsLeft'>): string =>
  row.unitsTotal === null ? say('resources.unitsLeftUnknown') : say('resources.unitsLeft', { left: row.unitsLeft, total: row.unitsTotal });
