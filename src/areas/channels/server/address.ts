import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { isNextDoor, mayReach, type ChannelRefusal } from '../core/channel.ts';

/** An address as the operator typed it: https, or http within the own network where that is said. */
export function admitUrl(typed: string, isLocal: boolean): Result<URL, ChannelRefusal> {
  if (!URL.canParse(typed)) return refuse({ code: 'addressNotUnderstood' });
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refuse({ code: 'addressNotUnderstood' });
  if (url.username || url.password) return refuse({ code: 'addressWithPassword' });
  const host = url.hostname;
  if (!mayReach(host, isLocal)) return refuse({ code: 'addressForbidden' });
  if (url.protocol === 'http:' && !(isLocal && isNextDoor(host))) return refuse({ code: 'addressNeedsHttps' });
  return ok(url);
}

/** Enough of an address to know it by: the host, and the end of what is a key. */
export const shownAddress = (url: URL): string => `${url.host} …${(url.pathname + url.search).slice(-4)}`;
