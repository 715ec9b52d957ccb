import type { Language } from '../../kernel/messages.ts';
import type { Role } from '../../kernel/role.ts';
import { ApiRefusal, get, send } from './api.ts';
import { queries, SESSION, useQueryOf } from './data.ts';
import { setDraftOwner } from './draft-owner.ts';
import { dropDraftsOfOthers } from './form-draft.ts';
import { canSay, say } from './say.ts';

export type Grant = { id: string; role: Role; divisionCode: string | null; divisionName: string | null; organizationId: string | null; organizationName: string | null };
/** Who is signed in, for what he acts now, and what he may do there. */
export type Session = {
  account: { id: string; username: string; name: string; language: Language | null };
  grants: Grant[];
  actingAs: string;
  permissions: string[];
  demonstration: boolean;
  /** It ends when nobody has done anything for so many minutes; 0: never by itself. */
  idleMinutes: number;
  /** How a command is typed on the machine of the product; null where no page offers one. */
  commandLine: string | null;
  /** The password was handed over by somebody else, or is too old: nothing else can be done before it is changed. */
  mustChangePassword: boolean;
  passwordIs: 'handedOver' | 'tooOld' | null;
};

const PATH = '/api/session';

async function askForSession(): Promise<Session> {
  const session = await get<Session | null>(PATH, { ifAny: true }, { quietly: true });
  if (!session) throw new ApiRefusal(401, 'notSignedIn', say('platform.refusal.notSignedIn'));
  return session;
}

/** The session, or a 401 refusal without the jump to the sign-in page. */
export const loadSession = async (): Promise<Session> => {
  const session = await queries.ensureQueryData({ queryKey: SESSION, queryFn: askForSession, staleTime: 60_000, retry: false });
  setDraftOwner(session.account.id);
  dropDraftsOfOthers();
  return session;
};

/** Inside the shell there is always a session. */
export function useSession(): Session {
  const kept = queries.getQueryData<Session>(SESSION);
  if (!kept) throw new Error('useSession is for pages inside the shell');
  return kept;
}

/** A question that a page puts to the session: `const may = useMay(); may('need.verify')`. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

export const grantOf = (session: Session): Grant | undefined => session.grants.find((grant) => grant.id === session.actingAs);

/** 站点工作人员 · 新北社区 */
export function grantWords(grant: Grant): string {
  const role = canSay(`access.role.${grant.role}`) ? say(`access.role.${grant.role}`) : grant.role;
  const place = grant.organizationName ?? grant.divisionName;
  return place ? `${role} · ${place}` : role;
}

/** Those of one's own grants that a refusal names: as each of them one sees what one asked for. */
export const grantsNamed = (ids: unknown): Grant[] => (Array.isArray(ids) ? (queries.getQueryData<Session>(SESSION)?.grants ?? []).filter(({ id }) => ids.includes(id)) : []);

/** Forgets all that was kept for another grant or person. */
export function forgetSession(): void {
  queries.clear();
}

export async function signIn(username: string, password: string): Promise<Session> {
  const session = await send<Session>(PATH, { username, password }, { quietly: true });
  forgetSession();
  return session;
}

/** From now on every page is of this grant. */
export async function actAs(grantId: string): Promise<void> {
  await send(`${PATH}/act`, { grantId });
  forgetSession();
}

/** Somebody is at the page: the session goes on. */
export const goOn = (): Promise<unknown> => send(`${PATH}/active`, {});

export async function signOut(everywhere: boolean): Promise<void> {
  await send(`${PATH}/end`, { everywhere });
  forgetSession();
}

/** A chosen language goes with the account to other machines; at the sign-in page there is none yet. */
export function keepLanguage(language: Language): void {
  if (queries.getQueryData<Session>(SESSION)) void send(`${PATH}/language`, { language }, { quietly: true }).catch(() => {});
}

export type Health = { status: string; version: string; demonstration: boolean; url: string | null };
export const useHealth = () => useQueryOf<Health>('/api/health', {}, { quietly: true });

/** Officers of city and banner see figures, nobody's single record (DESIGN §4): lists that stay empty for them say so. */
export const seesFiguresOnly = (grant: Grant | undefined): boolean => grant?.role === 'officer' && (grant.divisionCode?.length ?? 0) < 9;

/** What the menu of this session depends on. */
export const menuSightOf = (session: Session) => ({ permissions: session.permissions, seesFiguresOnly: seesFiguresOnly(grantOf(session)) });
