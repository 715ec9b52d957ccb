import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { preferredLanguage, type Language, type Messages } from '../../kernel/messages.ts';
import type { Actor } from './actor.ts';
import { apiPage } from './api-page.ts';
import { BadForm, BadInput, FormTooLarge, NotFound, NotPermitted } from './errors.ts';
import { issuesOf, problemOf, refuseOnSocket, sendProblem } from './http-errors.ts';
import { openStream, startLive } from './live.ts';
import { admit, performCommand, performQuery, whoSees, type Knock, type Platform } from './perform.ts';
import { refuseUnderPressure } from './pressure.ts';
import { query, type FileAnswer, type Route, type UploadedFile } from './route.ts';
import { makeSay, refusalKeyOf, type Say } from './say.ts';
import { serveWeb } from './web-files.ts';

/** What the apps hand to the server: the areas' rows and words, and how things beyond rows (sign-in) attach. */
export type HttpOptions = {
  platform: Platform; routes: Route[]; catalogs: Messages[];
  /** Extra endpoints that set cookies: sign-in, sign-out. */
  attach(app: FastifyInstance, tools: { say: Say; languageOf(request: FastifyRequest): Language }): void;
  webFolder: string; log: boolean | object; isSecure: boolean;
};

export const SESSION_COOKIE = 'sanshe';
// A spreadsheet of 100,000 rows is about 15 MB; several come in one form.
const UPLOAD_BYTES = 50 * 1024 * 1024;
// The fields and the seams between the parts.
const FORM_BYTES = 1024 * 1024;

export const languageOf = (request: FastifyRequest): Language =>
  preferredLanguage(tagsOf(request.headers['accept-language'] ?? ''));

/** `fr, zh;q=0.4, en;q=0.8` → fr, en, zh. */
const tagsOf = (header: string): string[] => header.split(',', 20).map((part) => part.split(';q=')).map(([tag = '', weight = '1']) => ({ tag, weight: Number(weight) || 0 }))
  .sort((a, b) => b.weight - a.weight).map(({ tag }) => tag);

/** A page of another site cannot press buttons here: the browser itself says where an unsafe request comes from. */
function comesFromElsewhere(request: FastifyRequest, publicUrl: string | null): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') return true;
  const { origin } = request.headers;
  if (!origin) return false;
  // behind a proxy that says its own name to us, the browser's word for it stands in x-forwarded-host, or in the settings
  return origin !== publicUrl && !(URL.canParse(origin) && new URL(origin).host === request.host);
}

function knockOf(platform: Platform, route: Route, request: FastifyRequest): Knock {
  const language = languageOf(request);
  if (!isByLink(route)) return { token: request.cookies[SESSION_COOKIE], language, address: request.ip };
  const code = String((request.params as { code?: string }).code ?? '').trim().toUpperCase();
  const nobody = '00000000-0000-7000-8000-000000000001';
  const link = createHash('sha256').update(code).digest('hex');
  const isPartner = route.permission === 'partnerLink';
  const name = isPartner ? (language === 'zh' ? '承接方（凭链接）' : 'Provider (by link)') : language === 'zh' ? '居民（凭链接）' : 'Resident (by link)';
  const actor: Actor = {
    // one provider's readings and kept answers are not another's, though neither has an account
    accountId: isPartner ? idFrom(platform.vault.derive(`partner ${link}`)) : nobody, grantId: nobody, personId: null, organizationId: null, name, role: isPartner ? 'partnerLink' : 'link',
    divisionCode: platform.city, city: platform.city, link,
  };
  return { actor, language, address: request.ip };
}

/** Opened by the code in the address, without a session. */
const isByLink = ({ permission }: Pick<Route, 'permission'>): boolean => permission === 'link' || permission === 'partnerLink';

/** An id that stands for no account, always the same for the same digits. */
const idFrom = (hex: string): string => `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;

/** Parses by hand rather than in fastify's hook, so that issues come out in the user's language. */
function parse(route: Route, raw: unknown, language: Language, say: Say): unknown {
  const parsed = route.input.safeParse(raw);
  if (!parsed.success) throw new BadInput(issuesOf(parsed.error, language, say));
  return parsed.data;
}

/** A form with its files, all of them together within the bound: they are held in memory until they are understood. */
async function readForm(request: FastifyRequest): Promise<{ fields: Record<string, unknown>; files: UploadedFile[] }> {
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_BYTES + FORM_BYTES) throw new FormTooLarge();
  let held = 0;
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file') { fields[part.fieldname] = part.value; continue; }
      const bytes = await part.toBuffer();
      held += bytes.length;
      if (held > UPLOAD_BYTES) throw new FormTooLarge();
      files.push({ fileName: part.filename, bytes });
    }
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (statusCode === 413) throw new FormTooLarge();
    throw error instanceof FormTooLarge ? error : new BadForm(error);
  }
  return { fields, files };
}

function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply.header('content-type', file.contentType).header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`).send(Buffer.from(file.bytes));
}

// Whoever tries codes of slips gets thirty tries a minute from one address; a family with one telephone needs three.
const LINK_TRIES = { rateLimit: { max: 30, timeWindow: '1 minute' } };

const LISTENING = query({ path: '/api/live', permission: 'signedIn', says: 'What changes, as it changes: kind and id', input: z.object({}), answer: z.never(), run: () => Promise.reject(new Error('a stream')) });

const ProblemShape = z.object({ code: z.string(), message: z.string() }).loose();

