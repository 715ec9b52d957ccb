import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { USERNAME, type CreateAccount } from '../areas/access/core/accounts-contract.ts';
import { messages as accessMessages } from '../areas/access/core/messages.ts';
import { passwordFrom } from '../areas/access/core/password.ts';
import { createAccountRoute } from '../areas/access/server/account-routes.ts';
import { verifyRun } from '../areas/matching/server/operations.ts';
import { LOOSE_ENDS } from '../areas/referrals/core/loose-end.ts';
import { messages as referralMessages } from '../areas/referrals/core/messages.ts';
import { listLooseEnds } from '../areas/referrals/server/loose-ends.ts';
import { levelOf } from '../kernel/division.ts';
import { ROLES, type Role } from '../kernel/role.ts';
import { NotFound } from '../platform/server/errors.ts';
import { newId } from '../platform/server/ids.ts';
import { scopeOf } from '../platform/server/actor.ts';
import { systemActor } from '../platform/server/call.ts';
import { performCommand, type Platform } from '../platform/server/perform.ts';
import { makeSay } from '../platform/server/say.ts';
import { checkAudit, sealAudit, type ChainFault } from '../platform/server/seal.ts';
import { demonstrationState, emptyDatabase, isServed, openFoundation, type Foundation } from './foundation.ts';
import { readOptions } from './options.ts';
import { findBehind } from './user-behind.ts';
import type { Settings } from './settings.ts';

const say = makeSay([accessMessages, referralMessages]);

/** Opens the database for one command and closes it whatever happens. */
export async function withFoundation<T>(settings: Settings, prepare: boolean, work: (foundation: Foundation) => Promise<T>): Promise<T> {
  const foundation = await openFoundation(settings, { prepare, log: (said) => console.error(`${said.zh}\n${said.en}`) });
  try { return await work(foundation); } finally { await foundation.close(); }
}

export const migrateCommand = (settings: Settings): Promise<number> =>
  withFoundation(settings, true, async () => { console.log('数据库已是最新。 / The database is up to date.'); return 0; });

/** What of the referrals is nobody's, by kind, each with a few to look at; true where nothing is. */
async function checkReferrals(platform: Platform, city: string): Promise<boolean> {
  const ends = await platform.database.transaction(scopeOf(systemActor(city)), (tx) => listLooseEnds(tx), { readOnly: true });
  for (const what of LOOSE_ENDS) {
    const found = ends.filter((end) => end.what === what);
    const some = found.slice(0, 3).map(({ subjectId, divisionCode }) => `${divisionCode} ${subjectId}`).join(', ');
    if (found.length > 0) console.error(`${say('zh', `referrals.looseEnd.${what}`)} / ${say('en', `referrals.looseEnd.${what}`)}: ${found.length} (${some}${found.length > 3 ? ' …' : ''})`);
  }
  console.log(ends.length === 0 ? '在办的转介都有人办，退回的需求都有人接着办。 / Every referral under way is somebody’s to go on with, and so is every need that came back.'
    : '有转介或需求没有人办；后台任务每小时补一次，一小时后还有，请联系维护人员。 / Some referrals or needs are nobody’s. The hourly job gives them to somebody; if they are still here after an hour, ask whoever maintains this.');
  return ends.length === 0;
}

const faultSaid = (kind: ChainFault['kind']): string => `${say('zh', `access.chain.${kind}`)} / ${say('en', `access.chain.${kind}`)}`;

/** `sanshe check [--head N:HASH]`: exit code 1 when the chain does not hold, or not up to an end that was noted before, or when a referral is nobody's; each place is named. */
export async function checkCommand(words: string[], settings: Settings): Promise<number> {
  const { value, unknown } = readOptions(words, ['head'], []);
  const noted = /^(\d+):([0-9a-f]{8,64})$/.exec(value('head') ?? '');
  if (unknown.length > 0 || (value('head') !== undefined && !noted)) { console.error('用法 / usage: sanshe check [--head N:HASH]'); return 2; }
  return withFoundation(settings, false, async ({ platform }) => {
    while (await sealAudit(platform) > 0);
    const { end, faults } = await checkAudit(platform, noted ? { sequence: Number(noted[1]), hash: noted[2]! } : undefined);
    for (const { kind, sequence, auditId } of faults) console.error(`${sequence > 0 ? `第 ${sequence} 环 / link ${sequence}: ` : ''}${faultSaid(kind)}${auditId ? ` (${auditId})` : ''}`);
    console.log(faults.length === 0 ? `审计链完好，共 ${end.sequence} 行。 / The audit chain holds: ${end.sequence} rows.` : '审计链有问题。 / The audit chain does not hold.');
    // written down elsewhere, it shows later that nothing up to here was taken back, whoever had the database and the key
    if (faults.length === 0) console.log(`${end.sequence}:${end.hash.toString('hex').slice(0, 32)}`);
    return (await checkReferrals(platform, settings.city)) && faults.length === 0 ? 0 : 1;
  });
}

