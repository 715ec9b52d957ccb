import { blankForm, blankItem, type RowKind } from './design.ts';
import { NO_WORDS } from './item.ts';
import type { Choice, Item, Questionnaire } from './questionnaire.ts';
import type { TemplateKey } from './template-keys.ts';

// Questionnaires that stations use again and again, in both languages, to begin with and to take questions from.

const words = (zh: string, en: string) => ({ ...NO_WORDS, zh, en });
/** A row: kind (with its list), name, label in Chinese and English, what else there is to it; rows of a group stand in `rows`. */
type Row = [kind: string, name: string, zh: string, en: string, more?: Partial<Item> & { rows?: Row[] }];
type Lists = Record<string, [name: string, zh: string, en: string][]>;

function formOf(title: string, lists: Lists, rows: Row[]): Questionnaire {
  const items: Item[] = [];
  const put = (some: Row[], within: number): void => {
    for (const [written, name, zh, en, { rows: inner, ...more } = {}] of some) {
      const [kind, list = ''] = written.split(' ');
      items.push(blankItem(kind as RowKind, { within, name, list, label: words(zh, en), ...more }));
      if (inner) put(inner, items.length - 1);
    }
  };
  put(rows, -1);
  const choices = Object.entries(lists).flatMap(([list, some]) => some.map(([name, zh, en]): Choice => ({ list, name, label: words(zh, en), more: [] })));
  return { ...blankForm(title), items, choices };
}

const hint = (zh: string, en: string) => ({ hint: words(zh, en) });
const YES = { required: 'yes' };
const yesNo: Lists[string] = [['yes', '是', 'Yes'], ['no', '否', 'No']];

const homeNeeds = () => formOf('居民需求入户调查', {
  yes_no: yesNo,
  housing: [['own', '自有住房', 'Owned'], ['rented', '租住', 'Rented'], ['relatives', '住亲友家', 'With relatives'], ['dormitory', '单位宿舍', 'Staff housing']],
  needs: [['meals', '助餐送餐', 'Meals'], ['cleaning', '家政保洁', 'House cleaning'], ['escort', '陪同就医', 'Escort to hospital'], ['repairs', '小家电维修', 'Small repairs'], ['homework', '课业辅导、假期托管', 'Homework help and holiday care'], ['jobs', '找工作、学技能', 'Work and skills'], ['counselling', '心理疏导', 'Counselling'], ['policy', '政策咨询、代办申请', 'Advice and help with applications'], ['none', '暂时没有', 'Nothing for now']],
  urgency: [['now', '很急，一周内', 'Urgent, within a week'], ['month', '一个月内', 'Within a month'], ['later', '不急', 'Not urgent']],
  activities: [['exercise', '健身、广场舞', 'Exercise and dance'], ['arts', '书画、合唱', 'Painting, calligraphy and singing'], ['parenting', '亲子活动', 'Parents and children'], ['talks', '健康、防诈骗讲座', 'Talks on health and fraud'], ['volunteering', '做志愿者', 'Volunteering']],
}, [
  ['note', 'opening', '您好，我们是社区的工作人员，想了解您家的情况和需要，大约十分钟。不愿回答的题可以跳过。', 'Good day. We work for the community and would like to hear how you live and what you need. It takes about ten minutes; you may skip any question.'],
  ['group', 'home', '家里的情况', 'Your home', { rows: [
    ['integer', 'members', '家里常住几口人？', 'How many people live here?', { ...YES, constraint: '. >= 1 and . <= 30', constraintMessage: words('请填 1 到 30 之间的人数', 'Please enter a number between 1 and 30') }],
    ['integer', 'elders', '其中 60 岁以上的有几位？', 'How many of them are over 60?', { ...YES, constraint: `. >= 0 and . <= \${members}`, constraintMessage: words('不会多于常住人数', 'This cannot be more than live here') }],
    ['integer', 'children', '其中 16 岁以下的有几位？', 'How many are under 16?', { constraint: `. >= 0 and . <= \${members}`, constraintMessage: words('不会多于常住人数', 'This cannot be more than live here') }],
    ['select_one housing', 'housing', '住房是', 'The flat is', { orOther: true }],
    ['select_one yes_no', 'alone_elder', '老人平时是自己住吗？', 'Do the elders live on their own?', { relevant: `\${elders} > 0` }],
  ] }],
  ['group', 'wanted', '需要什么', 'What is needed', { rows: [
    ['select_multiple needs', 'needs', '最近需要哪些帮助？', 'What help would you like at present?', { ...YES, orOther: true, ...hint('可多选', 'Choose as many as apply') }],
    ['select_one urgency', 'urgency', '最急的那一项，什么时候需要？', 'When is the most urgent of these needed?', { relevant: `not(selected(\${needs}, 'none'))` }],
    ['text', 'need_words', '请说说具体情况', 'Please tell us more', { relevant: `not(selected(\${needs}, 'none'))`, appearance: 'multiline', ...hint('几点方便、有没有特别要注意的', 'When would suit you, and is there anything to mind?') }],
  ] }],
  ['group', 'community', '社区生活', 'Life in the community', { rows: [
    ['select_multiple activities', 'activities', '愿意参加哪些活动？', 'Which activities would you join?', { orOther: true }],
    ['text', 'suggestion', '对社区有什么建议？', 'What would you suggest to the community?', { appearance: 'multiline' }],
  ] }],
]);