function addRoute(app: FastifyInstance, options: HttpOptions, route: Route, say: Say): void {
  const { platform, catalogs } = options;
  const isUpload = 'upload' in route;
  const mostBytes = 'mostBytes' in route ? route.mostBytes : undefined;
  const answers = 'answer' in route ? { 200: route.answer, 409: ProblemShape } : {};
  app.route({
    method: route.method, url: route.path, bodyLimit: isUpload ? UPLOAD_BYTES : mostBytes ?? 1024 * 1024,
    // nobody else fills our memory
    ...(mostBytes ? { preParsing: async (request: FastifyRequest) => { await admit(platform, knockOf(platform, route, request), route); } } : {}),
    schema: {
      tags: [route.path.split('/')[2] ?? 'api'], summary: route.says, description: `Permission: \`${route.permission}\``,
      ...(route.method === 'GET' ? { querystring: route.input } : isUpload ? { consumes: ['multipart/form-data'] } : { body: route.input }), response: answers,
    },
    validatorCompiler: () => () => true,
    ...(isByLink(route) ? { config: LINK_TRIES } : {}),
    handler: async (request, reply) => {
      const language = languageOf(request);
      const knock = knockOf(platform, route, request);
      if (route.method === 'GET') {
        const input = parse(route, { ...(request.query as object), ...(request.params as object) }, language, say);
        const value = await performQuery(platform, route, knock, input).catch(async (fault: unknown) => {
          if (fault instanceof NotFound || fault instanceof NotPermitted) fault.seenAs = await whoSees(platform, route, knock, input).catch(() => []);
          throw fault;
        });
        return 'download' in route ? sendFile(reply, value as FileAnswer) : reply.header('cache-control', 'no-store').send(value);
      }
      if (isUpload) await admit(platform, knock, route); // nobody else fills our memory
      const { fields, files } = isUpload ? await readForm(request) : { fields: (request.body ?? {}) as Record<string, unknown>, files: undefined };
      const input = parse(route, { ...fields, ...(request.params as object) }, language, say) as { requestId: string };
      const answer = await performCommand(platform, route, knock, input, files);
      if (answer.status === 200) return reply.send(answer.body);
      const { field, ...refusal } = answer.body as { code: string; field?: string };
      const message = say(language, refusalKeyOf(refusal.code, catalogs, route.path.split('/')[2] ?? ''), refusal);
      // a refusal that is about one field says so, and stands at it
      return sendProblem(reply, 409, { ...refusal, message, ...(field ? { issues: [{ path: field, code: refusal.code, message }] } : {}) });
    },
  });
}

/** The whole server: door, routes, live stream, OpenAPI, web app. */
export async function makeHttp(options: HttpOptions): Promise<FastifyInstance> {
  const say = makeSay(options.catalogs);
  const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = problemOf(error, languageOf(request), say);
    if (problem.log) request.log.error({ err: error, fault: problem.body['id'] }, 'fault');
    return sendProblem(reply, problem.status, problem.body);
  };
  const app = fastify({
    logger: options.log, bodyLimit: 1024 * 1024, routerOptions: { maxParamLength: 200 },
    // one proxy, ours: what a caller writes before it into x-forwarded-for counts for nothing, or tries could not be counted
    trustProxy: options.isSecure ? (_address: string, hop: number) => hop === 0 : false,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => { answerProblem(error, request, reply); },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseOnSocket(error, socket, say),
    logController: new LogController({ disableRequestLogging: true }),
  } as Parameters<typeof fastify>[0]) as unknown as FastifyInstance;
  app.removeContentTypeParser('text/plain'); // a page of another site could send it without asking first
  app.setSerializerCompiler(serializerCompiler);
  app.setValidatorCompiler(validatorCompiler);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        // antd writes its styles into <style> elements; scripts come from files of this origin only
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: options.isSecure, crossOriginEmbedderPolicy: false, referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(cookie);
  await app.register(compress, { threshold: 1024 });
  await app.register(multipart, { limits: { fileSize: UPLOAD_BYTES, files: 12, fields: 40, fieldSize: 1024 * 1024 } });
  await app.register(rateLimit, { global: false, max: 600, timeWindow: '1 minute' });
  await refuseUnderPressure(app, { maxEventLoopDelay: 5000 });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'sanshe', description: 'One record for a city\'s community services.', version: options.platform.version } },
    transform: jsonSchemaTransform,
  });

  app.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && comesFromElsewhere(request, options.platform.publicUrl)) {
      await sendProblem(reply, 403, { code: 'otherSite', message: say(languageOf(request), 'door.otherSite') });
    }
  });
  app.setErrorHandler(answerProblem);

  await app.register(async (scoped) => {
    for (const route of options.routes) addRoute(scoped, options, route, say);
    options.attach(scoped, { say, languageOf });
    const live = await startLive(options.platform, { warn: (message) => app.log.warn(message) });
    scoped.addHook('preClose', () => live.close());
    scoped.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
      const knock = knockOf(options.platform, LISTENING, request);
      const actor = await admit(options.platform, knock, LISTENING);
      openStream(scoped, reply);
      live.add({ actor, reply, admitAgain: () => admit(options.platform, knock, LISTENING) });
    });
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(app.swagger()));
  app.get('/api', { schema: { hide: true } }, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(options.routes, languageOf(request))));
  await serveWeb(app, options.webFolder, (request) => ({ code: 'notFound', message: say(languageOf(request), 'door.notFound') }));
  return app;
}
