import { ActionButton } from '../../../../platform/web/action-button.tsx';
import { To, useGo } from '../../../../platform/web/navigation.tsx';
import { say } from '../../../../platform/web/say.ts';
import { useMay } from '../../../../platform/web/session.ts';
import { Answer } from '../../../../platform/web/states.tsx';
import { type Shape, StatusTag } from '../../../../platform/web/status-tag.tsx';
import type { Tone } from '../../../../platform/web/theme.ts';
import type { NotYetAnswer, ReadyAnswer } from '../../core/contract.ts';
import { CureButton, WhyNotYet } from '../not-yet-tab.tsx';
import { sayCure, sayItem, saySlot, type Waits } from '../sentences.ts';
import type { useReadyFor } from './ask-matches.ts';

type Best = ReadyAnswer['best'][number];
type Open = NonNullable<ReadyAnswer['need']>;

const ROOM: Record<Best['room'], [Tone, Shape]> = { free: ['steppe', 'tick'], held: ['sand', 'half'], none: ['stone', 'bar'] };

/** Who could provide it now, while no run has proposed anybody: the best three, or why nobody. What the last run has told of the need already (`told`) is not told twice. */
export function ReadyFor({ of, told }: { of: ReturnType<typeof useReadyFor>; told: NotYetAnswer['reason']['kind'] | null }) {
  return <Answer of={of} lines={3}>{(ready) => ready.need && <Now ready={ready} need={ready.need} told={told} />}</Answer>;
}

function Now({ ready, need, told }: { ready: ReadyAnswer; need: Open; told: NotYetAnswer['reason']['kind'] | null }) {
  const { best, eligible, unpaid, cure } = ready;
  const isKnown = told === 'noneEligible' && best.length === 0 && unpaid === 0;
  if (isKnown) return null;
  const areFull = best.length > 0 && cure !== null;
  // a run that found them full has told its cure above
  const isCureTold = areFull && (told === 'eligibleButFull' || told === 'outbid');
  const others = `/resources?item=${need.item}&status=active`;
  return (
    <section className="matching-ready">
      <h3>{say('matching.ready.title')}</h3>
      {need.waitsFor && told !== 'waiting' && <First row={waiting(ready, need, need.waitsFor)} />}
      {best.length === 0 && cure && unpaid === 0 && <First row={lacking(ready, need, cure)} />}
      {unpaid > 0 && <p className="quiet">{say(best.length === 0 ? 'matching.ready.allUnpaid' : 'matching.ready.unpaid', { count: unpaid })}</p>}
      {best.length === 0 && cure && unpaid > 0 && <Cured row={lacking(ready, need, cure)} />}
      {best.length > 0 && <p className="quiet">{say(`matching.ready.${areFull ? 'full' : 'lead'}${eligible === 1 ? 'One' : ''}`, { count: eligible })}{!areFull && !need.waitsFor && say('matching.ready.now')}</p>}
      {areFull && !isCureTold && <Cured row={lacking(ready, need, cure)} />}
      <ol className="matching-ready-list">{best.map((one) => <Candidate key={one.id} needId={ready.needId} need={need} one={one} />)}</ol>
      {eligible > best.length && <p><To path={others}>{say('matching.ready.more', { item: sayItem(need.item) })}</To></p>}
    </section>
  );
}

/** A reason and its cure, in the words and with the button that a run gives them. */
function First({ row }: { row: Waits }) {
  return <div className="matching-part-line"><WhyNotYet row={row} tone="sand" shape="clock" isOnNeed /><CureButton row={row} /></div>;
}

/** The cure alone, where the reason has just been said. */
function Cured({ row }: { row: Waits }) {
  return <div className="matching-part-line"><div className="matching-waiting-why"><p>{sayCure(row)}</p></div><CureButton row={row} /></div>;
}

const plain = ({ needId }: ReadyAnswer, { item, personId, communityName }: Open) => ({ needId, need: { item, personId }, communityName, isCured: false, resources: {}, rivals: {}, vetoed: [] });

const waiting = (ready: ReadyAnswer, need: Open, what: 'consent' | 'verification'): Waits =>
  ({ ...plain(ready, need), reason: { kind: 'waiting', for: what }, cure: { kind: what === 'consent' ? 'giveConsent' : 'verifyNeed' } });

/** Nobody may, or nobody that may has places: either way the cure that the match itself would find. */
const lacking = (ready: ReadyAnswer, need: Open, cure: NotYetAnswer['cure']): Waits => ({
  ...plain(ready, need), resources: ready.resources, cure, reason: ready.eligible > 0 ? { kind: 'eligibleButFull', resources: ready.best.map(({ id }) => id) } : { kind: 'noneEligible', removed: ready.removed, nearest: null },
});

function Candidate({ needId, need, one }: { needId: string; need: Open; one: Best }) {
  const may = useMay();
  const go = useGo();
  const [tone, shape] = ROOM[one.room];
  const whyNot = need.waitsFor ? say(`matching.ready.first.${need.waitsFor}`) : one.room === 'none' ? say('matching.ready.noPlace') : null;
  return (
    <li>
      <div>
        <p><To path={`/resources/${one.id}`} className="matching-name">{one.providerName}</To> <StatusTag word={say(`matching.ready.room.${one.room}`)} tone={tone} shape={shape} /></p>
        <p>{[one.isKnown ? say('matching.ready.known') : null, `${say(`matching.near.${one.nearness}`)}${say('matching.ready.home', { place: one.homeName })}`, one.slot ? say('matching.slotIs', { slot: saySlot(one.slot) }) : one.slotWords].filter(Boolean).join(say('matching.join'))}</p>
        <p className="quiet">{[sayRoom(one), one.isAtCap ? say('matching.ready.atCap') : null, one.isAtShared ? say('matching.ready.atShared') : null, one.isStale ? say('matching.ready.stale') : null].filter(Boolean).join(say('matching.join'))}</p>
      </div>
      {may('referral.offer') && <ActionButton kind={one.room === 'free' && !whyNot ? 'primary' : 'secondary'} label={say('matching.ready.offer')} disabledReason={whyNot} onClick={() => go(`/referrals/offer?need=${needId}&resource=${one.id}`)} />}
    </li>
  );
}

/** What is left, and how much of it is spoken for though nobody has decided. */
const sayRoom = ({ unitsLeft, held }: Best): string =>
  (unitsLeft <= 0 ? say('matching.ready.none') : held > 0 ? say(unitsLeft === 1 ? 'matching.ready.heldOne' : 'matching.ready.held', { count: unitsLeft, held: Math.min(held, unitsLeft) }) : say('matching.ready.left', { count: unitsLeft }));
