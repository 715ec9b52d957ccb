// What the server would answer, for the example pages only.
const TITLES = ['独居老人午餐送餐', '家门口的楼道灯坏了', '放学后孩子没人看', '想学用智能手机挂号', '轮椅坡道太陡', '低保家庭修水管', '蒙古语法律咨询', '孕产妇上门随访', '广场舞噪声调解', '残疾人就业辅导'];
const PLACES = ['新北社区', '团结社区', '伊克敖包嘎查', '杭锦街道', '鸿雁社区'];
const STATUSES = ['open', 'verified', 'matched', 'delivered', 'met', 'late'];
const NAMES = ['王**', '其**格', '张*', '乌**其', '刘**'];
const TOTAL = 10_432;
const two = (n) => String(n).padStart(2, '0');
const rowAt = (i) => ({
  id: `need-${i}`, title: TITLES[i % 10], status: STATUSES[(i * 7) % 6], place: PLACES[(i * 3) % 5], heardOn: `2026-${two(1 + ((i * 5) % 11))}-${two(1 + ((i * 11) % 28))}`,
  due: `2026-11-${two(16 + ((i * 3) % 13))}`, person: NAMES[(i * 2) % 5], category: ['助餐', '维修', '托管', '培训', '无障碍'][i % 5], persons: 1 + ((i * 13) % 60), note: '入户走访时本人提出，家属也在场。',
});
export const session = (over = {}) => ({
  account: { id: 'a1', name: '李娜', language: 'zh' }, actingAs: 'g1', permissions: ['any'], demonstration: true,
  grants: [{ id: 'g1', role: 'stationWorker', divisionCode: '150602001201', divisionName: '新北社区', organizationId: null, organizationName: null }, { id: 'g2', role: 'socialWorker', divisionCode: '150602', divisionName: '东胜区', organizationId: 'o1', organizationName: '暖城社会工作服务中心' }], ...over,
});
const divisions = [{ code: '150602', name: '东胜区', level: 'county', kind: '区', path: ['鄂尔多斯市', '东胜区'] }, { code: '150602001201', name: '新北社区', level: 'community', kind: '社区', path: ['鄂尔多斯市', '东胜区', '交通街道', '新北社区'] }];
const history = [
  { id: 'h3', at: '2026-11-20T02:15:00Z', action: 'matched', actorName: '李娜', actorRole: 'stationWorker', changes: { status: { from: '已核实', to: '已对接' } } },
  { id: 'h2', at: '2026-11-18T06:40:00Z', action: 'verified', actorName: '赵站长', actorRole: 'stationLead', reason: '电话核实，情况属实', changes: { persons: { from: 1, to: 2 } } },
  { id: 'h1', at: '2026-11-17T01:05:00Z', action: 'heard', actorName: '李娜', actorRole: 'stationWorker' },
];

/** Answers `[status, body]`, or null for an address nobody serves. `state` holds who is signed in. */
export function answer(method, url, body, state) {
  const at = url.pathname;
  const q = url.searchParams;
  if (at === '/api/health') return [200, { status: 'ok', version: '0.1.0', demonstration: true }];
  if (at === '/api/session' && method === 'GET') return state.in ? [200, session({ account: { id: 'a1', name: '李娜', language: null } })] : [401, { code: 'notSignedIn', message: '请先登录。' }];
  if (at === '/api/session') {
    if (body.password === 'locked') return [429, { code: 'lockedOut', message: '密码多次输错', until: new Date(Date.now() + 95_000).toISOString() }];
    if (body.password !== 'sanshe-demo') return [401, { code: 'wrongPassword', message: '用户名或密码不对。' }];
    state.in = true;
    return [200, session()];
  }
  if (at === '/api/session/end') return [((state.in = false), 200), { done: true }];
  if (at === '/api/session/act') return [200, session({ actingAs: body.grantId })];
  if (at === '/api/my-work') return [200, { total: 12, items: [], next: null }];
  if (at === '/api/divisions') return [200, q.get('level') === 'city' ? { total: 1, items: [{ code: '1506', name: '鄂尔多斯市', level: 'city', kind: '市', path: ['鄂尔多斯市'] }] } : { total: 2, items: divisions }];
  if (at === '/api/search') return [200, { items: [{ kind: 'person', id: 'p1', title: '王秀兰', detail: '新北社区 · 78 岁', path: '/needs/need-1' }, { kind: 'need', id: 'need-1', title: '独居老人午餐送餐', detail: '王秀兰 · 已对接', path: '/needs/need-1' }] }];
  if (at === '/api/history') return [200, { total: 3, items: history, next: null }];
  if (at === '/api/none') return [200, { total: 0, items: [], next: null }];
  if (at === '/api/broken') return [500, { code: 'fault', message: '系统出了意外。', id: '0192f3c4' }];
  if (at === '/api/reveal') return [200, { value: '13848225521' }];
  if (at === '/api/needs/hear') return [400, { code: 'badInput', message: '有 1 处填写不对', issues: [{ path: 'phone', code: 'wrongForm', message: '电话写法不对' }] }];
  if (at === '/api/needs') {
    const from = Number(q.get('after') ?? 0);
    const items = Array.from({ length: Math.min(50, TOTAL - from) }, (_, i) => rowAt(from + i));
    return [200, { total: q.get('q') === '没有' ? 0 : TOTAL, items: q.get('q') === '没有' ? [] : items, next: from + 50 < TOTAL && q.get('q') !== '没有' ? String(from + 50) : null }];
  }
  if (at.startsWith('/api/needs/')) return [200, rowAt(Number(at.split('-')[1] ?? 1))];
  if (at.startsWith('/api/confirm/')) {
    const code = at.split('/').pop();
    if (code === 'gone') return [404, { code: 'notFound', message: '没有找到' }];
    if (method === 'POST') return [200, { done: true }];
    return [200, { what: '给独居老人王秀兰送午餐（周一到周五）', who: '暖城社会工作服务中心 · 刘老师', when: '2026-11-20', status: code === 'answered' ? 'helped' : 'asked', personToCall: { name: '新北社区 李娜', phone: '0477-8123456' }, community: { name: '新北社区', phone: '0477-8123000', phoneOf: '新北社区' }, language: 'zh' }];
  }
  return null;
}
