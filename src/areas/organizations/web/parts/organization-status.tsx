import { daysBetween } from '../../../../kernel/local-date.ts';
import { day, today } from '../../../../platform/web/format.ts';
import { say } from '../../../../platform/web/say.ts';
import { StatusTag } from '../../../../platform/web/status-tag.tsx';
import { GRADE_WARNING_DAYS } from '../../core/grade.ts';
import type { OrganizationStatus } from '../../core/organization.ts';

const SHOWN = { active: { tone: 'steppe', shape: 'tick' }, suspended: { tone: 'sand', shape: 'clock' }, ended: { tone: 'stone', shape: 'bar' } } as const;

export const OrganizationStatusTag = ({ status }: { status: OrganizationStatus }) => <StatusTag word={say(`organizations.status.${status}`)} {...SHOWN[status]} />;

/** 4A, with its end where that is near. */
export function GradeWords({ grade, until, long }: { grade: number | null; until: string | null; long?: boolean }) {
  if (grade === null || until === null) return <span className="quiet">{long ? say('organizations.noGrade') : '—'}</span>;
  const left = daysBetween(today(), until);
  return (
    <span>
      {say('organizations.gradeOne', { grade })}
      {long && <span className="quiet"> · {say('organizations.gradeUntilDay', { day: day(until) })}</span>}
      {left <= GRADE_WARNING_DAYS[0] && <span className="word-sand"> · {say('organizations.gradeSoon', { count: left })}</span>}
    </span>
  );
}
