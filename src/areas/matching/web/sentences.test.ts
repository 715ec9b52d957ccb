import { expect, test } from 'vitest';
import { addMessages, speak } from '../../../platform/web/say.ts';
import { messages } from './messages.ts';
import { sayCure, sayReason, sayTime, type Waits } from './sentences.ts';

addMessages(messages);
speak('zh');

const named = (providerName: string): Waits['resources'][string] => ({ providerName } as Waits['resources'][string]);
const saying = (reason: Waits['reason']): string => sayReason({
  needId: 'n', reason, cure: { kind: 'verifyNeed' }, isCured: false, rivals: {}, vetoed: [], communityName: '', need: { item: 'meals', personId: null, urgency: 2, waitingDays: 3 }, resources: { team: named('暖阳'), other: named('邻里'), van: named('送餐车') },
});

test('who has room, and lacks only what goes along, is not said to be full in the same breath', () => {
  expect(saying({ kind: 'eligibleButFull', resources: ['team', 'other'], atShared: ['team'], shared: ['van'] })).toBe('合适的有 2 家，其中 1 家满了。“暖阳”自己还有余量，但每次还要一起用的“送餐车”已全部排出去。');
  expect(saying({ kind: 'eligibleButFull', resources: ['team', 'other'], atBudget: ['other'], atShared: ['team'], shared: ['van'] })).toMatch(/^合适的有 2 家，都接不了了。/);
  expect(saying({ kind: 'eligibleButFull', resources: ['team'], atBudget: ['team'], restFen: 700 })).toMatch(/这个月余下 ¥7\.00，不够再来一次。$/);
  expect(saying({ kind: 'eligibleButFull', resources: ['team'], atBudget: ['team'] })).toMatch(/这个月余下的钱不够再来一次。$/);
  const by = [{ needId: 'm', resourceId: 'other', margin: { floorUnits: 0, points: 3, staleUnits: 0, costFen: 0 } }];
  expect(saying({ kind: 'outbid', by, atShared: ['team'], shared: ['van'] })).toMatch(/^合适的都接不了了：/);
  expect(saying({ kind: 'outbid', by })).toMatch(/^合适的都满了：/);
});

test('when a service can be is said in one line, which never calls any time what its provider has narrowed', () => {
  expect([sayTime(null, '工作日'), sayTime(null, null)]).toEqual(['服务时间：工作日，具体哪天约定时再定', '哪天都行，约定时再定']);
  expect([sayTime('每天', null), sayTime('上午', '工作日上午')]).toEqual(['每天双方都合适', '上午双方都合适（提供方的服务时间：工作日上午）']);
});

test('who lost to a need just as urgent that waited as long is told so, and an organisation is asked to raise its own limit', () => {
  const rival = { item: 'meals', urgency: 2, waitingDays: 3, communityName: '' }, row: Waits = {
    needId: 'n', reason: { kind: 'outbid', by: [{ needId: 'm', resourceId: 'team', margin: { floorUnits: 0, points: 0, staleUnits: 0, costFen: 0 } }] }, isCured: false, vetoed: [], communityName: '', need: { item: 'meals', personId: null, urgency: 2, waitingDays: 3 },
    cure: { kind: 'changeResource', resourceId: 'team', changes: [{ kind: 'raiseCap', organizationId: 'o', units: 2 }], costFen: 0 }, rivals: { m: rival as Waits['rivals'][string] }, resources: { team: { ...named('暖阳'), isItself: true } },
  };
  expect(sayReason(row)).toContain('两项同样急、等得同样久，名额不够。');
  expect(sayReason({ ...row, rivals: { m: { ...rival, waitingDays: 4 } as Waits['rivals'][string] } })).not.toContain('同样急');
  expect(sayCure(row)).toContain('提高自己的上限 2 例');
  expect(sayCure({ ...row, resources: { team: named('暖阳') } })).toContain('所属组织的承接上限');
});
