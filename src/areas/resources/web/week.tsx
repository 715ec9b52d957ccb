import { addDays, isLocalDate } from '../../../kernel/local-date.ts';
import { holidayOn } from '../../../kernel/working-days.ts';
import { useQueryOf } from '../../../platform/web/data.ts';
import { ActionButton } from '../../../platform/web/action-button.tsx';
import { day as dayWords, days as daysWords, today } from '../../../platform/web/format.ts';
import { useAddress } from '../../../platform/web/navigation.tsx';
import { language, say } from '../../../platform/web/say.ts';
import { useMay } from '../../../platform/web/session.ts';
import { Answer } from '../../../platform/web/states.tsx';
import { minutesOf, type Stretch } from '../core/booking.ts';
import type { WeekAnswer } from '../core/contract.ts';
import { CalendarFeed } from './calendar-feed.tsx';

type DayShown = WeekAnswer['days'][number];

/** No stretch is broken at the end of a line. */
const words = (stretches: Stretch[]) => stretches.map(({ from, until }, i) => <span key={from}>{i > 0 && (language() === 'zh' ? '、' : ', ')}<span className="resources-week-day">{from}–{until}</span></span>);

/** A week of a resource, a day a line: when it is offered, taken and free, with the public holidays and the weekend days worked in exchange. */
export function ResourceWeek({ resourceId }: { resourceId: string }) {
  const [{ week }, change] = useAddress((raw) => ({ week: typeof raw.week === 'string' && isLocalDate(raw.week) ? raw.week : today() }));
  const found = useQueryOf<WeekAnswer>('/api/resources/:resourceId/week', { resourceId, from: week }, { kinds: ['resource', 'referral'] });
  const may = useMay();
  const go = (by: number) => () => change({ week: by === 0 ? null : addDays(week, by) });
  return (
    <>
      <div className="resources-week-head">
        <h2>{found.data ? daysWords(found.data.from, addDays(found.data.from, 6)) : dayWords(week)}</h2>
        <div className="resources-week-ways no-print">
          <ActionButton label={say('resources.week.before')} onClick={go(-7)} /><ActionButton label={say('resources.week.this')} onClick={go(0)} /><ActionButton label={say('resources.week.after')} onClick={go(7)} />
          <ActionButton label={say('resources.week.print')} onClick={() => window.print()} />
        </div>
      </div>
      <Answer of={found}>{(answer) => <WeekTable week={answer} />}</Answer>
      <p className="no-print"><a href={`/api/resources/${resourceId}/calendar.ics`} download>{say('resources.week.file')}</a> <span className="quiet">{say('resources.week.fileWhy')}</span></p>
      {may('resource.feed') && <CalendarFeed />}
    </>
  );
}

function WeekTable({ week }: { week: WeekAnswer }) {
  return (
    <table className="resources-week">
      <caption className="unseen">{say('resources.week.caption')}</caption>
      <thead><tr><th scope="col">{say('resources.week.day')}</th><th scope="col">{say('resources.week.taken')}</th><th scope="col">{say(week.isOneAtATime ? 'resources.week.free' : 'resources.week.offered')}</th></tr></thead>
      <tbody>{week.days.map((one) => <Day key={one.on} day={one} />)}</tbody>
    </table>
  );
}

function Day({ day }: { day: DayShown }) {
  const { on, isClosed, hours, taken, free } = day;
  const none = <span className="quiet">—</span>;
  return (
    <tr className={on === today() ? 'is-today' : undefined}>
      <th scope="row"><span className="resources-week-day">{dayWords(on)}</span>{on === today() && <span className="word-sky"> {say('resources.week.today')}</span>}<Holiday on={on} /></th>
      <td data-label={say('resources.week.taken')}>{taken.length > 0 ? words(taken) : none}<Strip day={day} /></td>
      <td data-label={say('resources.week.free')}>{isClosed ? <span className="word-sand">{say('resources.week.closed')}</span> : hours.length === 0 ? <span className="quiet">{say('resources.week.noHours')}</span> : on < today() ? none : free.length === 0 ? <span className="word-sand">{say('resources.week.full')}</span> : words(free)}</td>
    </tr>
  );
}

/** 国庆节 休; 国庆节 班: as the calendars on the wall have it. */
function Holiday({ on }: { on: string }) {
  const found = holidayOn(on);
  return found && <span className={`resources-week-holiday ${found.isOff ? 'word-poppy' : 'word-sand'}`}>{say(found.isOff ? 'resources.week.off' : 'resources.week.works', { name: found[language()] })}</span>;
}

// the strip shows from six to ten, which holds all that slots can say; what lies outside is told by the words
const [FIRST, LAST] = [6 * 60, 22 * 60];
const share = (clock: string): number => (Math.min(LAST, Math.max(FIRST, minutesOf(clock))) - FIRST) / (LAST - FIRST) * 1000;

/** The same by eye; the words beside it say it to everybody. */
function Strip({ day: { hours, taken } }: { day: DayShown }) {
  const bar = ({ from, until }: Stretch, kind: string) => <rect key={`${kind}${from}`} className={kind} x={share(from)} width={Math.max(0, share(until) - share(from))} y="0" height="10" />;
  return (
    <svg className="resources-week-strip" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="closed" x="0" width="1000" y="0" height="10" />
      {hours.map((one) => bar(one, 'open'))}
      {taken.map((one) => bar(one, 'taken'))}
    </svg>
  );
}
