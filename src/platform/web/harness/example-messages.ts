import { defineMessages } from '../../../kernel/messages.ts';

export const exampleMessages = defineMessages({
  zh: {
    'try.menu.work': '我的工作', 'try.menu.needs': '需求', 'try.menu.resources': '资源', 'try.menu.match': '对接', 'try.menu.people': '居民', 'try.menu.organizations': '社会组织', 'try.menu.city': '全市',
    'try.title': '需求', 'try.what': '需求', 'try.status': '状态', 'try.place': '地方', 'try.heardOn': '提出日期', 'try.person': '提出人', 'try.category': '类别', 'try.persons': '受益人数', 'try.note': '备注', 'try.search': '名称、姓名或拼音首字母',
    'try.status.open': '待核实', 'try.status.verified': '已核实', 'try.status.matched': '已对接', 'try.status.delivered': '已服务', 'try.status.met': '已满足', 'try.status.late': '已超期',
    'try.view.open': '未办结', 'try.view.late': '超期', 'try.view.all': '全部', 'try.hear': '登记需求', 'try.import': '导入表格', 'try.emptyWhy': '本社区还没有登记过需求。可以逐条登记，也可以把现有的表格整张导入。', 'try.verify': '核实', 'try.whyNot': '已办结的需求不能再核实',
    'try.thread.need': '需求', 'try.thread.match': '对接方案', 'try.thread.referral': '转介', 'try.thread.session': '服务', 'try.thread.figure': '数字', 'try.phone': '电话', 'try.residentId': '身份证号', 'try.evidence': '依据', 'try.proposals': '可选资源', 'try.purpose.call': '电话联系本人', 'try.purpose.check': '核对身份',
    'try.history.heard': '登记了需求', 'try.history.verified': '核实了需求', 'try.history.matched': '对接了资源', 'try.field.status': '状态', 'try.field.persons': '受益人数', 'try.decline': '退回', 'try.whyPhone': '联系上门时间用，只有经办人看得到。', 'try.lead': '社区里听到的每一项需求，从登记到居民说“得到帮助了”。',
  },
  en: {
    'try.menu.work': 'My work', 'try.menu.needs': 'Needs', 'try.menu.resources': 'Resources', 'try.menu.match': 'Matches', 'try.menu.people': 'People', 'try.menu.organizations': 'Organisations', 'try.menu.city': 'City',
    'try.title': 'Needs', 'try.what': 'Need', 'try.status': 'Status', 'try.place': 'Place', 'try.heardOn': 'Heard on', 'try.person': 'From', 'try.category': 'Kind', 'try.persons': 'People helped', 'try.note': 'Note', 'try.search': 'Name, person or pinyin initials',
    'try.status.open': 'To verify', 'try.status.verified': 'Verified', 'try.status.matched': 'Matched', 'try.status.delivered': 'Delivered', 'try.status.met': 'Met', 'try.status.late': 'Late',
    'try.view.open': 'Open', 'try.view.late': 'Late', 'try.view.all': 'All', 'try.hear': 'Note a need', 'try.import': 'Import a sheet', 'try.emptyWhy': 'No need has been noted in this community yet. Note them one by one, or bring in the sheet you have.', 'try.verify': 'Verify', 'try.whyNot': 'A need that is closed cannot be verified again',
    'try.thread.need': 'Need', 'try.thread.match': 'Match', 'try.thread.referral': 'Referral', 'try.thread.session': 'Session', 'try.thread.figure': 'Figure', 'try.phone': 'Phone', 'try.residentId': 'Identity number', 'try.evidence': 'Evidence', 'try.proposals': 'Resources', 'try.purpose.call': 'To call the person', 'try.purpose.check': 'To check who it is',
    'try.history.heard': 'Need noted', 'try.history.verified': 'Need verified', 'try.history.matched': 'Resource matched', 'try.field.status': 'Status', 'try.field.persons': 'People helped', 'try.decline': 'Send back', 'try.whyPhone': 'To agree a time for the visit; only those who handle it see it.', 'try.lead': 'Every need heard in the community, from the first note to “I was helped”.',
  },
});
