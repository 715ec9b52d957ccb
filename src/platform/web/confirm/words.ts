/** The words of the resident's page: a grandmother's, not an office's. Kept apart from i18next, which would double the page. */
const WORDS = {
  zh: {
    title: '这件事办得怎么样？', loading: '正在打开…', whoHelped: '帮您的人', when: '时间', where: '社区', helped: '得到帮助了', notYet: '还没有',
    howWasIt: '您满意吗？（可以不选）', ratings: ['很不满意', '不太满意', '一般', '满意', '很满意'], anyWords: '还想说点什么？（可以不写）', whatIsMissing: '哪里没办好？（可以不写）', send: '发送这句话', sending: '正在发送…',
    thanks: '已收到，谢谢您！', thanksHelped: '我们记下了：您得到帮助了。可以关掉这一页了。', thanksNotYet: '我们记下了：还没有办好。我们会再联系您。可以关掉这一页了。', answered: '您已经回答过了',
    turnToNotYet: '按错了？改成“还没有”', turnToHelped: '按错了？改成“得到帮助了”', noted: '✓ 已收到',
    codeTitle: '请输入纸条上的码', code: '纸条上的 9 位字母和数字', codeOpen: '打开', codeLength: '码是 9 位字母和数字，请照纸条再看一看。', unknown: '没有找到这张纸条', unknownNext: '可能码写错了，或已经换了新的。请照纸条再输一遍。', turnTo: '不方便输？打电话说一声就行：', turnToNobody: '不方便输？请找给您纸条的人，或到社区服务站说一声就行。',
    expired: '这个链接已经不能用了', expiredNext: '可能已过期，或没有复制完整。请打电话给社区。', offline: '现在没有网', offlineNext: '有网以后，再按一下“再试一次”。', unsent: '还没有发出去', unsentNext: '您的回答记在这部手机上了。有网以后会自动发出去。', tryAgain: '再试一次',
    broken: '没有打开', brokenNext: '请过一会儿再试，或打电话给我们。', call: '有事请打电话：', read: '读给我听', stop: '停', larger: '字大一点', smaller: '字小一点', other: 'English',
  },
  en: {
    title: 'How did it go?', loading: 'Opening…', whoHelped: 'Helped by', when: 'When', where: 'Community', helped: 'I was helped', notYet: 'Not yet',
    howWasIt: 'Are you content? (you need not say)', ratings: ['Not at all', 'Not really', 'So-so', 'Content', 'Very content'], anyWords: 'Anything else to say? (you need not)', whatIsMissing: 'What is missing? (you need not say)', send: 'Send these words', sending: 'Sending…',
    thanks: 'Received, thank you!', thanksHelped: 'We have noted it: you were helped. You may close this page.', thanksNotYet: 'We have noted it: not done yet. We will be in touch. You may close this page.', answered: 'You have answered already',
    turnToNotYet: 'Pressed the wrong one? Change to “Not yet”', turnToHelped: 'Pressed the wrong one? Change to “I was helped”', noted: '✓ Received',
    codeTitle: 'Type the code on your slip', code: 'The 9 letters and digits on the slip', codeOpen: 'Open', codeLength: 'The code has 9 letters and digits; please look at the slip again.', unknown: 'No slip has this code', unknownNext: 'Perhaps it was mistyped, or there is a newer slip. Please type it once more.', turnTo: 'Rather not type? Call, and simply say it:', turnToNobody: 'Rather not type? Tell whoever gave you the slip, or the staff of your community.',
    expired: 'This link no longer works', expiredNext: 'It may be too old, or not copied in full. Please call your community.', offline: 'There is no network now', offlineNext: 'When there is, press “Try again”.', unsent: 'Not sent yet', unsentNext: 'Your answer is kept on this phone, and goes out by itself when there is a network.', tryAgain: 'Try again',
    broken: 'It did not open', brokenNext: 'Please try again in a while, or call us.', call: 'Any question? Please call:', read: 'Read to me', stop: 'Stop', larger: 'Larger', smaller: 'Smaller', other: '中文',
  },
};

export type Tongue = keyof typeof WORDS;
export const wordsOf = (tongue: Tongue) => WORDS[tongue];
