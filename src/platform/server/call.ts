import { dayOf, type LocalDate } from '../../kernel/local-date.ts';
import type { Language } from '../../kernel/messages.ts';
import type { Actor } from './actor.ts';
import type { Vault } from './vault.ts';

/** What surrounds an operation: who asks, when, under which request, in which language. */
export type Call = { actor: Actor; now: Date; today: LocalDate; requestId: string; language: Language; vault: Vault };

export const makeCall = (actor: Actor, now: Date, requestId: string, language: Language, vault: Vault): Call =>
  ({ actor, now, today: dayOf(now), requestId, language, vault });

/** The actor of jobs, of the command line and of the demonstration's building: sees one city, signs as the system. */
export const systemActor = (city: string): Actor => ({
  accountId: '00000000-0000-7000-8000-000000000000', personId: null, grantId: '00000000-0000-7000-8000-000000000000',
  name: 'sanshe', role: 'system', divisionCode: city, organizationId: null, city,
});
