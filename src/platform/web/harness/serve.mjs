import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { answer } from './mock.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

/** A built folder with the server's policy, and the mock behind /api. Answers its address and how to stop it. */
export function serve(folder) {
  const state = { in: false, delay: 0 };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://x');
    if (url.pathname === '/api/live') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      return response.write(': open\n\n');
    }
    if (url.pathname.startsWith('/api/')) {
      let text = '';
      for await (const part of request) text += part;
      if (request.method === 'POST' && request.headers['x-sanshe'] !== '1') return response.writeHead(403).end('{}');
      const found = answer(request.method, url, text ? JSON.parse(text) : {}, state);
      await new Promise((resume) => setTimeout(resume, state.delay));
      response.writeHead(found?.[0] ?? 404, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(found?.[1] ?? { code: 'notFound', message: '没有找到' }));
    }
    const asked = path.join(folder, url.pathname);
    const isFile = existsSync(asked) && statSync(asked).isFile();
    const file = isFile ? asked : path.join(folder, url.pathname.startsWith('/c/') ? 'confirm.html' : 'index.html');
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ state, address: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections(); server.close(); } })));
}
