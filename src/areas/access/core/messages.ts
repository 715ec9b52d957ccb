import { defineMessages } from '../../../kernel/messages.ts';

export const messages = defineMessages({
  zh: {
    'access.refusal.wrongPassword': '用户名或密码不对。',
    'access.refusal.noGrant': '这个账号目前没有任何有效的身份，请联系管理员。',
    'access.refusal.notYourGrant': '您没有这个身份，或它已到期。',
    'access.role.officer': '行政干部', 'access.role.stationLead': '站长', 'access.role.stationWorker': '站点工作人员', 'access.role.socialWorker': '社会工作者',
    'access.role.supervisor': '督导', 'access.role.organizationManager': '社会组织负责人', 'access.role.incubatorManager': '孵化基地负责人', 'access.role.reviewer': '评审专家',
    'access.role.finance': '财务', 'access.role.auditor': '审计', 'access.role.administrator': '系统管理员', 'access.role.volunteer': '志愿者', 'access.role.resident': '居民',
  },
  en: {
    'access.refusal.wrongPassword': 'The username or the password is wrong.',
    'access.refusal.noGrant': 'This account holds no valid role at present; please ask the administrator.',
    'access.refusal.notYourGrant': 'You do not hold that role, or it has run out.',
    'access.role.officer': 'Officer', 'access.role.stationLead': 'Station lead', 'access.role.stationWorker': 'Station worker', 'access.role.socialWorker': 'Social worker',
    'access.role.supervisor': 'Supervisor', 'access.role.organizationManager': 'Organisation manager', 'access.role.incubatorManager': 'Incubator manager', 'access.role.reviewer': 'Reviewer',
    'access.role.finance': 'Finance', 'access.role.auditor': 'Auditor', 'access.role.administrator': 'Administrator', 'access.role.volunteer': 'Volunteer', 'access.role.resident': 'Resident',
  },
});
