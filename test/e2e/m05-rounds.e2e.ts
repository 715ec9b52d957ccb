import { describe, expect, it } from 'vitest';
import type { NeedFile } from '../../src/areas/needs/core/contract.ts';
import type { RoundFile, RoundRow, RoundSays } from '../../src/areas/surveys/core/round-contract.ts';
import { choose, until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

const rounds = async (here: Walker) => (await here.ask<{ items: RoundRow[] }>('/api/survey-rounds')).items;

describe('a survey round', () => {
  it('is planned and begun at the desk, walked with a phone, and what was heard names it', async () => {
    const lead = await enter('station-lead'), { page } = lead;
    const purpose = `走访${Date.now() % 100_000}`;
    await lead.go('/rounds');
    await lead.look('05-rounds');
    await lead.button('拟定一轮调查').click();
    await page.getByLabel(/^目的/).fill(purpose);
    await choose(lead, page.locator('[data-field=divisionCode] input'), '航空社区', '航空');
    await choose(lead, page.locator('[data-field=ageGroup] .ant-select'), '60 岁及以上');
    await page.getByText(/现在符合条件的有 \d+ 户/).waitFor();
    await page.getByLabel('随机抽一部分').check();
    await page.getByLabel(/^抽多少/).fill('12');
    await lead.look('05-rounds-plan');
    await page.locator('form button[type=submit]').click();
    await page.waitForURL(/\/rounds\/[0-9a-f-]{36}/);
    await lead.look('05-rounds-planned');
    await lead.button('开始').click();
    await page.getByText('已问清 0 / 12').waitFor();
    const { id } = (await rounds(lead)).find((one) => one.purpose === purpose)!;
    expect(await lead.ask<RoundFile>(`/api/survey-rounds/${id}`)).toMatchObject({ status: 'running', members: 12, sampleSize: 12 });

    const phone = await enter('station-worker', { width: 390, height: 844 });
    await phone.go(`/rounds/${id}`);
    await phone.look('05-rounds-route');
    await phone.page.locator('.rounds-door').first().click();
    await phone.page.waitForURL(/\/doors\//);
    await phone.look('05-rounds-door');
    await phone.button('记一项需求').click();
    const who = phone.page.locator('[data-field=personId] input');
    if (await who.count() > 0) await who.first().check();
    await choose(phone, phone.page.locator('[data-field=item] .ant-select'), '陪诊', '陪诊');
    await phone.page.locator('.rounds-hear textarea').fill('下周去医院复查');
    await phone.look('05-rounds-hear');
    await phone.page.locator('.rounds-hear button[type=submit]').click();
    await phone.page.locator('.rounds-heard').getByText('下周去医院复查').waitFor();
    await phone.page.locator('.rounds-heard a').first().click();
    await phone.page.waitForURL(/\/needs\//);
    const need = await phone.ask<NeedFile>(`/api/needs/${new URL(phone.page.url()).pathname.split('/').at(-1)!}`);
    expect(need.heard.at(-1)).toMatchObject({ channel: 'homeInquiry', words: '下周去医院复查', round: { id, purpose } });
    await phone.page.getByText(`需求调查“${purpose}”`).waitFor();

    // the next door by keyboard alone, where nobody is at home
    await phone.page.goBack();
    await phone.button('下一户').click();
    await until('the next door stands there', async () => (await phone.page.locator('.rounds-outcomes').count()) > 0 && (await phone.page.locator('.rounds-heard li').count()) === 0);
    await phone.button('家里没人').focus();
    await phone.page.keyboard.press('Enter');
    await phone.page.getByText('已记下：家里没人').waitFor();
    expect((await lead.ask<RoundFile>(`/api/survey-rounds/${id}`))).toMatchObject({ heard: 1, tried: 2 });

    await page.goto(`${lead.url}/rounds/${id}`);
    await lead.button('结束调查').click();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await page.getByRole('dialog').getByText(/还有 10 户/).first().waitFor();
    await page.getByLabel('知道还有没问到的，就此结束').check();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    await until('it is closed', async () => (await lead.ask<RoundFile>(`/api/survey-rounds/${id}`)).status === 'closed');
    await lead.look('05-rounds-too-few');
  }, 300_000);

  it('says in the demonstration what it says, in both languages and on a phone, with discussions apart', async () => {
    for (const how of [{ language: 'zh' }, { language: 'en', width: 390, height: 844 }]) {
      const here = await enter('station-lead', how);
      const closed = (await rounds(here)).find(({ status, purpose }) => status === 'closed' && purpose.startsWith('有老人'))!, running = (await rounds(here)).find(({ status }) => status === 'running')!;
      const { says } = await here.ask<{ says: RoundSays }>(`/api/survey-rounds/${closed.id}/says`);
      expect(says.whole.coverage.drawn).toBe(90);
      expect(says.apart).toMatchObject({ discussions: 1, present: 31, voices: 6 });
      await here.go(`/rounds/${closed.id}?tab=says`);
      await here.page.locator('.rounds-estimate').first().waitFor();
      expect(await here.page.locator('.rounds-estimate').count()).toBe(says.whole.categories.filter(({ category, members }) => members > 0 || says.apart.categories.some((one) => one.category === category)).length);
      await here.look(`05-rounds-says-${how.language}`);
      for (const tab of ['calls', 'talks']) { await here.go(`/rounds/${running.id}?tab=${tab}`); await here.look(`05-rounds-${tab}-${how.language}`); }
      await here.go(`/rounds/${running.id}/sheet`);
      await here.look(`05-rounds-sheet-${how.language}`);
    }
  }, 300_000);
});
