import { addSessions, holdSessions, planActivities, type PlannedActivity } from '../../areas/delivery/server/operations.ts';
import { addDays, ageOn, type LocalDate } from '../../kernel/local-date.ts';
import type { Chance } from './chance.ts';
import type { ItemCode } from '../../areas/needs/core/items.ts';
import { inParallel, type DemonstrationCity, type Place } from './city.ts';
import type { DemoOrganization } from './make-organizations.ts';
import type { DemoPerson } from './make-people.ts';
import { offersOf } from './offers.ts';

type Programme = { kind: PlannedActivity['kind']; category: PlannedActivity['category']; names: string[]; sessions: [number, number]; share: number; whom: 'elder' | 'child' | 'adult' | 'all'; by: ItemCode[]; come: [number, number]; heads: [number, number] };

// Sized so that the figures come out near what the practice published: over 10,000 services to elders, over 9,000 to children, over 400 cultural events, over 100,000 person-times.
const PROGRAMMES: Programme[] = [
  { kind: 'culture', category: 'culture', names: ['邻里文艺汇演', '端午包粽子', '元宵灯谜会', '马头琴音乐会', '那达慕趣味运动会', '重阳敬老演出', '社区书画展', '百姓大舞台'], sessions: [1, 1], share: 11, whom: 'all', by: ['activities'], come: [14, 34], heads: [60, 210] },
  { kind: 'service', category: 'elderCare', names: ['长者助餐日', '银龄健康站', '独居老人聚餐', '智能手机课堂', '老年合唱团'], sessions: [3, 5], share: 6, whom: 'elder', by: ['meals', 'companionship'], come: [9, 20], heads: [0, 24] },
  { kind: 'holidayClass', category: 'childCare', names: ['暑期公益课堂', '四点半课堂', '寒假成长营', '双语阅读角'], sessions: [4, 7], share: 4, whom: 'child', by: ['homeworkHelp', 'holidayCare'], come: [9, 19], heads: [0, 6] },
  { kind: 'skillTraining', category: 'employment', names: ['家政月嫂培训', '电焊技能班', '电商入门课', '农牧民转移就业培训'], sessions: [2, 4], share: 2, whom: 'adult', by: ['skillsTraining'], come: [10, 24], heads: [0, 4] },
];

/** Figure F7 as published: 1,867 people took part as volunteers. */
const VOLUNTEERS = 1867;

type PlannedMonth = { first: LocalDate; last: LocalDate; activities: { activity: PlannedActivity; programme: Programme; place: Place; days: LocalDate[] }[]; chance: Chance };

function planMonth(city: DemonstrationCity, index: number, organizations: Map<string, DemoOrganization[]>): PlannedMonth {
  const chance = city.chanceFor(`month ${index}`);
  const first = addDays(city.firstDay, 30 + index * 30);
  const last = addDays(first, 29) < city.today ? addDays(first, 29) : city.today;
  const activities = PROGRAMMES.flatMap((programme) => Array.from({ length: programme.share }, () => {
    const place = chance.pick(city.linkage);
    const able = (organizations.get(place.code.slice(0, 6)) ?? []).filter(({ name }) => offersOf(name).some((item) => programme.by.includes(item)));
    const organization = able.length > 0 && chance.happens(0.7) ? chance.pick(able) : undefined;
    const days = Array.from({ length: chance.whole(...programme.sessions) }, () => addDays(first, chance.whole(1, 28))).filter((day) => day <= addDays(city.today, 7));
    return {
      programme, place, days: [...new Set(days)].sort(),
      activity: {
        divisionCode: place.code, name: `${place.name.replace(/(社区|嘎查|村)$/, '')}${chance.pick(programme.names)}`, kind: programme.kind, category: programme.category,
        organizationId: organization?.id ?? null, organizerName: organization?.name ?? `${place.name}三社联动工作站`, audience: { elder: '60 岁以上老人', child: '中小学生', adult: '待业居民、转移农牧民', all: '全体居民' }[programme.whom], place: `${place.name}活动室`,
      },
    };
  }));
  return { first, last, activities, chance };
}