const aloneVisit = () => formOf('独居老人探访', {
  yes_no: yesNo,
  way: [['home', '上门', 'At home'], ['phone', '电话', 'Telephone'], ['video', '视频', 'Video']],
  health: [['good', '和平常一样', 'As usual'], ['weaker', '比上次差一些', 'Weaker than last time'], ['ill', '生病了', 'Ill']],
  mood: [['good', '心情好', 'In good spirits'], ['flat', '有些闷', 'A little low'], ['low', '情绪低落', 'Very low']],
  hazards: [['gas', '燃气灶、软管老化', 'Old gas stove or hose'], ['wiring', '电线老化、私拉乱接', 'Old or improvised wiring'], ['floor', '地面湿滑、杂物绊脚', 'Slippery or cluttered floor'], ['heating', '取暖不安全', 'Unsafe heating'], ['none', '没有发现', 'None found']],
  help: [['meals', '送餐', 'Meals'], ['cleaning', '打扫', 'Cleaning'], ['escort', '陪诊、取药', 'Hospital and medicine'], ['errands', '买菜、代办', 'Shopping and errands'], ['company', '陪伴聊天', 'Company'], ['rails', '装扶手等改造', 'Handrails and the like'], ['none', '暂时不需要', 'Nothing for now']],
}, [
  ['select_one way', 'way', '这次怎么探访的？', 'How was this visit made?', YES],
  ['date', 'visited_on', '探访日期', 'Day of the visit', { ...YES, constraint: '. <= today()', constraintMessage: words('不能晚于今天', 'This cannot be after today') }],
  ['select_one yes_no', 'met', '见到（联系上）老人了吗？', 'Did you reach the person?', YES],
  ['text', 'not_met_why', '没有联系上的原因，接下来怎么办', 'Why not, and what will be done?', { ...YES, relevant: `\${met} = 'no'`, appearance: 'multiline', ...hint('联系家属、邻居或再去一次', 'Ask relatives or neighbours, or go again') }],
  ['group', 'state', '老人的状况', 'How the person is', { relevant: `\${met} = 'yes'`, rows: [
    ['select_one health', 'health', '身体怎么样？', 'How is their health?', YES],
    ['text', 'illness', '哪里不舒服，看过医生吗？', 'What is wrong, and has a doctor been seen?', { relevant: `\${health} != 'good'` }],
    ['select_one mood', 'mood', '精神怎么样？', 'How are their spirits?', YES],
    ['select_one yes_no', 'eats', '一日三餐有保障吗？', 'Do they have three meals a day?', YES],
    ['select_one yes_no', 'medicine', '药按时吃、够吃吗？', 'Do they have their medicine and take it?'],
    ['date', 'family_on', '家人上次来看望或来电是哪天？', 'When did family last visit or call?', { constraint: '. <= today()', constraintMessage: words('不能晚于今天', 'This cannot be after today') }],
  ] }],
  ['group', 'safety', '居家安全', 'Safety at home', { relevant: `\${met} = 'yes' and \${way} = 'home'`, rows: [
    ['select_multiple hazards', 'hazards', '看到哪些隐患？', 'Which hazards did you see?', { ...YES, orOther: true }],
    ['text', 'hazard_done', '当场做了什么，还要谁来处理', 'What was done there and then, and who has to see to the rest?', { relevant: `not(selected(\${hazards}, 'none'))` }],
  ] }],
  ['select_multiple help', 'help', '老人需要什么帮助？', 'What help is wanted?', { ...YES, orOther: true, relevant: `\${met} = 'yes'` }],
  ['text', 'more', '其他要记下的', 'Anything else', { appearance: 'multiline' }],
]);

