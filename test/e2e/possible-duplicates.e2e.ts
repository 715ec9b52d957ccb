import { describe, expect, it } from 'vitest';
import { choose, fillDay, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

type Fields = { name: string; address: string; phone: string; born: string };

async function fill(here: Walker, { name, address, phone, born }: Fields, width = 1280): Promise<void> {
  const { page, go } = here;
  await go('/people/new');
  await page.getByLabel(/^(姓名|Name)/).first().fill(name);
  await choose(here, page.getByLabel(/^(社区|Community)/).first(), '航空社区', '航空社区');
  await page.getByLabel(/^(住址|Address)/).first().fill(address);
  await page.getByLabel(/^(电话|Phone)/).first().fill(phone);
  const day = page.getByLabel(/^(出生日期|Born on)/).first();
  // a phone has its own calendar
  await (width < 768 ? day.fill(born) : fillDay(here, day, born));
}

describe('possible duplicates', () => {
  it('who may be registered already is shown with the evidence before anything is saved, at a desk and on a phone, in both languages, by keyboard', async () => {
    const desk = await enter('station-worker');
    await fill(desk, { name: '哈斯高娃', address: '祥和苑3号楼2单元501室', phone: '14200008888', born: '1956-03-04' });
    await desk.page.keyboard.press('Control+Enter');
    await desk.page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
    let last = desk;
    for (const [language, width, shot] of [['zh-CN', 1280, 'desk-zh'], ['en-GB', 1280, 'desk-en'], ['zh-CN', 390, 'phone-zh'], ['en-GB', 390, 'phone-en']] as const) {
      const here = await enter('station-worker', { language, width });
      last = here;
      await fill(here, { name: '哈苏格娃', address: '祥和苑3-2-501', phone: '14200008888', born: '1956-04-03' }, width);
      await here.page.keyboard.press('Control+Enter');
      const panel = here.page.locator('.alike');
      await panel.waitFor();
      expect(await panel.innerText()).toMatch(/哈苏格娃 \/ 哈斯高娃/);
      expect(await panel.innerText()).toMatch(language === 'zh-CN' ? /蒙古语名的另一种译写[\s\S]*中/ : /another spelling of one Mongolian name[\s\S]*medium/);
      await here.look(`c-alike-${shot}`);
      // the focus is where the answer is given
      expect(await here.page.evaluate(`document.activeElement?.closest('.alike') !== null`)).toBe(true);
      expect((await here.ask<{ total: number }>('/api/people', { q: '哈苏格娃' })).total).toBe(0);
    }
    await last.page.keyboard.press('Space');
    expect(await last.page.locator('.alike').innerText()).toContain('哈斯高娃');
    await last.page.keyboard.press('Control+Enter');
    await last.page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  });
});
