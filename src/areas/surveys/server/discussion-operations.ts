import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import { hearAgain, recordNeeds, type RecordNeed } from '../../needs/server/operations.ts';
import { findPersonPlace } from '../../people/server/operations.ts';
import type { AddVoice, Discussion, HoldDiscussion, OneRound } from '../core/round-contract.ts';
import { getRound, lockRound } from './round-queries.ts';

/** Records that residents have sat together: where, when, how many, led by whom. What they said comes voice by voice. */
export async function holdDiscussion(tx: Tx, call: Call, input: HoldDiscussion): Promise<Result<{ discussionId: string; roundId: string }>> {
  await lockRound(tx, input.roundId, 'shared');
  const round = await getRound(tx, input.roundId);
  if (!isWithin(input.divisionCode, call.actor.divisionCode)) throw new NotFound('division', input.divisionCode);
  if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
  if (!round.channels.includes('talk')) return refuse({ code: 'channelNotOfRound', channel: 'talk' });
  if (!isWithin(input.divisionCode, round.divisionCode)) return refuse({ code: 'placeOutsideRound', field: 'divisionCode' });
  if (input.heldOn > call.today) return refuse({ code: 'heldInFuture', today: call.today, field: 'heldOn' });
  if (input.heldOn < round.fromOn) return refuse({ code: 'heldBeforeRound', fromOn: round.fromOn, field: 'heldOn' });
  const id = newId();
  tx.send(sql`
    insert into round_discussion (city, id, round_id, division_code, place, held_on, present, moderator, made_by_name, created_at)
    values (${call.actor.city}, ${id}, ${round.id}, ${input.divisionCode}, ${input.place}, ${input.heldOn}, ${input.present}, ${input.moderator}, ${call.actor.name}, ${call.now})`);
  appendHistory(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: input.divisionCode, action: 'discussed', changes: { place: [null, input.place], present: [null, input.present] } });
  addNotice(tx, call, { kind: 'surveyRound', subjectId: round.id, divisionCode: input.divisionCode });
  return ok({ discussionId: id, roundId: round.id });
}

type Held = { roundId: string; divisionCode: string; heldOn: string; moderator: string };

async function getHeld(tx: Tx, discussionId: string): Promise<Held> {
  const found = await tx.maybe<Held>(sql`select round_id as "roundId", division_code as "divisionCode", held_on as "heldOn", moderator from round_discussion where city = current_setting('app.city') and id = ${discussionId}`);
  if (!found) throw new NotFound('roundDiscussion', discussionId);
  return found;
}

/** The open need of the place that was heard in this round already: a second voice joins it. */
const findOfPlace = (tx: Tx, { roundId, divisionCode }: Held, item: string): Promise<{ id: string; divisionCode: string } | null> => tx.maybe(sql`
  select n.id, n.division_code as "divisionCode" from need n
  where n.city = current_setting('app.city') and n.person_id is null and n.item = ${item} and n.division_code = ${divisionCode} and n.status in ('open', 'matched', 'inService')
    and n.id in (select need_id from evidence where city = current_setting('app.city') and round_id = ${roundId} and round_member_id is null)
  order by n.id limit 1 for update`);

/** One voice of a discussion: of the person who said it, who is known and agrees to be named, else of the place. */
export async function addVoice(tx: Tx, call: Call, input: AddVoice): Promise<Result<{ discussionId: string; needId: string; outcome: 'new' | 'joined' }>> {
  const { roundId } = await getHeld(tx, input.discussionId);
  // two voices at once for one item of one place are to become one need
  await lockRound(tx, roundId, 'alone');
  const [held, round] = await Promise.all([getHeld(tx, input.discussionId), getRound(tx, roundId)]);
  if (round.status !== 'running') return refuse({ code: 'roundNotRunning', status: round.status });
  if (input.personId && !input.agrees) return refuse({ code: 'notAgreed', field: 'agrees' });
  const place = input.personId ? await findPersonPlace(tx, input.personId) : held.divisionCode;
  if (!place) throw new NotFound('person', input.personId!);
  const voice: RecordNeed = {
    personId: input.personId ?? null, divisionCode: place, item: input.item, urgency: input.urgency ?? 1, description: input.words, words: input.words, channel: 'talk', heardOn: held.heldOn, heardBy: held.moderator, roundId, roundDiscussionId: input.discussionId,
  };
  const known = input.personId ? null : await findOfPlace(tx, held, input.item);
  const made = known ? hearAgain(tx, call, known, voice) : (await recordNeeds(tx, call, [voice]))[0]!;
  addNotice(tx, call, { kind: 'surveyRound', subjectId: roundId, divisionCode: held.divisionCode });
  return ok({ discussionId: input.discussionId, ...made });
}

/** The discussions of a round with their voices, the latest first. */
export async function listDiscussions(tx: Tx, _call: Call, { roundId }: OneRound): Promise<{ discussions: Discussion[] }> {
  await getRound(tx, roundId);
  return {
    discussions: await tx.many<Discussion>(sql`
      select t.id, t.division_code as "divisionCode", coalesce(d.name, t.division_code) as "divisionName", t.place, t.held_on as "heldOn", t.present, t.moderator, t.made_by_name as "madeByName",
        coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'needId', n.id, 'item', n.item, 'words', e.words, 'personName', p.full_name) order by e.created_at, e.id)
          from evidence e join need n on n.city = e.city and n.id = e.need_id left join person p on p.city = n.city and p.id = n.person_id
          where e.city = t.city and e.round_id = t.round_id and e.round_discussion_id = t.id and e.struck_on is null), '[]') as voices
      from round_discussion t left join division d on d.city = t.city and d.code = t.division_code
      where t.city = current_setting('app.city') and t.round_id = ${roundId} order by t.held_on desc, t.id desc limit 200`),
  };
}
