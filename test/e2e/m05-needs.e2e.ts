import { expect, it } from 'vitest';
import type { NeedFile } from '../../src/areas/needs/core/contract.ts';
import type { MemberFile, RoundFile, RoundRow, RoundSays } from '../../src/areas/surveys/core/round-contract.ts';
import { beginRoundOf, doorsOf, makeQuestionnaire, openDoor, takePicture } from './support/round-steps.ts';
import { choose, until } from './support/walker.ts';
import { walks } from './support/walks.ts';

const shared = walks();
const { enter } = shared;

it('a round hears needs in a discussion, at a door, on the telephone and by the link of the door: one need with four evidences, counted once, with coverage and an estimate', async () => {
  const lead = await enter('station-lead'), { page } = lead;
  await makeQuestionnaire(lead);
  const purpose = `四路听需求${Date.now() % 100_000}`;
  const roundId = await beginRoundOf(lead, purpose);
  const files: MemberFile[] = [];
  for (const id of await doorsOf(lead, roundId)) files.push(await lead.ask<MemberFile>(`/api/survey-rounds/members/${id}`));
  expect(files).toHaveLength(12);
  const alone = files.find(({ people }) => people.length === 1 && people[0]!.phones.length > 0)!, several = files.find(({ people }) => people.length > 1)!;
  const person = alone.people[0]!;

  // in a discussion, by name, with the agreement of whoever said it
  await lead.go(`/rounds/${roundId}?tab=talks`);
  await lead.button('登记一次座谈').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^在哪里/).fill('社区活动室');
  await dialog.getByLabel(/^到场人数/).fill('14');
  await lead.look('05-needs-hold');
  await dialog.locator('button[type=submit]').click();
  const talk = page.locator('.rounds-talk');
  await talk.waitFor();
  await choose(lead, talk.locator('.ant-select').first(), '助餐', '助餐');
  await talk.getByPlaceholder(/原话/).fill('中午一个人，不想做饭');
  await talk.getByRole('button', { name: /姓名|是谁|记名/ }).click();
  await choose(lead, talk.locator('.rounds-voice-who .ant-select'), person.name, person.name);
  await talk.getByRole('checkbox').check();
  await lead.look('05-needs-voice');
  await talk.locator('button[type=submit]').click();
  await talk.locator('li').getByText('中午一个人，不想做饭').waitFor();
  await lead.look('05-needs-talk');

  // at the door, with a phone, in English: the questionnaire of the round
  const worker = await enter('station-worker', { width: 390, height: 844, language: 'en-GB' }), phone = worker.page;
  await worker.go(`/rounds/${roundId}`);
  await worker.look('05-needs-route');
  await openDoor(worker, roundId, alone.id);
  await worker.look('05-needs-door');
  await worker.button('Open the questionnaire').click();
  await phone.getByText('What do you need?').waitFor();
  await worker.look('05-needs-fill');
  await worker.button(/^Save/).click();
  await phone.getByText('This has to be answered.').first().waitFor();
  await worker.look('05-needs-fill-wrong');
  await phone.getByText('Meals brought').click();
  await worker.button(/^Save/).click();
  await phone.waitForURL(new RegExp(`/doors/${alone.id}`));
  await phone.locator('.rounds-heard').getByText('Meals').first().waitFor();
  await worker.look('05-needs-door-filled');

  // on the telephone: the same need once more
  await worker.go(`/rounds/${roundId}?tab=calls`);
  await worker.look('05-needs-calls');
  await phone.getByRole('button', { name: /^Settled/ }).click();
  await phone.locator('.rounds-door').first().click();
  await phone.waitForURL(/\/doors\//);
  await worker.look('05-needs-call');
  await worker.button('Record another').click();
  await choose(worker, phone.locator('[data-field=item] .ant-select'), 'Meals', 'Meals');
  await phone.locator('.rounds-hear textarea').fill('still wants lunch brought');
  await phone.locator('.rounds-hear button[type=submit]').click();
  await phone.locator('.rounds-heard').getByText('still wants lunch brought').waitFor();

  // by the link of the door: somebody without an account, once
  const addressFor = async (member: MemberFile, shot: string): Promise<string> => {
    await openDoor(worker, roundId, member.id);
    await phone.getByText('Link for this door').click();
    await worker.button('Make the link').click();
    await phone.locator('.surveys-address').waitFor();
    await worker.look(shot);
    return (await worker.ask<MemberFile>(`/api/survey-rounds/members/${member.id}`)).link!.address;
  };
  const answer = async (address: string, shot: string): Promise<void> => {
    const resident = await enter(null, { width: 390, height: 844, language: 'en-GB' });
    await resident.go(address);
    await resident.page.getByText('Meals brought').waitFor();
    await resident.look(`${shot}-asked`);
    await resident.page.getByText('Meals brought').click();
    await takePicture(resident);
    await resident.look(`${shot}-picture`);
    await resident.button('Send to the community').click();
    await resident.page.getByRole('heading', { name: /Thank you/ }).waitFor();
    await resident.look(`${shot}-thanks`);
    await resident.go(address);
    await resident.page.getByRole('heading', { name: /answers have arrived/ }).waitFor();
    await resident.look(`${shot}-used`);
  };
  await answer(await addressFor(alone, '05-needs-door-link'), '05-needs-link');
  const needs = await until('the answer by link is taken in', async () => {
    const { heard } = await lead.ask<MemberFile>(`/api/survey-rounds/members/${alone.id}`);
    return heard.length === 3 && heard;
  });
  expect(new Set(needs.map(({ needId }) => needId)).size).toBe(1);
  const need = await lead.ask<NeedFile>(`/api/needs/${needs[0]!.needId}`);
  expect(need.heard.filter(({ round }) => round?.id === roundId).map(({ channel }) => channel).sort()).toEqual(['homeInquiry', 'phone', 'questionnaire', 'talk']);
  await lead.go(`/needs/${need.id}`);
  await page.getByText('中午一个人，不想做饭').first().waitFor();
  await lead.look('05-needs-need');

  // what was taken is there for those who see the answers, smaller than it was
  const byLink = (await lead.ask<MemberFile>(`/api/survey-rounds/members/${alone.id}`)).answered.find(({ isByLink }) => isByLink)!;
  await lead.go(`/responses/${byLink.id}`);
  await page.locator('.surveys-picture').scrollIntoViewIfNeeded();
  await until('the picture is shown', async () => (await page.evaluate(`document.querySelector('.surveys-picture').naturalWidth`)) === 1600);
  await lead.look('05-needs-response');

  // where several live it is asked who answered, at the door and in the worker's day
  await answer(await addressFor(several, '05-needs-door-link-2'), '05-needs-link-2');
  await openDoor(worker, roundId, several.id);
  await phone.getByText('Who answered?').waitFor();
  await worker.look('05-needs-who');
  await worker.go('/my-work');
  await phone.getByText('Say who answered').first().waitFor();
  await worker.look('05-needs-duty');
  await openDoor(worker, roundId, several.id);
  await phone.getByRole('group', { name: /Who answered/ }).getByRole('button').first().click();
  await phone.locator('.rounds-heard').getByText('Meals').first().waitFor();
  await worker.look('05-needs-who-said');

  // the others are gone to, one door after another; one is not at home
  const rest = files.filter(({ id }) => id !== alone.id && id !== several.id);
  for (const [i, { id }] of rest.entries()) {
    await openDoor(worker, roundId, id);
    await worker.button(i === 0 ? 'Nobody home' : 'Heard; needs nothing').click();
    await phone.getByText(i === 0 ? 'Noted: Nobody home' : 'Noted: Heard').waitFor();
  }

  // paper, typed at the desk: of somebody off the list it is kept apart
  await lead.go(`/rounds/${roundId}?tab=questionnaire`);
  await lead.look('05-needs-questionnaire');
  await lead.button('录入纸质问卷').click();
  await page.getByText('您需要什么').waitFor();
  await lead.look('05-needs-paper');
  await page.getByText('送饭').click();
  await lead.button(/^保存/).click();
  await page.getByText('第 1 份已保存。').waitFor();
  await lead.look('05-needs-paper-next');

  // what the round says, at the desk and on the phone
  const { says } = await lead.ask<{ says: RoundSays }>(`/api/survey-rounds/${roundId}/says`);
  expect(says.whole.coverage).toMatchObject({ drawn: 12, untried: 0, outcomes: { heard: 11, nobodyHome: 1 }, channels: { homeInquiry: 10, questionnaire: 1 } });
  expect(says.whole.categories.filter(({ members }) => members > 0)).toMatchObject([{ members: 2, estimate: { share: expect.any(Number) } }]);
  expect(says.apart).toMatchObject({ discussions: 1, present: 14, voices: 1, offList: 1 });
  await lead.go(`/rounds/${roundId}?tab=says`);
  await page.locator('.rounds-interval-range').first().waitFor();
  await lead.look('05-needs-says');
  await worker.go(`/rounds/${roundId}?tab=questionnaire`);
  await worker.look('05-needs-questionnaire-phone');
  await worker.go(`/responses?roundId=${roundId}`);
  await worker.look('05-needs-responses-phone');
  await lead.go(`/responses?roundId=${roundId}`);
  await lead.look('05-needs-responses');
  const round = (await lead.ask<{ items: RoundRow[] }>('/api/survey-rounds')).items.find(({ id }) => id === roundId);
  expect(round?.purpose).toBe(purpose);
  expect(await lead.ask<RoundFile>(`/api/survey-rounds/${roundId}`)).toMatchObject({ heard: 11, tried: 12 });
}, 900_000);
