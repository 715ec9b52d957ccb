import type { Language } from '../../../../kernel/messages.ts';

/** What the page of a link says to whoever opens it, in words for everybody. */
const WORDS = {
  zh: {
    other: 'English', larger: '大字', smaller: '小字', loading: '正在打开…', why: '收什么、给谁看', whoAsks: '{place} · {division}',
    whyShort: '社区想知道大家需要什么，好安排服务。不用登录，不问您是谁。请不要写姓名、身份证号、住址。',
    whyText: '只收下您在这里填的内容和填写的日期，不记您的手机号。给社区工作人员看，合起来算数，用来安排服务；不会用来评价您个人。不想答的题可以不答，标了“必填”的除外。您填的内容不会留在这部手机上。交上以后认不出是谁填的，所以也没法替您改或删，请看好再交。',
    homeShort: '这个链接是给您一家的，只能交一次，请不要转给别人。您的回答记在您家名下，交给社区安排服务。',
    homeText: '收下您在这里填的内容和填写的日期，记在您家名下，不记您的手机号。给社区工作人员看，用来登记您家的需要、安排服务；不会用来评价您个人。不想答的题可以不答，标了“必填”的除外。您填的内容不会留在这部手机上。交上以后要改，请给社区打电话。',
    send: '交给社区', sending: '正在提交…', left: '还有 {n} 处要改。第一处已经给您标出来了。', thanks: '收到了，谢谢您！', thanksMore: '您的回答已经交给社区。有急事请直接打电话。', another: '替家里另一位再填一份',
    answered: '您家的答卷已经收到了，谢谢您！', answeredMore: '这个链接只交一次，已经交过了。想改哪里，请打电话说一声，工作人员替您改。', goneOver: '可能已经到期、收满了，或者调查已经结束。想说说您的需要，请打电话或到社区来。',
    gone: '这个链接现在不收答卷了', wrongAddress: '这个地址打不开问卷', goneMore: '可能少了几个字，请再扫一次码，或把地址整段打开。想说说您的需要，请打电话或到社区来。', goneMeanwhile: '您填写的时候，这个链接停止收答卷了，这一份没有交上。想说说您的需要，请打电话或到社区来。',
    offline: '网络不通，还没有交上。您填的都还在，请稍后再按一次。', broken: '没有交上，是我们这边出了问题。您填的都还在，请稍后再试。', tooOften: '试的人太多了，请等一分钟再按。您填的都还在。', nothing: '还没有回答任何一题。', again: '再试一次', call: '可以打电话：', cannotOpen: '现在打不开，请稍后再试。',
  },
  en: {
    other: '中文', larger: 'Larger', smaller: 'Smaller', loading: 'Opening…', why: 'What is kept, and who reads it', whoAsks: '{place} · {division}',
    whyShort: 'The community wants to know what is needed, so that it can arrange it. There is no account, and nobody asks who you are. Please write no names, identity numbers or addresses.',
    whyText: 'What is kept is what you fill in here, and the day; your number is not. The community’s workers read it and count it together, to arrange help; nobody is judged by it. Leave out what you do not want to answer, except where it says “required”. Nothing stays on this telephone. Once sent, nobody can tell which answers were yours, so they cannot be changed or deleted for you: please look before you send.',
    homeShort: 'This link is for your home alone and can be sent once; please do not pass it on. Your answers are kept as those of your home, and the community uses them to arrange help.',
    homeText: 'What is kept is what you fill in here, and the day, as the answers of your home; your number is not. The community’s workers read it, to record what your home needs and arrange help; nobody is judged by it. Leave out what you do not want to answer, except where it says “required”. Nothing stays on this telephone. To change something once it is sent, call the community.',
    send: 'Send to the community', sending: 'Sending…', left: 'Still to be mended: {n}. The first is marked.', thanks: 'It has arrived. Thank you!', thanksMore: 'Your answers are with the community. If it is urgent, please call.', another: 'Fill in another for somebody at home',
    answered: 'Your home’s answers have arrived. Thank you!', answeredMore: 'This link is answered once, and it has been. To change something, call us and say what; a worker changes it for you.', goneOver: 'It may be over or full, or the survey may have ended. To tell us what you need, call us or come to the community.',
    gone: 'This link takes no answers now', wrongAddress: 'This address opens no questionnaire', goneMore: 'A part of it may be missing; please scan it again, or open the whole of it. To tell us what you need, call us or come to the community.', goneMeanwhile: 'While you were filling it in, the link stopped taking answers, and yours were not sent. To tell us what you need, call us or come to the community.',
    offline: 'There is no network, and it has not been sent. What you filled in is still here; press again later.', broken: 'It was not sent; the fault is ours. What you filled in is still here; try again later.', tooOften: 'Too many are trying; wait a minute and press again. What you filled in is still here.', nothing: 'Nothing has been answered yet.', again: 'Try again', call: 'You can call:', cannotOpen: 'It cannot be opened now; try again later.',
  },
} as const satisfies Record<Language, Record<string, string>>;

export const askWord = (language: Language, key: keyof (typeof WORDS)['zh'], places: Record<string, string | number> = {}): string => WORDS[language][key].replace(/\{(\w+)\}/g, (_all, name: string) => String(places[name] ?? ''));
