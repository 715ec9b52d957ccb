import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { attachAccess } from '../areas/access/server/routes.ts';
import { attachFollow } from '../areas/referrals/server/follow.ts';
import { makeHttp } from '../platform/server/http.ts';
import type { Platform } from '../platform/server/perform.ts';
import { ROOT } from '../platform/server/root.ts';
import { catalogs, permissions, routes } from './wire.ts';

/** The server with every area's routes on it, not yet listening. */
export function makeApi(platform: Platform, options: { log: boolean | object; isSecure: boolean }): Promise<FastifyInstance> {
  return makeHttp({
    platform, routes, catalogs, log: options.log, isSecure: options.isSecure, webFolder: join(ROOT, 'dist', 'web'),
    attach: (app, tools) => {
      attachAccess(app, platform, Object.keys(permissions), options.isSecure, tools);
      attachFollow(app, platform, tools);
    },
  });
}
