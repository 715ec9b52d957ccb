import { canSay, say } from '../../../platform/web/say.ts';
import type { FigureAnswer, FigureRecord } from '../core/contract.ts';
import { wherePart, type Where } from './where.tsx';

export const SUBJECT_PATHS = { session: '/sessions', referral: '/referrals', need: '/needs', organization: '/organizations', person: '/people' } as const;

export const detailWords = (detail: string | null): string => (detail === null ? '' : canSay(`figures.detail.${detail}`) ? say(`figures.detail.${detail}`) : detail);

/** Every row opens: to its own page where the viewer's scope holds it, else to what everybody who sees the figure may know of it. */
export function recordPath(code: FigureAnswer['code'], where: Where, { id, on, subject }: Pick<FigureRecord, 'id' | 'on' | 'subject'>): string {
  if (subject) return `${SUBJECT_PATHS[subject.kind]}/${subject.id}`;
  return `/figures/${code}/records/${encodeURIComponent(id)}?${wherePart(where)}${on ? `&on=${on}` : ''}`;
}
