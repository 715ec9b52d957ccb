import { addDays, weekdayOf, type LocalDate } from '../../../kernel/local-date.ts';
import { hoursOn, type Stretch } from './booking.ts';

/** What a calendar programme subscribes to: hours promised and hours of service, in the text of RFC 5545. No resident is named in it. */
export type CalendarText = {
  name: string; stampedAt: string;
  booked: (Stretch & { id: string; on: LocalDate; bookedAt: string; summary: string })[];
  served: { id: string; summary: string; slots: readonly string[]; from: LocalDate; closed: readonly LocalDate[] }[];
};

const MOST_OCTETS = 75;
const octetsOf = (sign: string): number => { const code = sign.codePointAt(0)!; return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; };

/** Lines of at most 75 octets, broken between signs and never inside one; a line that goes on begins with a blank (RFC 5545 §3.1). */
export function folded(line: string): string {
  const lines: string[] = [];
  let now = '', octets = 0;
  for (const sign of line) {
    if (octets + octetsOf(sign) > MOST_OCTETS) { lines.push(now); now = ' '; octets = 1; }
    now += sign;
    octets += octetsOf(sign);
  }
  return [...lines, now].join('\r\n');
}

/** Text as a value: commas, semicolons and backslashes are escaped, ends of lines written as \n, other control signs left out (§3.3.11). */
export const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n').replace(/[\u0000-\u001f\u007f]/g, '');

const compact = (day: LocalDate): string => day.replaceAll('-', '');
const local = (day: LocalDate, clock: string): string => `${compact(day)}T${clock.replace(':', '')}00`;
const utc = (moment: string): string => moment.replace(/[-:]|\.\d+/g, '');
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

// China has one zone and no summer time since 1992; calendars ask for no more of it.
const ZONE = ['BEGIN:VTIMEZONE', 'TZID:Asia/Shanghai', 'BEGIN:STANDARD', 'DTSTART:19920101T000000', 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'];

const event = (id: string, stamp: string, day: LocalDate, { from, until }: Stretch, summary: string, more: string[]): string[] =>
  ['BEGIN:VEVENT', `UID:${id}@sanshe`, `DTSTAMP:${utc(stamp)}`, `DTSTART;TZID=Asia/Shanghai:${local(day, from)}`, `DTEND;TZID=Asia/Shanghai:${local(day, until)}`, `SUMMARY:${escaped(summary)}`, ...more, 'END:VEVENT'];

/** The weekly hours of a resource, weekdays with the same hours as one rule; days on which it is not offered are taken out. */
function serviceEvents({ id, summary, slots, from, closed }: CalendarText['served'][number], stamp: string): string[] {
  const week = Array.from({ length: 7 }, (_, i) => addDays(from, i));
  const rules = new Map<string, { hours: Stretch; days: LocalDate[] }>();
  for (const day of week) {
    for (const hours of hoursOn(day, slots)) {
      const key = `${hours.from}${hours.until}`, rule = rules.get(key) ?? { hours, days: [] };
      rule.days.push(day);
      rules.set(key, rule);
    }
  }
  return [...rules.values()].flatMap(({ hours, days }, i) => {
    const weekdays = days.map(weekdayOf), out = closed.filter((day) => weekdays.includes(weekdayOf(day)));
    return event(`${id}-${i}`, stamp, days[0]!, hours, summary, [
      `RRULE:FREQ=WEEKLY;BYDAY=${weekdays.sort().map((weekday) => DAYS[weekday - 1]).join(',')}`, ...out.map((day) => `EXDATE;TZID=Asia/Shanghai:${local(day, hours.from)}`), 'TRANSP:TRANSPARENT',
    ]);
  });
}

/** The whole calendar, lines folded and ended as the standard wants them. */
export function calendarText({ name, stampedAt, booked, served }: CalendarText): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//sanshe//calendar//ZH', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, 'X-WR-TIMEZONE:Asia/Shanghai', ...ZONE,
    ...booked.flatMap(({ id, on, bookedAt, summary, ...hours }) => event(id, bookedAt, on, hours, summary, [])),
    ...served.flatMap((one) => serviceEvents(one, stampedAt)), 'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
