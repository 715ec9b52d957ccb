import { defineMessages } from '../../../kernel/messages.ts';

export const messages = defineMessages({
  zh: {
    'duties.menu': '我的工作', 'duties.title': '我的工作',
    'duties.sentence': '今天 {{count}} 件', 'duties.sentence_one': '今天 {{count}} 件', 'duties.sentenceLate': '今天 {{count}} 件，其中 {{late}} 件已超期', 'duties.sentenceLate_one': '今天 {{count}} 件，其中 {{late}} 件已超期', 'duties.sentenceNone': '今天没有到期的事',
    'duties.band.late': '已超期', 'duties.band.today': '今天', 'duties.band.thisWeek': '本周', 'duties.laterCount': '之后还有 {{count}} 件，到时会出现在这里。', 'duties.laterCount_one': '之后还有 {{count}} 件，到时会出现在这里。',
    'duties.moreOf': '这里先列出 {{shown}} 件，共 {{count}} 件。办完一些，后面的就会上来。',
    'duties.since': '{{day}} 起', 'duties.cameFrom': '由 {{who}} 转来', 'duties.escalated': '{{who}} 逾期未办，升级到您', 'duties.escalatedNobody': '逾期未办，升级到您', 'duties.anybody': '本岗位任何人可办', 'duties.organizations': '本组织',
    'duties.note': '“{{note}}”', 'duties.handOn': '转给同事', 'duties.atStation': '由站点办理：督促，或转给同事', 'duties.handOnTitle': '转给哪位同事？', 'duties.handOnLead': '期限不变，转交会留下记录。', 'duties.colleague': '同事', 'duties.colleagueMe': '{{name}}（我来办）', 'duties.handOnNote': '留一句话', 'duties.handOnSend': '转交',
    'duties.remind': '催办', 'duties.remindTitle': '催办这件事？', 'duties.remindLead': '对方会在“我的工作”里看到谁、哪天催的。期限和负责人不变，催办会留下记录。', 'duties.remindDone': '已催办。', 'duties.remindedMany': '已催办 {{count}} 件。', 'duties.remindedLeft': '已催办 {{count}} 件；另有 {{left}} 件不用催，或今天已经催过。', 'duties.daysLate': '超期 {{count}} 天', 'duties.daysLate_one': '超期 {{count}} 天', 'duties.reminded': '{{who}} {{day}} 催办', 'duties.remindedTimes': '{{who}} {{day}} 催办（第 {{count}} 次）', 'duties.notLate': '没有超期的，不用催。',
    'duties.handedOn': '已转给 {{name}}。', 'duties.done': '已办。', 'duties.notDone': '没有办成，请打开看看。', 'duties.noColleagues': '这个地方目前没有别的同事。',
    'duties.nothing': '手头的事都办完了', 'duties.nothingWhy': '接下来可以做的：', 'duties.next.hear': '听一条居民需求', 'duties.next.import': '导入需求台账', 'duties.next.match': '看看还有哪些需求没对接', 'duties.next.resources': '看看哪些资源该再确认', 'duties.next.city': '看全市数据', 'duties.next.mine': '看本组织的资源', 'duties.next.referrals': '看转介进展',
  },
  en: {
    'duties.menu': 'My work', 'duties.title': 'My work',
    'duties.sentence': '{{count}} things today', 'duties.sentence_one': '{{count}} thing today', 'duties.sentenceLate': '{{count}} things today, {{late}} of them late', 'duties.sentenceLate_one': '{{count}} thing today, {{late}} of them late', 'duties.sentenceNone': 'Nothing is due today',
    'duties.band.late': 'Late', 'duties.band.today': 'Today', 'duties.band.thisWeek': 'This week', 'duties.laterCount': '{{count}} more come later and will show up here.', 'duties.laterCount_one': '{{count}} more comes later and will show up here.',
    'duties.moreOf': 'The first {{shown}} of {{count}}. As some are done, the next come up.',
    'duties.since': 'since {{day}}', 'duties.cameFrom': 'from {{who}}', 'duties.escalated': 'left undone by {{who}}, now with you', 'duties.escalatedNobody': 'left undone, now with you', 'duties.anybody': 'anybody of this post', 'duties.organizations': 'your organisation',
    'duties.note': '“{{note}}”', 'duties.handOn': 'Hand on', 'duties.atStation': 'The station does it: remind them, or hand it on', 'duties.handOnTitle': 'To which colleague?', 'duties.handOnLead': 'Its day stays; the handing on is kept on record.', 'duties.colleague': 'Colleague', 'duties.colleagueMe': '{{name}} (I do it)', 'duties.handOnNote': 'A word along with it', 'duties.handOnSend': 'Hand on',
    'duties.remind': 'Remind', 'duties.remindTitle': 'Send a reminder?', 'duties.remindLead': 'It shows in their “My work”, with your name and the day. Its day and its owner stay; the reminder is kept on record.', 'duties.remindDone': 'The reminder is sent.', 'duties.remindedMany': 'Reminded of {{count}}.', 'duties.remindedLeft': 'Reminded of {{count}}; {{left}} are not late or were reminded of today.', 'duties.daysLate': '{{count}} days late', 'duties.daysLate_one': '{{count}} day late', 'duties.reminded': '{{who}} reminded you on {{day}}', 'duties.remindedTimes': '{{who}} reminded you on {{day}} (reminder {{count}})', 'duties.notLate': 'None of these is late.',
    'duties.handedOn': 'Handed on to {{name}}.', 'duties.done': 'Done.', 'duties.notDone': 'It could not be done; please open it.', 'duties.noColleagues': 'There is no other colleague for this place.',
    'duties.nothing': 'All done', 'duties.nothingWhy': 'What would help next:', 'duties.next.hear': 'Hear a resident’s need', 'duties.next.import': 'Import a ledger of needs', 'duties.next.match': 'See which needs have no match yet', 'duties.next.resources': 'See which resources to confirm again', 'duties.next.city': 'See the city’s figures', 'duties.next.mine': 'See your organisation’s resources', 'duties.next.referrals': 'See how referrals stand',
  },
});