/** `sanshe user add`: the operation of the page that opens accounts, performed by the system. */
export async function userCommand(words: string[], settings: Settings): Promise<number> {
  const { words: [act, username, role, divisionCode], value, unknown } = readOptions(words, ['name', 'organization', 'person'], []);
  const name = value('name') || username;
  if (act !== 'add' || unknown.length > 0 || !username || !role || !ROLES.includes(role as Role) || !divisionCode || !levelOf(divisionCode)) {
    console.error(`用法 / usage: sanshe user add NAME ROLE DIVISION [--name 姓名] [--organization 组织名称或统一社会信用代码] [--person 身份证号或手机号]\nROLE: ${ROLES.join(' ')}`);
    return 2;
  }
  if (!USERNAME.test(username)) { console.error('用户名用小写字母、数字、点、横线，2 至 64 个；姓名写在 --name 后面。 / A user name has 2 to 64 small letters, digits, dots or hyphens; the person’s own name goes behind --name.'); return 2; }
  return withFoundation(settings, true, async ({ platform }) => {
    const firstPassword = passwordFrom(randomBytes(16));
    const behind = await findBehind(platform, value('organization'), value('person'));
    if (typeof behind === 'string') { console.error(behind); return 1; }
    const input: CreateAccount = { requestId: newId(), username, name: name!, role: role as Role, divisionCode, firstPassword, ...behind };
    const { status, body } = await performCommand(platform, createAccountRoute, { actor: systemActor(settings.city), language: 'zh' }, input);
    if (status !== 200) {
      const { code, ...details } = body as { code: string };
      console.error(`${say('zh', `access.refusal.${code}`, details)} / ${say('en', `access.refusal.${code}`, details)}`);
      return 1;
    }
    console.log(`${username}  ${firstPassword}\n首次登录须改密码。 / To be changed at the first sign-in.`);
    return 0;
  });
}

/** `sanshe demo remove`: the demonstration city is gone, the next start is empty. Refused where the records are a real city's. */
export async function demoCommand([act]: string[], settings: Settings): Promise<number> {
  if (act !== 'remove') { console.error('用法 / usage: sanshe demo remove'); return 2; }
  return withFoundation(settings, false, async ({ ownerOptions, platform }) => {
    if ((await demonstrationState(ownerOptions)) === 'none') {
      console.error('这里不是示范城市，什么也没有删除。 / This is not the demonstration city; nothing was removed.');
      return 1;
    }
    await platform.database.close();
    if (await isServed(ownerOptions)) {
      console.error('三社正在这个数据库上运行：请先停止它（Ctrl-C），再移除示范城市。 / Sanshe is running on this database: stop it first (Ctrl-C), then remove the demonstration city.');
      return 1;
    }
    await emptyDatabase(ownerOptions);
    console.log('示范城市已移除。用 SANSHE_EMPTY=1 启动，即从空库开始。 / The demonstration city is removed. Start with SANSHE_EMPTY=1 to begin empty.');
    return 0;
  });
}

/** `sanshe match --verify RUN`: solves the frozen lists of a run again and compares everything with what it said. Exit code 1 where it does not hold. */
export async function matchCommand(words: string[], settings: Settings): Promise<number> {
  const options = readOptions(words, ['verify', 'dimacs', 'out', 'time-limit'], []);
  const [runId, input, output, seconds] = [options.value('verify'), options.value('dimacs'), options.value('out'), Number(options.value('time-limit') ?? Infinity)];
  if (options.unknown.length + options.words.length > 0 || !(seconds > 0) || (runId ? input : !input || !output)) {
    console.error('用法 / usage: sanshe match --verify RUN; sanshe match --dimacs IN.min --out OUT.sol [--time-limit SECONDS]');
    return 2;
  }
  if (!runId) return (await import('./dimacs-command.ts')).dimacsCommand(input!, output!, seconds * 1_000);
  if (!z.uuid().safeParse(runId).success) {
    console.error(`“${runId}”不是对接的编号：编号写在那次对接的“怎么算的”里。 / ${runId} is no number of a run: it stands under “How it was weighed” of the run.`);
    return 1;
  }
  return withFoundation(settings, false, async ({ platform }) => {
    const verification = await platform.database.transaction(scopeOf(systemActor(platform.city)), (tx) => verifyRun(tx, runId), { readOnly: true }).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (!verification) {
      console.error(`没有编号为 ${runId} 的对接，或者它没有算成，没有可复核的。 / There is no run ${runId}, or it came to no result that could be verified.`);
      return 1;
    }
    const { holds, faults, objective } = verification;
    for (const fault of faults) console.error(fault);
    console.log(holds ? `对接结果成立，四项合成的数是 ${objective}。 / The run holds; the four as one number: ${objective}.` : '对接结果不成立。 / The run does not hold.');
    return holds ? 0 : 1;
  });
}
