import { backTo } from './back.ts';
import { To, useAddress } from './navigation.tsx';
import { canSay, say } from './say.ts';

/** Where somebody came from to change something, as the address keeps it until that is done; null if from nowhere. */
export function useBack(): string | null {
  const [back] = useAddress((raw) => backTo(raw.back));
  return back;
}

/** Leads back there, from the page that follows the change. */
export function WayBack() {
  const back = useBack();
  // a page that people come back to from others names itself so; most come from a match
  const named = `platform.backTo.${back?.split(/[/?]/)[1]}`;
  return back && <p className="way-back"><To path={back}>{say(canSay(named) ? named : 'platform.backToMatch')}</To></p>;
}
