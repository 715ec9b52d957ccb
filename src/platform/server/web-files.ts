import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Pages that a code opens, from a QR or typed: the resident's slip, a questionnaire, an owner's resources, a provider's referral. */
const BY_CODE = [['c', 'confirm.html'], ['q', 'ask.html'], ['k', 'keep.html'], ['p', 'partner.html']] as const;

/** The built web app. Hashed files may be kept for ever, the two pages never; any address that is no file is the app's own. */
export async function serveWeb(app: FastifyInstance, folder: string, notFound: (request: FastifyRequest) => object): Promise<void> {
  if (existsSync(folder)) {
    await app.register(fastifyStatic, {
      root: folder, wildcard: false, index: false, preCompressed: false, cacheControl: false,
      setHeaders: (reply, path) => { reply.setHeader('cache-control', path.includes(`${join(folder, 'assets')}`) ? 'public, max-age=31536000, immutable' : 'no-cache'); },
    });
    for (const [door, page] of BY_CODE) for (const url of [`/${door}`, `/${door}/`, `/${door}/:code`]) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile(page));
    for (const url of ['/follow', '/follow/']) app.get(url, { schema: { hide: true } }, (_request, reply) => reply.sendFile('follow.html'));
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api') && !/\.[a-z0-9]{2,5}(\?|$)/i.test(request.url);
    if (isPage && existsSync(join(folder, 'index.html'))) return reply.sendFile('index.html');
    return reply.code(404).send(notFound(request));
  });
}
