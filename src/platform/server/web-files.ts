import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The built web app. Hashed files may be kept for ever, the two pages never; any address that is no file is the app's own. */
export async function serveWeb(app: FastifyInstance, folder: string, notFound: (request: FastifyRequest) => object): Promise<void> {
  if (existsSync(folder)) {
    await app.register(fastifyStatic, {
      root: folder, wildcard: false, index: false, preCompressed: false, cacheControl: false,
      setHeaders: (reply, path) => { reply.setHeader('cache-control', path.includes(`${join(folder, 'assets')}`) ? 'public, max-age=31536000, immutable' : 'no-cache'); },
    });
    // with a code from a slip's QR; without one it is typed
    for (const url of ['/c', '/c/', '/c/:code']) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile('confirm.html'));
    for (const url of ['/q', '/q/', '/q/:code']) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile('ask.html'));
    for (const url of ['/p', '/p/', '/p/:code']) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile('partner.html'));
    for (const url of ['/follow', '/follow/']) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile('follow.html'));
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api') && !/\.[a-z0-9]{2,5}(\?|$)/i.test(request.url);
    if (isPage && existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
    return reply.code(404).send(notFound(request));
  });
}
