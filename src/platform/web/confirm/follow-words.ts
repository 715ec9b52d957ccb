import type { Tongue } from './words.ts';

/** The words of the page on which a need is followed, apart from those of the slip's. */
const WORDS = {
  zh: {
    title: '办到哪一步了？', lead: '输入纸条上的编号，和您留给社区的手机号后四位。', number: '编号（10 位字母和数字）', digits: '手机号后四位', look: '查一查', looking: '正在查…', another: '再查一个', about: '您的需求：{what}',
    numberWrong: '编号不对，请对照纸条再看一遍：共 10 位，没有数字 0、1，也没有字母 I、L、O。', digitsWrong: '请输入四个数字。',
    nothing: '没有查到。编号或后四位和我们记的不一样。请对照纸条再输一遍，后四位要是您留给社区的那个电话。', tooOften: '试的次数太多了。请过 {n} 分钟再试，或打电话问一问。', offline: '现在没有网。有网以后再按一下“查一查”。', broken: '没有查成。请过一会儿再试，或打电话给社区。',
    steps: { heard: ['我们听到了', '社区收到了您的需求，正在核实。'], verified: ['核实好了', '您的需求核实好了，正在找人帮您。'], arranged: ['安排好了', '有人答应来帮您了，会和您约时间。'], visited: ['来过了', '帮您的人来过了。请按纸条告诉我们：帮上了没有？'], done: ['办好了', '您告诉我们，已经得到帮助了。'] },
    notNow: ['现在办不了', '这件事现在办不了。原因社区会告诉您，也可以打电话问。'], takenBack: ['已经撤回', '这件事已经撤回。还需要的话，请告诉社区。'],
    been: '已完成', here: '现在在这一步', turnTo: '想问清楚？请打电话：',
  },
  en: {
    title: 'Where does it stand?', lead: 'Type the number on your paper, and the last four digits of the telephone that you gave the community.', number: 'Number (10 letters and digits)', digits: 'Last four digits of the telephone', look: 'Look it up', looking: 'Looking…', another: 'Look up another', about: 'Your need: {what}',
    numberWrong: 'This is not the number; please look at the paper again: 10 characters, without 0 and 1, and without I, L and O.', digitsWrong: 'Please type four digits.',
    nothing: 'Nothing was found. The number or the four digits are not those that we have. Please type them once more; the digits are of the telephone that you gave the community.', tooOften: 'That was tried too often. Please try again in {n} minutes, or call.', offline: 'There is no network now. When there is, press “Look it up” again.', broken: 'It did not work. Please try again in a while, or call your community.',
    steps: { heard: ['Heard', 'The community has heard what you need, and makes sure of it.'], verified: ['Verified', 'What you need is verified; somebody to help is being found.'], arranged: ['Arranged', 'Somebody has agreed to help, and will agree a day with you.'], visited: ['Visited', 'They have been. Please tell us by your slip whether it helped.'], done: ['Done', 'You have told us that it helped.'] },
    notNow: ['Not possible now', 'This cannot be done now. The community tells you why; you can also call.'], takenBack: ['Taken back', 'This was taken back. If you still need it, please tell the community.'],
    been: 'done', here: 'it stands here', turnTo: 'Any question? Please call:',
  },
};

export const followWords = (tongue: Tongue) => WORDS[tongue];