const groupOf = (person: DemoPerson, day: LocalDate): 'elder' | 'child' | 'adult' => { const age = ageOn(person.birthDate, day); return age >= 60 ? 'elder' : age < 18 ? 'child' : 'adult'; };

/** Activities, their sessions and who came to them, month by month; those of the coming week are planned and not yet held. */
export async function makeActivities(city: DemonstrationCity, people: DemoPerson[], organizations: DemoOrganization[]): Promise<void> {
  const byCounty = new Map<string, DemoOrganization[]>();
  for (const organization of organizations.filter(({ kind }) => kind === 'socialServiceOrg' || kind === 'communitySocialOrg')) {
    const county = organization.divisionCode.slice(0, 6);
    byCounty.set(county, [...(byCounty.get(county) ?? []), organization]);
  }
  const peopleOf = new Map<string, DemoPerson[]>();
  for (const person of people) peopleOf.set(person.divisionCode, [...(peopleOf.get(person.divisionCode) ?? []), person]);
  const volunteers = city.chanceFor('volunteers').shuffle(people.filter((person) => groupOf(person, city.firstDay) === 'adult')).slice(0, VOLUNTEERS);
  const months = Array.from({ length: 42 }, (_, i) => planMonth(city, i, byCounty)).filter(({ first }) => first <= city.today);
  // every volunteer serves at least once: they are handed out in turn
  let turn = 0;
  const rosters = months.map((month) => month.activities.map(({ days }) => days.map(() => Array.from({ length: 2 }, () => volunteers[turn++ % volunteers.length]!))));
  await inParallel(city, months.entries(), ([index, month]) => makeMonth(city, month, rosters[index]!, peopleOf), 3);
}

async function makeMonth(city: DemonstrationCity, { first, last, activities, chance }: PlannedMonth, rosters: DemoPerson[][][], peopleOf: Map<string, DemoPerson[]>): Promise<void> {
  const sessions = await city.on(first, async (tx, call) => {
    const planned = await planActivities(tx, call, activities.map(({ activity }) => activity));
    const wanted = activities.flatMap(({ days, programme, place }, i) => {
      const result = planned[i]!;
      return result.ok ? days.map((heldOn, j) => ({ programme, place, heldOn, roster: rosters[i]![j]!, session: { activityId: result.value.activityId, heldOn, startsAt: '09:30', endsAt: '11:00' } })) : [];
    });
    const made = await addSessions(tx, call, wanted.map(({ session }) => session));
    return wanted.flatMap((one, i) => { const result = made[i]!; return result.ok ? [{ ...one, sessionId: result.value.sessionId }] : []; });
  });
  // what was on yesterday and today may still wait for its record: that is somebody's work
  const past = sessions.filter(({ heldOn }) => heldOn <= last && (heldOn < addDays(city.today, -2) || chance.happens(0.5)));
  if (past.length === 0) return;
  await city.on(last, (tx, call) => holdSessions(tx, call, past.map(({ sessionId, programme, place, heldOn, roster }) => {
    const here = (peopleOf.get(place.code) ?? []).filter((person) => programme.whom === 'all' || groupOf(person, heldOn) === programme.whom);
    const came = chance.shuffle(here).slice(0, chance.whole(...programme.come)).filter((person) => !roster.includes(person));
    return {
      sessionId, unregisteredPersons: chance.whole(...programme.heads),
      entries: [
        ...came.map(({ id }) => ({ personId: id, part: 'beneficiary' as const, presence: chance.happens(0.94) ? 'present' as const : 'absent' as const })),
        ...[...new Set(roster)].map(({ id }) => ({ personId: id, part: 'volunteer' as const, presence: 'present' as const, minutes: chance.whole(6, 18) * 10 })),
      ],
    };
  })));
}