const satisfaction = () => formOf('服务满意度回访', {
  yes_no: yesNo,
  degree: [['very', '很满意', 'Very satisfied'], ['fairly', '满意', 'Satisfied'], ['so_so', '一般', 'Neither'], ['not', '不满意', 'Dissatisfied'], ['not_at_all', '很不满意', 'Very dissatisfied']],
  solved: [['wholly', '解决了', 'Wholly'], ['partly', '解决了一部分', 'In part'], ['no', '没有解决', 'No']],
  faults: [['late', '等得太久、不准时', 'Too long a wait, or late'], ['manner', '态度不好', 'Manner'], ['skill', '做得不够好', 'Not done well'], ['charge', '收了不该收的钱', 'Charged what should be free'], ['other_need', '给的不是我要的', 'Not what I needed']],
}, [
  ['note', 'opening', '您好，前些日子为您提供了服务，想听听您的感受。您说的只用来改进服务。', 'Good day. You were served recently, and we would like to hear how it was. What you say is used only to do better.'],
  ['select_one yes_no', 'came', '服务人员来了吗？', 'Did somebody come?', YES],
  ['group', 'service', '这次服务', 'This service', { relevant: `\${came} = 'yes'`, rows: [
    ['select_one solved', 'solved', '您的问题解决了吗？', 'Was your problem solved?', YES],
    ['select_one degree', 'degree', '总的来说，您满意吗？', 'All in all, how satisfied are you?', YES],
    ['select_multiple faults', 'faults', '哪里不满意？', 'What was not good?', { ...YES, orOther: true, relevant: `\${degree} = 'not' or \${degree} = 'not_at_all'` }],
    ['text', 'praise', '有想表扬的人或事吗？', 'Is there anybody or anything you would praise?'],
  ] }],
  ['text', 'not_came', '没有来的话，您知道原因吗？', 'If nobody came, do you know why?', { relevant: `\${came} = 'no'` }],
  ['select_one yes_no', 'again', '还需要我们做什么吗？', 'Is there anything else we should do?', YES],
  ['text', 'again_what', '需要做什么？', 'What is it?', { ...YES, relevant: `\${again} = 'yes'`, appearance: 'multiline' }],
]);

const agenda = () => formOf('社区协商议题征集', {
  topic: [['environment', '环境卫生、绿化', 'Cleanliness and green spaces'], ['parking', '停车、充电', 'Parking and charging'], ['property', '物业、维修', 'Property management and repairs'], ['facilities', '健身、活动场地', 'Places for exercise and activities'], ['old_young', '老人、儿童服务', 'Services for elders and children'], ['safety', '消防、治安', 'Fire safety and order'], ['neighbours', '邻里矛盾', 'Between neighbours'], ['pets', '养犬等文明行为', 'Dogs and good manners']],
  who: [['resident', '居民', 'Resident'], ['owner_committee', '业主委员会', 'Owners’ committee'], ['organization', '社会组织、社工', 'Organisation or social worker'], ['business', '辖区单位、商户', 'Employer or shop'], ['other_party', '其他', 'Other']],
  range: [['stairs', '本楼栋', 'My building'], ['estate', '本小区', 'My estate'], ['community', '全社区', 'The whole community']],
  join: [['yes', '愿意参加', 'Yes'], ['maybe', '看时间', 'If I have time'], ['no', '不参加', 'No']],
}, [
  ['note', 'opening', '社区的事大家商量着办。请写下您最想拿到协商会上讨论的一件事。', 'What concerns all is settled by all. Please write down the one thing you would most like to see discussed.'],
  ['select_one who', 'who', '您是', 'You are', YES],
  ['select_one topic', 'topic', '是哪方面的事？', 'What is it about?', { ...YES, orOther: true }],
  ['text', 'title', '用一句话说是什么事', 'Say it in one sentence', { ...YES, constraint: 'string-length(.) <= 60', constraintMessage: words('请用 60 个字以内', 'Please keep to 60 characters') }],
  ['text', 'story', '现在是什么情况，影响了谁？', 'How do things stand, and whom do they affect?', { ...YES, appearance: 'multiline' }],
  ['select_one range', 'range', '涉及多大范围？', 'How far does it reach?', YES],
  ['integer', 'households', '大约涉及多少户？', 'About how many households?', { constraint: '. >= 1', constraintMessage: words('至少 1 户', 'One at least') }],
  ['text', 'proposal', '您建议怎么办？', 'What would you propose?', { appearance: 'multiline' }],
  ['select_one join', 'join', '开协商会时，您愿意来吗？', 'Would you come to the meeting?', YES],
]);

const TEMPLATES = { homeNeeds, aloneVisit, satisfaction, agenda } satisfies Record<TemplateKey, () => Questionnaire>;

export const templateOf = (key: TemplateKey): Questionnaire => TEMPLATES[key]();
