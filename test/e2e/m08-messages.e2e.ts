import { describe, expect, it } from 'vitest';
import { readMail, startHttpReceiver, startMailReceiver } from '../support/receivers.ts';
import { choose, until, type Walker } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

const card = ({ page }: Walker, kind: string | RegExp) => page.locator('.channels-list > li').filter({ has: page.getByRole('heading', { name: kind }) });
const save = ({ page }: Walker) => page.locator('.ant-modal form button[type=submit]').click();

describe('messages', () => {
  it('an administrator sets up a mail server and a group robot, tries them, and reads what the other side answered; a worker says how to be told', async () => {
    const mail = await startMailReceiver({ user: 'sanshe', pass: 'secret' });
    const robot = await startHttpReceiver();
    const desk = await enter('administrator'), { page } = desk;
    await desk.go('/channels');
    await desk.look('08-channels');

    await card(desk, '邮件').getByRole('button', { name: '设置' }).click();
    await page.getByLabel(/^邮件服务器/).fill('127.0.0.1');
    await page.getByLabel(/^端口/).fill(String(mail.port));
    await choose(desk, page.locator('[data-field=security] .ant-select'), '不加密');
    await page.getByLabel(/^发件邮箱/).fill('sanshe@example.org');
    await page.getByLabel(/^登录名/).fill('sanshe');
    await page.getByLabel(/^密码/).fill('wrong');
    await save(desk);
    await page.getByText('这个地址不能用作消息渠道').first().waitFor();
    await desk.look('08-channels-refused');
    await page.getByLabel('服务器在本单位内网里').check();
    await save(desk);
    await page.getByText('已保存。请试发一条').waitFor();

    const trial = async () => {
      await card(desk, '邮件').getByRole('button', { name: '试发一条' }).click();
      await page.locator('.ant-modal').getByLabel(/^发到/).fill('lead@example.org');
      await save(desk);
    };
    await trial();
    await card(desk, '邮件').getByText('登录名或密码不对').waitFor();
    await desk.look('08-channels-tried');
    await card(desk, '邮件').getByRole('button', { name: '修改' }).click();
    await page.getByLabel(/^密码/).fill('secret');
    await desk.look('08-channels-mail');
    await save(desk);
    await trial();
    await card(desk, '邮件').getByText('已发出').waitFor();
    expect(readMail(mail.got[0]!)).toMatchObject({ subject: '试发消息', body: '这是一条试发的消息。收到它，说明消息渠道已经接通。' });

    await card(desk, '飞书').getByRole('button', { name: '设置' }).click();
    await page.locator('[data-field=url] input').fill(`${robot.url}/open-apis/bot/v2/hook/abcd`);
    await page.getByLabel('服务器在本单位内网里').check();
    await save(desk);
    robot.behave({ answers: '{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}' });
    await card(desk, '飞书').getByRole('button', { name: '试发一条' }).click();
    await save(desk);
    await card(desk, '飞书').getByText('sign match fail').waitFor();
    expect(await page.locator('.channels-list').innerText()).not.toContain('hook');
    await desk.look('08-channels-all');

    await desk.go('/messages');
    await page.getByText('没发成').first().waitFor();
    await desk.look('08-messages');
    await desk.go('/messages?view=failed');
    await desk.look('08-messages-failed');
    robot.behave('ok');
    await page.locator('main').getByRole('row').filter({ hasText: '飞书' }).getByRole('checkbox').check();
    await desk.button('再发一次').click();
    await until('the robot has it', async () => robot.got.length === 2);
    await page.locator('main').getByText('试发消息').first().click();
    await page.waitForURL(/\/messages\/[0-9a-f-]{36}/);
    await desk.look('08-message');
    expect(new Set(robot.got.map(({ headers }) => headers['x-sanshe-message'])).size).toBe(1);

    const phone = await enter('station-worker', { width: 390, height: 844 });
    await phone.go('/my-reach');
    await phone.page.getByLabel(/^我的邮箱/).fill('worker@example.org');
    await phone.page.getByLabel('发到这个邮箱').check();
    await phone.page.getByLabel(/^不打扰：从/).fill('22:00');
    await phone.page.locator('main form button[type=submit]').click();
    await phone.page.getByText('已保存。').waitFor();
    await phone.look('08-my-reach');
    expect(await phone.ask('/api/my-reach')).toMatchObject({ email: 'worker@example.org', byEmail: true, quietFrom: '22:00', offered: { email: true, sms: false } });
    await phone.go('/messages');
    await phone.look('08-messages-phone');
    await mail.close();
    await robot.close();
  });

  it('the same pages in English, at the desk and on a phone', async () => {
    for (const [who, paths] of [['administrator', ['/channels', '/messages', '/my-reach']]] as const) {
      for (const width of [1280, 390]) {
        const here = await enter(who, { width, height: 844, language: 'en-GB' });
        for (const path of paths) { await here.go(path); await here.look(`08-en${path.replace('/', '-')}-${width}`); }
      }
    }
  });
});
