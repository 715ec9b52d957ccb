import type { FastifyInstance } from 'fastify';
import { makeApi } from '../src/apps/api.ts';
import type { Actor } from '../src/platform/server/actor.ts';
import type { Platform } from '../src/platform/server/perform.ts';
import { listRows } from '../src/areas/imports/server/answers.ts';
import { correctRow } from '../src/areas/imports/server/correct.ts';
import { getImportRecord } from '../src/areas/imports/server/queries.ts';
import { beginImport, understandFiles } from '../src/areas/imports/server/operations.ts';
import { inBatch, runFor } from '../src/areas/imports/server/run.ts';
import { residentIdCheck } from '../src/areas/people/core/identity-number.ts';
import { systemActor } from '../src/platform/server/call.ts';
import { makeScratch, ms, quantile, type Measured } from './support/scratch.ts';

const ROWS = 100_000;
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'];
const ITEMS = ['助餐', '送餐', '陪诊', '家政', '理发', '康复训练', '心理疏导', '技能培训', '困难救助', '法律援助'];

const pad = (number: number, digits: number) => String(number).padStart(digits, '0');
/** Two rows in three with a number, each number twice; the others with a phone. */
function ledger(communities: { name: string; county: string }[]): string {
  const lines = ['旗区,姓名,身份证号,联系电话,所属社区,家庭住址,需求类别,具体需求,紧急程度,语言,采集方式,采集人,采集日期'];
  for (let i = 0; i < ROWS; i++) {
    const who = i % 3 === 2 ? i : Math.floor(i / 2);
    const { name, county } = communities[who % communities.length]!;
    const first17 = `150699${1930 + (who % 80)}${pad(1 + (who % 12), 2)}${pad(1 + (who % 28), 2)}${pad(Math.floor(who / 80) % 1000, 3)}`;
    const person = SURNAMES[who % 20]! + GIVEN[Math.floor(who / 20) % 20]! + GIVEN[Math.floor(who / 400) % 20]!;
    lines.push([county, person, i % 3 === 2 ? '' : first17 + residentIdCheck(first17), `1990${pad(who, 7)}`, name, `${who % 40}号楼${who % 9}单元`, ITEMS[i % ITEMS.length], '希望每周两次', '较急', '汉语', '入户', '白音', `2021-0${1 + (i % 6)}-1${i % 10}`].join(','));
  }
  // two that are refused, to be put right in the page: one before the import, one after it
  const { name, county } = communities[0]!;
  for (const who of ['甲', '乙']) lines.push([county, `改正${who}`, '', '', `${name}不存在`, '1号楼', '助餐', '希望每周两次', '较急', '汉语', '入户', '白音', '2021-03-05'].join(','));
  return lines.join('\n');
}

/** Puts the community of the first refused row right; how long that took. */
async function putRight(platform: Platform, actor: Actor, importId: string, place: string): Promise<number> {
  const began = performance.now();
  await inBatch(platform, actor, async (tx, call) => {
    const { items } = await listRows(tx, call, { importId, outcome: 'refused', code: 'unknownPlace', limit: 1 });
    const done = await correctRow(tx, call, { importId, ord: items[0]!.ord, seen: 0, cells: [{ column: 5, text: place }] });
    if (!done.ok || done.value.outcome !== 'imported') throw new Error(JSON.stringify(done));
  });
  return performance.now() - began;
}

/** Asks the server for its health all the while: what a page would feel. */
function listen(app: FastifyInstance): { stop(): Promise<{ waits: number[]; rss: number }> } {
  const waits: number[] = [];
  let rss = 0;
  let isOn = true;
  const asking = (async () => {
    while (isOn) {
      const began = performance.now();
      await app.inject('/api/health');
      waits.push(performance.now() - began);
      if (waits.length % 25 === 0) rss = Math.max(rss, process.memoryUsage.rss());
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return { stop: async () => { isOn = false; await asking; return { waits, rss }; } };
}

export async function run(): Promise<Measured[]> {
  const scratch = await makeScratch();
  try {
    const { rows: communities } = await scratch.owner.query<{ name: string; county: string }>(`
      select c.name, b.name as county from division c join division b on b.code = left(c.code, 6)
      where c.level = 'community' and not c.is_service_area and (select count(*) from division o where o.name = c.name and left(o.code, 6) = left(c.code, 6)) = 1 order by c.code limit 400`);
    const file = { name: '大台账.csv', bytes: new TextEncoder().encode(ledger(communities)) };
    const app = await makeApi(scratch.platform, { log: false, isSecure: false });
    const actor = systemActor('1506');
    const page = listen(app);
    const began = performance.now();
    const importId = await inBatch(scratch.platform, actor, async (tx, call) => {
      const made = await understandFiles(tx, call, 'needs', [file], '2021-06-30');
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value.importId;
    });
    const understood = performance.now();
    const before = await putRight(scratch.platform, actor, importId, communities[0]!.name);
    await inBatch(scratch.platform, actor, (tx, call) => beginImport(tx, call, { importId, statesConsent: true }, false));
    await runFor(scratch.platform, actor, importId);
    const ended = performance.now();
    const after = await putRight(scratch.platform, actor, importId, communities[0]!.name);
    const { waits, rss } = await page.stop();
    const { counts } = await inBatch(scratch.platform, actor, (tx) => getImportRecord(tx, importId));
    await app.close();
    const seconds = (ended - began - before) / 1000;
    const p95 = quantile(waits, 0.95);
    return [
      { what: `${ROWS.toLocaleString('en')} rows: read, understood and kept`, measured: `${((understood - began) / 1000).toFixed(1)} s`, isMet: null },
      { what: 'brought into the register, with consents', measured: `${((ended - understood - before) / 1000).toFixed(1)} s (${JSON.stringify(counts)})`, isMet: null },
      { what: 'the whole import', measured: `${seconds.toFixed(1)} s`, wanted: '≤ 60 s', isMet: seconds <= 60 },
      { what: 'a refused row put right, before the import and after it', measured: `${ms(before)}, ${ms(after)}`, wanted: '≤ 1 s', isMet: Math.max(before, after) <= 1000 },
      { what: 'most memory of the server', measured: `${Math.round(rss / 1048576)} MB`, wanted: '≤ 512 MB', isMet: rss <= 512 * 1048576 },
      { what: 'a page meanwhile, p95', measured: ms(p95), wanted: '≤ 200 ms', isMet: p95 <= 200 },
      { what: 'a page meanwhile, longest', measured: ms(Math.max(...waits)), isMet: null },
    ];
  } finally {
    await scratch.close();
  }
}
