import { defineMessages } from '../../../kernel/messages.ts';

/** Each kind has a name, what happens if it is not done, and the words of its main button. */
export const messages = defineMessages({
  zh: {
    'duties.refusal.dutyNotOpen': '这件事已经办结，不用再转。',
    'duties.refusal.notYourDuty': '这件事不在您名下，请由负责人转交。',
    'duties.refusal.notAColleague': '只能转给管这个地方、身份有效的同事。请从名单里选。',
    'duties.refusal.alreadyTheirs': '这件事本来就在这位同事名下。',
    'duties.kind.verifyNeed': '核实需求', 'duties.kind.answerReferral': '答复转介', 'duties.kind.scheduleReferral': '约定服务日期', 'duties.kind.deliverReferral': '登记服务', 'duties.kind.confirmReferral': '请居民确认',
    'duties.kind.rematchNeed': '重新对接', 'duties.kind.reviewProposals': '审核对接建议', 'duties.kind.answerDuplicate': '判断是否重复', 'duties.kind.recordSession': '登记到场人员', 'duties.kind.confirmCapacity': '确认服务能力', 'duties.kind.reviewCircumstance': '复核困难情况',
    'duties.consequence.verifyNeed': '不核实，就进不了对接。', 'duties.consequence.answerReferral': '不答复，居民一直等着。', 'duties.consequence.scheduleReferral': '不约日期，居民不知道何时有人来。', 'duties.consequence.deliverReferral': '不登记，这次服务就不算数。',
    'duties.consequence.confirmReferral': '没有居民一句话，需求就不能办结。', 'duties.consequence.rematchNeed': '不处理，这个需求就没有着落。', 'duties.consequence.reviewProposals': '不审核，谁也不会收到通知。', 'duties.consequence.answerDuplicate': '不判断，同一件事可能办两遍。',
    'duties.consequence.recordSession': '不登记，人次就少报了。', 'duties.consequence.confirmCapacity': '不确认，能力记为不明，对接时排在最后。', 'duties.consequence.reviewCircumstance': '不复核，关爱名单就不准了。',
    'duties.act.verifyNeed': '已核实', 'duties.act.answerReferral': '去答复', 'duties.act.scheduleReferral': '去约日期', 'duties.act.deliverReferral': '去登记', 'duties.act.confirmReferral': '去确认',
    'duties.act.rematchNeed': '去对接', 'duties.act.reviewProposals': '去审核', 'duties.act.answerDuplicate': '去判断', 'duties.act.recordSession': '去登记', 'duties.act.confirmCapacity': '仍然如此', 'duties.act.reviewCircumstance': '去复核',
    'duties.done.verifyNeed': '已核实，可以对接了。', 'duties.done.confirmCapacity': '已确认，今天起算。',
  },
  en: {
    'duties.refusal.dutyNotOpen': 'This is done already; nothing to hand on.',
    'duties.refusal.notYourDuty': 'This is not yours; whoever owns it has to hand it on.',
    'duties.refusal.notAColleague': 'It can go only to a colleague who answers for this place and whose role is valid. Please choose from the list.',
    'duties.refusal.alreadyTheirs': 'This colleague has it already.',
    'duties.kind.verifyNeed': 'Verify a need', 'duties.kind.answerReferral': 'Answer a referral', 'duties.kind.scheduleReferral': 'Agree a day', 'duties.kind.deliverReferral': 'Record the service', 'duties.kind.confirmReferral': 'Ask the resident',
    'duties.kind.rematchNeed': 'Find another match', 'duties.kind.reviewProposals': 'Review proposals', 'duties.kind.answerDuplicate': 'Decide whether it is one', 'duties.kind.recordSession': 'Record who came', 'duties.kind.confirmCapacity': 'Confirm capacity', 'duties.kind.reviewCircumstance': 'Review a circumstance',
    'duties.consequence.verifyNeed': 'Unverified, it cannot be matched.', 'duties.consequence.answerReferral': 'Without an answer the resident goes on waiting.', 'duties.consequence.scheduleReferral': 'Without a day the resident does not know when help comes.', 'duties.consequence.deliverReferral': 'Unrecorded, the service does not count.',
    'duties.consequence.confirmReferral': 'Without the resident’s word the need stays open.', 'duties.consequence.rematchNeed': 'Left alone, this need has nobody.', 'duties.consequence.reviewProposals': 'Unreviewed, nobody is told anything.', 'duties.consequence.answerDuplicate': 'Undecided, the same thing may be done twice.',
    'duties.consequence.recordSession': 'Unrecorded, attendances are under-reported.', 'duties.consequence.confirmCapacity': 'Unconfirmed, its capacity counts as unknown and is matched last.', 'duties.consequence.reviewCircumstance': 'Unreviewed, the list of those we look after goes wrong.',
    'duties.act.verifyNeed': 'Verified', 'duties.act.answerReferral': 'Answer', 'duties.act.scheduleReferral': 'Agree a day', 'duties.act.deliverReferral': 'Record', 'duties.act.confirmReferral': 'Confirm',
    'duties.act.rematchNeed': 'Match again', 'duties.act.reviewProposals': 'Review', 'duties.act.answerDuplicate': 'Decide', 'duties.act.recordSession': 'Record', 'duties.act.confirmCapacity': 'Still right', 'duties.act.reviewCircumstance': 'Review',
    'duties.done.verifyNeed': 'Verified; it can be matched now.', 'duties.done.confirmCapacity': 'Confirmed as of today.',
  },
});
