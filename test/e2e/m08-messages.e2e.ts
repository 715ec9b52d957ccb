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
    await phone.page.getByText('已保存。验证码已发到新邮箱').waitFor();
    const code = await until('the code has come', () => Promise.resolve(mail.got.map((letter) => /您的验证码是 (\d{6})/.exec(readMail(letter).body)?.[1]).find(Boolean)));
    await phone.look('08-my-reach-code');
    await phone.page.getByLabel(/^验证码/).fill(code === '000000' ? '000001' : '000000');
    await phone.button('核对').click();
    await phone.page.getByText('验证码不对，还可以试 4 次').waitFor();
    await phone.page.getByLabel(/^验证码/).fill(code);
    await phone.button('核对').click();
    await phone.page.getByText('核对好了').waitFor();
    await phone.look('08-my-reach');
    expect(await phone.ask('/api/my-reach')).toMatchObject({ email: 'worker@example.org', byEmail: true, quietFrom: '22:00', offered: { email: true, sms: false } });
    await phone.go('/messages');
    await phone.look('08-messages-phone');
    await mail.close();
    await robot.close();
  });

  it('an operator words a message anew, sees what it will look like and what it is charged as, and goes back', async () => {
    const desk = await enter('administrator'), { page } = desk;
    await desk.go('/message-texts');
    await desk.look('08-texts');
    await page.locator('.channels-list > li').filter({ has: page.getByRole('heading', { name: '约好日期' }) }).getByRole('button', { name: '修改' }).click();
    const body = page.locator('[data-field=zhBody] textarea');
    await body.fill('{{personName}}，{{day}} 上门');
    await page.locator('main form button[type=submit]').click();
    await page.getByText('这里不能写 {{personName}}').first().waitFor();
    await desk.look('08-text-refused');
    await body.fill('编号 {{number}}：{{day}} {{hours}} 上门。\n电话 {{phone}}');
    await page.getByText('编号 K7M4R X9QDT：').waitFor();
    await page.locator('main form button[type=submit]').click();
    await page.getByText('自己的文字，第 1 版').waitFor();
    await page.locator('.channels-list > li').filter({ has: page.getByRole('heading', { name: '约好日期' }) }).getByRole('button', { name: '修改' }).click();
    await page.getByRole('heading', { name: '以前的说法' }).waitFor();
    await desk.look('08-text-own');
    await desk.button('恢复通用文字').click();
    await page.locator('.ant-modal form button[type=submit]').click();
    await page.waitForURL(/message-texts$/);
    await until('the standing text counts', async () => (await page.getByText('自己的文字').count()) === 0);
  });

  it('a resident turns SMS on and off with one switch', async () => {
    const phone = await enter('resident', { width: 390, height: 844 }), { page } = phone;
    await phone.go('/my-needs');
    const own = page.getByRole('switch', { name: '短信通知' });
    await own.scrollIntoViewIfNeeded();
    await phone.look('08-sms-off');
    await own.click();
    await page.getByText(/起发到 \d{3}\*{4}\d{4}，用中文写/).waitFor();
    await phone.look('08-sms-on');
    expect(await phone.ask('/api/people/own-messages')).toMatchObject({ isWanted: true, language: 'zh' });
    await own.click();
    await until('it is off', async () => !(await phone.ask<{ isWanted: boolean }>('/api/people/own-messages')).isWanted);
    const english = await enter('resident', { width: 1280, height: 844, language: 'en-GB' });
    await english.go('/my-needs');
    await english.look('08-en-sms-1280');
    const desk = await enter('station-worker');
    await desk.go('/needs/new');
    await desk.page.locator('[data-field=who]').getByText('新').first().click();
    await desk.page.locator('[data-field=newPerson] input').nth(2).fill('13847700001');
    await desk.page.getByText('居民另外同意').waitFor();
    await desk.look('08-heard');
  });

  it('the same pages in English, at the desk and on a phone', async () => {
    for (const [who, paths] of [['administrator', ['/channels', '/messages', '/message-texts', '/message-texts/dayAgreed', '/my-reach']]] as const) {
      for (const width of [1280, 390]) {
        const here = await enter(who, { width, height: 844, language: 'en-GB' });
        for (const path of paths) { await here.go(path); await here.look(`08-en${path.replaceAll('/', '-')}-${width}`); }
      }
    }
  });
});
