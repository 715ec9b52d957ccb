/** The words of the owner's page. Kept apart from i18next, which would double the page. */
const WORDS = {
  zh: {
    title: '这些还对吗？', loading: '正在打开…', larger: '字大一点', smaller: '字小一点', other: 'English',
    lead: '{name}，您好！请看一看{owner}提供的服务，还是这样就按一下，有变化就改一改。', until: '这个链接用到 {day}，只用来更新这些服务，里面没有居民的信息。请不要转给别人。',
    all: '✓ 全部仍然如此（{n} 项）', still: '✓ 仍然如此', change: '有变化', stop: '不再提供', again: '重新提供', stopSure: '以后不再给您派这项服务。确定吗？', stopYes: '确定，不再提供', cancel: '返回', save: '保存',
    today: '今天确认过', days: '{n} 天前确认的', todayByService: '今天接过转介', daysByService: '{n} 天前接过转介', unknown: '说得太久了，现在当作不知道', paused: '已停用', closed: '不开放的日子：', phone: '电话：', validUntil: '有效期至 {day}', none: '没有要更新的服务了。',
    howMuch: '现在能提供多少（{per}，{unit}）', notSure: '说不准', closedDays: '不开放的日子', holidays: '法定节假日', every: '每{weekday}', add: '加上', chooseDay: '只有一天', closedHow: '每周、隔周或节假日', choose: '请选择', fortnightly: '每隔一周…', otherFrom: '从哪天起（选不开放的那天）', everyOther: '从 {from} 起每隔一周的{weekday}', weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'], drop: '去掉', newPhone: '电话（不改就空着）', until2: '有效期至（没有就空着）',
    per: { week: '每周', month: '每月', term: '每期', once: '一共还有' },
    sending: '正在发送…', noted: '✓ 已收到，谢谢！', notedMany: '✓ 已收到 {n} 项，谢谢！', saved: '✓ 已保存。能提供多少，也算今天确认过了。', offline: '没有网，还没有发出去。有网以后请再按一下。', broken: '没有办成，请过一会儿再试，或打电话给社区。', wrong: '请看一看填的数。', quantityWrong: '请填 0 或更大的整数。',
    offlineOpen: '现在没有网', tryAgain: '再试一次', brokenOpen: '没有打开', tooOften: '试得太多了，请过一分钟再来。',
    over: '这个链接已经过期', overNext: '它用到 {day} 为止。请向给您链接的人（{who}）要一个新的，或打电话给社区。', revoked: '这个链接已经停用', revokedNext: '可能已经换了新的。请向给您链接的人（{who}）要新的，或打电话给社区。',
    sheet: '用表格改', sheetLead: '项目多，可以下载成表格，改好再传回来。传回来先看改了哪些，确认了才算数。', sheetOut: '下载表格', sheetIn: '传回改好的表格', sheetRow: '第 {n} 行', sheetSeen: '这些会改：', sheetSame: '表里没有改动。', sheetStill: '没改的 {n} 项仍然如此', sheetTake: '确认', sheetCorrectedBy: '{column}：您下载以后{who}在页面上改过，现在是 ', sheetCorrected: '{column}：您下载以后页面上改过，现在是 ', sheetTakeCell: '不用页面上的，用表里的：{sheet}', sheetMasked: '表里是 {sheet}，看不全，页面上的不动。', sheetDone: '✓ 已收到 {n} 项，谢谢！', sheetLeftOut: '有 {n} 项刚被别人改过，没有动，请再看一看。',
    gone: '没有找到这个链接', goneNext: '可能没有复制完整，或码写错了。请照原来的再输一遍。', code: '纸上的 9 位字母和数字', open: '打开', codeLength: '码是 9 位字母和数字，请再看一看。', call: '有事请打电话：',
  },
  en: {
    title: 'Is this still right?', loading: 'Opening…', larger: 'Larger', smaller: 'Smaller', other: '中文',
    lead: 'Hello {name}! Please look at what {owner} offers. If it is still so, press once; if not, change it.', until: 'This link holds until {day}. It only keeps these services up to date and shows no resident. Please do not pass it on.',
    all: '✓ All of it is still so ({n})', still: '✓ Still so', change: 'It has changed', stop: 'No longer offered', again: 'Offer it again', stopSure: 'Nobody will be sent to you for this any more. Sure?', stopYes: 'Yes, stop it', cancel: 'Back', save: 'Save',
    today: 'confirmed today', days: 'confirmed {n} days ago', todayByService: 'last case today', daysByService: 'last case {n} days ago', unknown: 'said too long ago: it counts as unknown', paused: 'Stopped', closed: 'Days not offered: ', phone: 'Telephone: ', validUntil: 'Valid until {day}', none: 'There is nothing left to keep.',
    howMuch: 'How much there is now ({per}, {unit})', notSure: 'Cannot say', closedDays: 'Days not offered', holidays: 'Public holidays', every: 'every {weekday}', add: 'Add', chooseDay: 'A single day', closedHow: 'Every week, every other week or holidays', choose: 'Please choose', fortnightly: 'every other week…', otherFrom: 'Beginning on (a day it is not offered)', everyOther: '{weekday} every other week from {from}', weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], drop: 'Drop', newPhone: 'Telephone (leave empty to keep it)', until2: 'Valid until (empty if there is no end)',
    per: { week: 'a week', month: 'a month', term: 'a term', once: 'left in all' },
    sending: 'Sending…', noted: '✓ Received, thank you!', notedMany: '✓ {n} received, thank you!', saved: '✓ Saved. Your capacity counts as confirmed today.', offline: 'There is no network: it was not sent. Press again when there is.', broken: 'It did not work. Please try again in a while, or call your community.', wrong: 'Please look at what you filled in.', quantityWrong: 'Please give a whole number, 0 or more.',
    offlineOpen: 'There is no network now', tryAgain: 'Try again', brokenOpen: 'It did not open', tooOften: 'Tried too often; come back in a minute.',
    over: 'This link is over', overNext: 'It held until {day}. Ask whoever gave it to you ({who}) for a new one, or call your community.', revoked: 'This link has been taken back', revokedNext: 'There may be a newer one. Ask whoever gave it to you ({who}), or call your community.',
    sheet: 'By a workbook', sheetLead: 'If there are many, download them as a workbook, change it and bring it back. What has changed is shown first.', sheetOut: 'Download the workbook', sheetIn: 'Bring the changed workbook back', sheetRow: 'Row {n}', sheetSeen: 'This would change:', sheetSame: 'The workbook changes nothing.', sheetStill: 'The other {n} are still so', sheetTake: 'Confirm', sheetCorrectedBy: '{column}: {who} has corrected it in the page since you downloaded it; now ', sheetCorrected: '{column}: corrected in the page since you downloaded it; now ', sheetTakeCell: 'Take the workbook’s instead: {sheet}', sheetMasked: 'The workbook says {sheet}, part of it hidden; the page’s stays.', sheetDone: '✓ {n} received, thank you!', sheetLeftOut: '{n} were just changed by somebody else and left alone; please look again.',
    gone: 'No such link was found', goneNext: 'Perhaps it was not copied in full, or the code was mistyped. Please type it once more.', code: 'The 9 letters and digits on the paper', open: 'Open', codeLength: 'The code has 9 letters and digits; please look again.', call: 'Any question? Please call:',
  },
};

export type Tongue = keyof typeof WORDS;
export type KeepWords = (typeof WORDS)['zh'];
export const keepWords = (tongue: Tongue): KeepWords => WORDS[tongue];
export const filled = (text: string, places: Record<string, string | number>): string => Object.keys(places).reduce((all, name) => all.split(`{${name}}`).join(String(places[name])), text);
