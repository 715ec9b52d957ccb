import { dayOf } from '../../../kernel/local-date.ts';
import type { Addition, OfRecord } from '../../../platform/web/additions.tsx';
import { useQueryOf } from '../../../platform/web/data.ts';
import { say } from '../../../platform/web/say.ts';
import { ThreadItem } from '../../../platform/web/thread.tsx';
import type { ReferralAnswer, ReferralRow } from '../../referrals/core/contract.ts';
import { useReferralOfNeed } from '../../referrals/web/parts/ask-referrals.ts';

/** The end of the thread: the figure of that place and day in which this help is counted, once the resident has confirmed it. */
function FigureItem({ referral }: { referral: Pick<ReferralRow, 'helped' | 'confirmedAt' | 'divisionCode'> | undefined }) {
  const label = say('figures.thread');
  if (!referral?.helped || !referral.confirmedAt) return <ThreadItem label={label} />;
  const on = dayOf(referral.confirmedAt);
  return <ThreadItem label={label} detail={say('figures.thread.needsMet')} path={`/figures/needsMet?division=${referral.divisionCode}&from=${on}&to=${on}`} />;
}
const OfNeed = ({ id }: OfRecord) => <FigureItem referral={useReferralOfNeed(id).referral} />;
const OfReferral = ({ id }: OfRecord) => <FigureItem referral={useQueryOf<ReferralAnswer>('/api/referrals/:referralId', { referralId: id }, { kinds: ['referral'] }).data} />;

export const additions: Addition[] = [
  { to: 'need', permission: 'figure.read', order: 50, thread: OfNeed },
  { to: 'referral', permission: 'figure.read', order: 50, thread: OfReferral },
];
