import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/kernel/local-date.ts';
import { audit, firstSignIn, openAccount } from './support/keep-steps.ts';
import { acceptReferral, confirmOnPhone, deliverReferral, openSlip, scheduleReferral } from './support/referral-steps.ts';
import { acceptProposal, addResource, FIGURES, figuresOf, findNeed, importSample, type NeedAnswer, runMatch } from './support/steps.ts';
import { signInAs, until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

// One line of the ledger: an elder of 83, 探访陪伴, "每周打个电话".
const ELDER = { name: '奇梅雪', item: 'companionship', itemWord: '探访陪伴', community: '沃热社区', place: '150602' };
const PHONE = { width: 390, height: 844 };

const shared = walks();
const { enter } = shared;

/** On a phone whose browser speaks English: the door does, too. */
async function enterInEnglish(person: string): Promise<Walker> {
  const here = await enter(null, { ...PHONE, language: 'en-GB' });
  await here.go('/sign-in');
  await here.page.getByRole('heading', { level: 1, name: /^Sign in/ }).waitFor();
  await signInAs(here, person);
  return here;
}

describe('the first walk', () => {
  it('goes from a spreadsheet of needs to a figure that opens', async () => {
    const on = dayOf(new Date());
    const worker = await enter(null);
    await worker.go('/sign-in');
    await worker.page.locator('[data-person="station-worker"]').waitFor();
    await worker.look('01-sign-in');
    await signInAs(worker, 'station-worker');
    await worker.page.getByRole('heading', { level: 1, name: '我的工作' }).waitFor();
    await worker.look('02-my-work');
    const before = { city: await figuresOf(worker, '1506', on), place: await figuresOf(worker, ELDER.place, on) };

    const counts = await importSample(worker, { kind: 'needs', file: '居民需求台账.xlsx', asOf: '2021-06-30', shot: '03-needs' });
    expect(counts.imported).toBeGreaterThan(2000);
    expect(counts.refused).toBeGreaterThan(0);

    const needId = await findNeed(worker, ELDER.name, '04-search');
    await worker.look('04-need');

    // What a worker has heard, the lead of the place verifies.
    const lead = await enter('station-lead');
    await lead.go(`/needs/${needId}`);
    await lead.button('核实').click();
    await until('the need is verified', async () => (await lead.ask<NeedAnswer>(`/api/needs/${needId}`)).isVerified);
    await lead.look('05-verified');

    const receiver = await enter('organization-manager');
    const { grants: [grant] } = await receiver.ask<{ grants: { organizationName: string }[] }>('/api/session');
    const provider = grant!.organizationName;
    await addResource(worker, { provider, item: ELDER.itemWord, home: ELDER.community }, '06-resource');

    await runMatch(worker, '07-match');
    const referralId = await acceptProposal(worker, { ...ELDER, needId, provider }, '08-proposal');

    await acceptReferral(receiver, referralId, ELDER.name, '09-receiver');
    await scheduleReferral(receiver, referralId, on, '10-receiver');
    await deliverReferral(receiver, referralId, '11-receiver');
    const served = await figuresOf(worker, '1506', on);
    expect(served.needsMet, 'delivered is not met').toBe(before.city.needsMet);

    const address = await openSlip(worker, referralId, '12-slip');
    const resident = await enter(null, PHONE);
    await confirmOnPhone(resident, address, provider, '13-resident');

    await worker.go(`/needs/${needId}`);
    await worker.page.getByText('已满足').first().waitFor();
    await worker.look('14-need-met');
    const timeline = await worker.page.locator('.timeline li').allInnerTexts();
    for (const step of ['听到这项需求', '已核实', '转介出去', '承接方接单', '约定了时间', '提供了服务', '居民说还没有得到帮助', '居民改口：得到帮助了']) {
      const told = timeline.find((line) => line.includes(step));
      expect(told, `${step}: who and when`).toMatch(/\n.+\n.*\d{2}:\d{2}/s);
    }

    // The figures moved by exactly this one, in the city and in its district, and open to it.
    for (const [division, was] of [['1506', before.city], [ELDER.place, before.place]] as const) {
      const now = await figuresOf(worker, division, on);
      expect(Object.fromEntries(FIGURES.map((code) => [code, now[code]! - was[code]!])), division).toEqual({ F4: 1, F8: 1, needsMet: 1 });
    }
    await worker.go(`/city?division=1506&from=${on}&to=${on}`);
    await worker.page.locator('a[href*="/figures/F8"]').first().waitFor();
    await worker.look('15-city');
    for (const code of FIGURES) {
      await worker.go(`/city?division=1506&from=${on}&to=${on}`);
      await worker.page.locator(`.figures-card a[href*="/figures/${code}?"]`).click();
      await worker.page.waitForURL(new RegExp(`/figures/${code}`));
      await worker.page.locator('main').getByText(ELDER.name).first().waitFor();
      const said = Number((await worker.page.locator('h1 + .page-beside').innerText()).replace(/\D/g, ''));
      expect(said, `the list behind ${code} is as long as its figure`).toBe((await figuresOf(worker, '1506', on))[code]);
      await worker.look(`16-records-${code}`);
      await worker.page.locator('main .body-row').filter({ hasText: ELDER.name }).first().click({ position: { x: 300, y: 12 } });
      await worker.page.waitForURL(new RegExp(`/referrals/${referralId}|/needs/${needId}`));
    }
  }, 1_200_000);

  it('keeps to what each role may see, in English and on a phone', async () => {
    const manager = await enterInEnglish('organization-manager');
    await manager.page.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await manager.look('20-manager-my-work');
    await manager.go('/referrals');
    await manager.page.getByRole('heading', { level: 1, name: 'Referrals' }).waitFor();
    await manager.look('21-manager-referrals');
    const inbox = await manager.ask<{ items: { organizationId: string }[] }>('/api/referrals', { limit: '200' });
    const { grants: [grant] } = await manager.ask<{ grants: { organizationId: string }[] }>('/api/session');
    expect(inbox.items.length).toBeGreaterThan(0);
    expect(inbox.items.every(({ organizationId }) => organizationId === grant!.organizationId), 'an organisation sees its own').toBe(true);

    const officer = await enterInEnglish('city-officer');
    await officer.go('/city');
    await officer.page.locator('.figures-card a[href*="/figures/F8?"]').waitFor();
    await officer.look('22-officer-city');
    const { figures } = await officer.ask<{ figures: { code: string; value: number }[] }>('/api/figures', { division: '1506', from: '2025-01-01', to: dayOf(new Date()), codes: 'F8' });
    expect(figures[0]!.value).toBeGreaterThan(1000);
    await officer.go('/needs');
    await officer.page.getByRole('heading', { level: 1, name: 'Needs' }).waitFor();
    await officer.look('23-officer-needs');
    for (const path of ['/api/needs', '/api/people']) expect((await officer.ask<{ total: number }>(path)).total, `${path} of a city officer`).toBe(0);
  }, 300_000);

  it('speaks the other language once its words have come, and goes on in its own where they cannot', async () => {
    const here = await enter(null);
    const { page, context } = here;
    const asked: string[] = [];
    page.on('request', (request) => { const [, language] = /words-(zh|en)-/.exec(request.url()) ?? []; if (language) asked.push(language); });
    await page.addInitScript(`new MutationObserver(() => { if (/⟦/.test(document.body?.innerText ?? '')) sessionStorage.setItem('wordless', document.body.innerText); }).observe(document, { childList: true, subtree: true, characterData: true });`);
    const press = () => page.locator('button.language span:not(.is-now)').click();
    const title = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
    await signInAs(here, 'station-lead');
    await here.go('/needs');
    await title('需求');
    expect(new Set(asked), 'one language').toEqual(new Set(['zh']));
    await context.setOffline(true);
    await press();
    await page.getByText('英文没能取来，页面仍是中文').waitFor();
    await title('需求');
    await context.setOffline(false);
    await press();
    await title('Needs');
    expect(asked.slice(-2), 'asked for again after it had failed').toEqual(['en', 'en']);
    await here.look('25-needs-in-english');
    await context.setOffline(true);
    await press();
    await title('需求');
    await context.setOffline(false);
    await press();
    await title('Needs');
    await page.reload();
    await title('Needs');
    expect(asked.at(-1), 'what was chosen is kept').toBe('en');
    await press();
    await title('需求');
    expect(await page.evaluate(`sessionStorage.getItem('wordless')`), 'no key is seen meanwhile').toBe(null);

    const unlucky = await enter(null, PHONE);
    await unlucky.page.route(/words-zh-/, (route) => route.abort());
    await unlucky.go('/sign-in');
    await unlucky.page.getByRole('heading', { name: 'Part of this page did not come' }).waitFor();
    await unlucky.look('26-without-words');
    await unlucky.page.unroute(/words-zh-/);
    await unlucky.page.getByRole('button', { name: '再试一次' }).click();
    await unlucky.page.locator('#username').waitFor();
  }, 120_000);

  it('lets a new colleague in: an account is opened, its password changed at first sign-in, and the auditor finds all of it', async () => {
    const account = { name: '赵小满', username: `zhao-${Date.now().toString(36)}`, role: '财务', place: '东胜区' };
    const administrator = await enter('administrator');
    await administrator.page.waitForURL(/\/accounts$/);
    await administrator.look('30-accounts');
    const handed = await openAccount(administrator, account, '31');
    await firstSignIn(await enter(null, PHONE), handed, 'Grass-2026-green', '/city', '32');
    await audit(await enter('auditor'), account, '33-audit');
    const onPhone = await enterInEnglish('auditor');
    await onPhone.page.waitForURL(/\/audit$/);
    await onPhone.look('34-audit-phone');
  }, 300_000);
});
