import { defineMessages } from '../../../kernel/messages.ts';
import { accountWords } from './account-messages.ts';
import { auditPageWords } from './audit-page-words.ts';
import { auditWords } from './audit-words.ts';

const words = defineMessages({
  zh: {
    'access.signIn': '登录', 'access.signInTitle': '登录 sanshe 三社', 'access.username': '用户名', 'access.password': '密码', 'access.lead': '社区、社会组织、社会工作者，一本账做好社区服务。',
    'access.locked': '密码多次输错，请等待 {{clock}}', 'access.lockedOpen': '现在可以再试了。', 'access.showPassword': '显示密码', 'access.hidePassword': '隐藏密码', 'access.signingIn': '正在登录…', 'access.fillBoth': '请填写用户名和密码。',
    'access.follow': '居民凭编号查进度（不用账号）', 'access.forgot': '忘记密码，请找站长或系统管理员重设。',
    'access.demo.title': '演示：选一个人进去看看', 'access.demo.lead': '人和事都是虚构的，可以放心试。',
    'access.demo.street': '街道与社区', 'access.demo.service': '服务的人', 'access.demo.outcome': '看结果的人', 'access.demo.keep': '核数、查账、管系统',
    'access.demo.city-officer': '行政干部（市级）', 'access.demo.city-officer.does': '看全市的数字，每个数字都能打开到明细',
    'access.demo.banner-officer': '行政干部（旗区）', 'access.demo.banner-officer.does': '看本旗区的需求、资源和缺口',
    'access.demo.street-officer': '行政干部（街道）', 'access.demo.street-officer.does': '看各社区对上多少，排除不合适的，督促超期的事',
    'access.demo.station-lead': '站长', 'access.demo.station-lead.does': '分派今天的事，核实需求，确认办结',
    'access.demo.station-worker': '站点工作人员', 'access.demo.station-worker.does': '登记和导入需求，联系资源，跟到底',
    'access.demo.social-worker': '社会工作者', 'access.demo.social-worker.does': '跟进转介，带小组活动，记录服务',
    'access.demo.organization-manager': '社会组织负责人', 'access.demo.organization-manager.does': '接转介，排活动，报送服务能力',
    'access.demo.volunteer': '志愿者', 'access.demo.volunteer.does': '看自己的活动和服务时长',
    'access.demo.resident': '居民', 'access.demo.resident.does': '看自己提的事办到哪一步',
    'access.demo.finance': '财务', 'access.demo.finance.does': '看服务数字，核到每一笔明细',
    'access.demo.auditor': '审计员', 'access.demo.auditor.does': '查每一笔改动和每一次查阅',
    'access.demo.administrator': '系统管理员', 'access.demo.administrator.does': '开账号，授身份，重设密码',
  },
  en: {
    'access.signIn': 'Sign in', 'access.signInTitle': 'Sign in to sanshe 三社', 'access.username': 'Username', 'access.password': 'Password', 'access.lead': 'Communities, organisations and social workers: one record for a city’s community services.',
    'access.locked': 'Too many wrong passwords. Please wait {{clock}}', 'access.lockedOpen': 'You can try again now.', 'access.showPassword': 'Show password', 'access.hidePassword': 'Hide password', 'access.signingIn': 'Signing in…', 'access.fillBoth': 'Please fill in the username and the password.',
    'access.follow': 'A resident with a number? See where it stands, no account needed', 'access.forgot': 'Forgotten it? Your station lead or the administrator can set a new one.',
    'access.demo.title': 'Demonstration: go in as someone', 'access.demo.lead': 'People and events are invented. Try whatever you like.',
    'access.demo.street': 'Street and community', 'access.demo.service': 'Those who serve', 'access.demo.outcome': 'Those who see what came of it', 'access.demo.keep': 'Finance, audit and system',
    'access.demo.city-officer': 'Officer (city)', 'access.demo.city-officer.does': 'Reads the city’s figures; every number opens to its records',
    'access.demo.banner-officer': 'Officer (banner)', 'access.demo.banner-officer.does': 'Sees needs, resources and gaps of one banner',
    'access.demo.street-officer': 'Officer (street)', 'access.demo.street-officer.does': 'Sees what was matched where, vetoes what does not suit, hurries what is late',
    'access.demo.station-lead': 'Station lead', 'access.demo.station-lead.does': 'Hands out today’s work, verifies needs, closes them',
    'access.demo.station-worker': 'Station worker', 'access.demo.station-worker.does': 'Hears and imports needs, finds help, sees it through',
    'access.demo.social-worker': 'Social worker', 'access.demo.social-worker.does': 'Follows referrals, leads groups, records what was done',
    'access.demo.organization-manager': 'Organisation manager', 'access.demo.organization-manager.does': 'Takes referrals, plans sessions, says what is free',
    'access.demo.volunteer': 'Volunteer', 'access.demo.volunteer.does': 'Sees own activities and hours',
    'access.demo.resident': 'Resident', 'access.demo.resident.does': 'Sees where the own request stands',
    'access.demo.finance': 'Finance', 'access.demo.finance.does': 'Reads what was delivered, and checks each figure to its records',
    'access.demo.auditor': 'Auditor', 'access.demo.auditor.does': 'Checks every change and every look',
    'access.demo.administrator': 'Administrator', 'access.demo.administrator.does': 'Opens accounts, gives roles, sets new passwords',
  },
});

export const messages = defineMessages({
  zh: { ...words.zh, ...accountWords.zh, ...auditWords.zh, ...auditPageWords.zh }, en: { ...words.en, ...accountWords.en, ...auditWords.en, ...auditPageWords.en },
});
