import { daysBetween, type LocalDate } from '../../kernel/local-date.ts';
import { workingDaysBetween } from '../../kernel/working-days.ts';
import { say } from './say.ts';

// Apart from `format.ts`: the calendar of holidays weighs 9 KB, and not every page has a clock.

/** How near a day is, in words and working days: 今天到期, 还有 3 个工作日, 已超期 2 个工作日. With nothing but days of rest between: 还有 2 天, 期限已过. */
export function dueWords(due: LocalDate, today: LocalDate): string {
  if (due === today) return say('platform.dueToday');
  const left = workingDaysBetween(today, due);
  if (due > today) return left > 0 ? say('platform.dueIn', { count: left }) : say('platform.dueInRest', { count: daysBetween(today, due) });
  return left < 0 ? say('platform.late', { count: -left }) : say('platform.lateRest');
}

/** The tone of a day to keep: late is poppy, within two working days sand, else quiet. */
export function dueTone(due: LocalDate, today: LocalDate): 'poppy' | 'sand' | 'stone' {
  return due < today ? 'poppy' : workingDaysBetween(today, due) <= 2 ? 'sand' : 'stone';
}
