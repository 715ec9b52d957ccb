import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Language } from '../../../kernel/messages.ts';
import { BadInput, NotSignedIn } from '../../../platform/server/errors.ts';
import { issuesOf, sendProblem } from '../../../platform/server/http-errors.ts';
import { SESSION_COOKIE } from '../../../platform/server/http.ts';
import type { Platform } from '../../../platform/server/perform.ts';
import type { Say } from '../../../platform/server/say.ts';
import { ActUnder, ChangePassword, EndSession, OwnSessions, SessionAnswer, SetLanguage, SignIn } from '../core/contract.ts';
import { actUnder, changePassword, chooseLanguage, describeSession, goOn, listOwnSessions, signIn, signOut } from './operations.ts';

type Tools = { say: Say; languageOf(request: FastifyRequest): Language };
const Done = z.object({ done: z.literal(true) });
const Health = z.object({ status: z.literal('ok'), version: z.string(), demonstration: z.boolean(), /** Where people find it; null: wherever the page was opened. */ url: z.string().nullable() });

/** The endpoints that set or end a session's cookie; every other route of every area is a row. */
export function attachAccess(app: FastifyInstance, platform: Platform, allPermissions: string[], isSecure: boolean, tools: Tools): void {
  const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: isSecure } as const;
  const setToken = (reply: FastifyReply, token: string) => reply.setCookie(SESSION_COOKIE, token, cookie);
  const tokenOf = (request: FastifyRequest) => request.cookies[SESSION_COOKIE];
  const agentOf = (request: FastifyRequest) => request.headers['user-agent'] ?? '';
  const read = <T extends z.ZodType>(shape: T, request: FastifyRequest): z.output<T> => {
    const parsed = shape.safeParse(request.body ?? {});
    if (!parsed.success) throw new BadInput(issuesOf(parsed.error, tools.languageOf(request), tools.say));
    return parsed.data;
  };
  const refused = (request: FastifyRequest, reply: FastifyReply, status: number, code: string) =>
    sendProblem(reply, status, { code, message: tools.say(tools.languageOf(request), `access.refusal.${code}`) });
  const docs = (summary: string, body?: z.ZodType, answer: z.ZodType = SessionAnswer) => ({ tags: ['session'], summary, ...(body ? { body } : {}), response: { 200: answer } });
  const unchecked = () => () => true as const;

  app.get('/api/health', { schema: { tags: ['health'], summary: 'Whether the system runs; no session needed', response: { 200: Health } } },
    async () => ({ status: 'ok' as const, version: platform.version, demonstration: platform.demonstration, url: platform.publicUrl }));

  app.post('/api/session', {
    schema: docs('Signs in; sets the session cookie', SignIn), validatorCompiler: unchecked, config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
  }, async (request, reply) => {
    const { username, password } = read(SignIn, request);
    const result = await signIn(platform, username, password, agentOf(request), tokenOf(request), request.ip);
    if (!result.ok) return refused(request, reply, 401, result.refusal.code);
    setToken(reply, result.value.token);
    return describeSession(platform, result.value.token, allPermissions);
  });

  app.get('/api/session', { schema: docs('Who is signed in, the grants held, what the present one permits') },
    // a page that opens at the door asks whether there is a session at all: that there is none is no fault, and answered 204
    (request, reply: FastifyReply) => describeSession(platform, tokenOf(request), allPermissions).catch((fault: unknown) => {
      if (fault instanceof NotSignedIn && Object(request.query).ifAny === 'true') return reply.code(204).send();
      throw fault;
    }));

  app.get('/api/session/browsers', { schema: docs('The browsers in which one is signed in', undefined, OwnSessions) },
    async (request) => ({ items: await listOwnSessions(platform, tokenOf(request)) }));

  app.post('/api/session/act', { schema: docs('Acts under another of one\'s grants', ActUnder), validatorCompiler: unchecked }, async (request, reply) => {
    const result = await actUnder(platform, tokenOf(request), read(ActUnder, request).grantId, agentOf(request), request.ip);
    if (!result.ok) return refused(request, reply, 409, result.refusal.code);
    setToken(reply, result.value.token);
    return describeSession(platform, result.value.token, allPermissions);
  });

  app.post('/api/session/active', { schema: docs('Somebody is at the page: the session goes on', undefined, Done), validatorCompiler: unchecked }, async (request) => {
    await goOn(platform, tokenOf(request));
    return { done: true as const };
  });

  app.post('/api/session/end', { schema: docs('Signs out, here or everywhere', EndSession, Done), validatorCompiler: unchecked }, async (request, reply) => {
    await signOut(platform, tokenOf(request), read(EndSession, request).everywhere, request.ip);
    reply.clearCookie(SESSION_COOKIE, cookie);
    return { done: true as const };
  });

  app.post('/api/session/password', {
    schema: docs('Changes one\'s own password and signs other browsers out', ChangePassword, Done), validatorCompiler: unchecked, config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
  }, async (request, reply) => {
    const { current, next } = read(ChangePassword, request);
    const result = await changePassword(platform, tokenOf(request), current, next, agentOf(request), request.ip);
    if (!result.ok) {
      const { code, field, ...details } = result.refusal;
      const message = tools.say(tools.languageOf(request), `access.refusal.${code}`, details);
      return sendProblem(reply, 409, { code, message, issues: [{ path: field, code, message }] });
    }
    setToken(reply, result.value.token);
    return { done: true as const };
  });

  app.post('/api/session/language', { schema: docs('Chooses the language one is greeted in', SetLanguage, Done), validatorCompiler: unchecked }, async (request) => {
    await chooseLanguage(platform, tokenOf(request), read(SetLanguage, request).language);
    return { done: true as const };
  });
}
