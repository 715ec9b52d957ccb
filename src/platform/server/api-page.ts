import type { Language } from '../../kernel/messages.ts';
import type { Route } from './route.ts';

const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

function fieldsOf(route: Route): string {
  const fields = Object.entries(route.input.shape).map(([name, type]) => `<code>${escape(name)}${(type as { safeParse(v: unknown): { success: boolean } }).safeParse(undefined).success ? '?' : ''}</code>`);
  return fields.join(' ');
}

/** The API as a page a person reads: one line a route, grouped by its first word. Made from the same rows as the server. */
export function apiPage(routes: Route[], language: Language): string {
  const groups = groupBy(routes);
  const words = language === 'zh'
    ? { title: 'sanshe 接口', intro: '每条接口的完整形式见', how: '查询用 GET；改变用 POST，JSON 正文带 requestId（UUID），同一 requestId 发两次只做一次。拒绝是 409，带 code 与一句话。', permission: '权限', input: '输入' }
    : { title: 'sanshe API', intro: 'The full shapes are in', how: 'Reads are GET; changes are POST with a JSON body and a requestId (UUID): sent twice, done once. A refusal is a 409 with a code and a sentence.', permission: 'Permission', input: 'Input' };
  const sections = [...groups].map(([name, rows]) => `<h2 id="${escape(name)}">${escape(name)}</h2><table><thead><tr><th></th><th></th><th>${words.permission}</th><th>${words.input}</th></tr></thead><tbody>${
    rows.map((row) => `<tr><td><b>${row.method}</b> <code>${escape(row.path)}</code></td><td>${escape(row.says)}</td><td><code>${escape(row.permission)}</code></td><td>${fieldsOf(row)}</td></tr>`).join('')
  }</tbody></table>`);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title>
<style>body{font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:1200px;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#f6f7f9}table{border-collapse:collapse;width:100%;background:#fff}td,th{border-bottom:1px solid #dde2e8;padding:.4rem .6rem;text-align:left;vertical-align:top}code{font-size:13px}h2{margin-top:2rem}</style></head>
<body><h1>${words.title}</h1><p>${words.intro} <a href="/api/openapi.json">OpenAPI 3.1</a>. ${words.how}</p>${sections.join('')}</body></html>`;
}

function groupBy(routes: Route[]): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const name = route.path.split('/')[2] ?? '';
    groups.set(name, [...(groups.get(name) ?? []), route]);
  }
  return groups;
}
