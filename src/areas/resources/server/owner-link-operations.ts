import { createHash } from 'node:crypto';
import { isWithin } from '../../../kernel/division.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { codeFrom, spokenCode } from '../../../kernel/spoken-code.ts';
import type { Call } from '../../../platform/server/call.ts';
import { NotFound } from '../../../platform/server/errors.ts';
import { appendHistory } from '../../../platform/server/history.ts';
import { newId } from '../../../platform/server/ids.ts';
import { addNotice } from '../../../platform/server/notices.ts';
import { raw, sql, type Sql } from '../../../platform/server/sql.ts';
import type { Tx } from '../../../platform/server/tx.ts';
import type { Vault } from '../../../platform/server/vault.ts';
import type { MakeOwnerLink, OwnerLinkAnswer, OwnerOf } from '../core/owner-contract.ts';
import { admitTerm, stateOfOwnerLink } from '../core/owner-link.ts';

/** Made from the key each time it is shown, and stored nowhere, like the code of a resident's slip. */
export const codeOfOwnerLink = (vault: Vault, linkId: string): string => codeFrom(vault.derive(`owner link ${linkId}`));
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

export type OwnerLink = {
  id: string; divisionCode: string; organizationId: string | null; resourceId: string | null; codeHash: string; givenTo: string; expiresOn: string; revokedOn: string | null; usedOn: string | null; madeByName: string; madeAt: string;
};
const LINK: Sql = sql`id, division_code as "divisionCode", organization_id as "organizationId", resource_id as "resourceId", code_hash as "codeHash", given_to as "givenTo", expires_on as "expiresOn", revoked_on as "revokedOn", used_on as "usedOn", made_by_name as "madeByName",
  ${raw(`to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)} as "madeAt" from owner_link`;

/** The link whose code whoever asks has typed or opened; the newest word on it, whether or not it still opens anything. */
export const findHeldLink = (tx: Tx): Promise<OwnerLink | null> => tx.maybe(sql`select ${LINK} where city = current_setting('app.city') and code_hash = current_setting('app.link')`);

/** An organisation with what it offers, or one resource: where it is, and how many resources a link would open. */
async function getOwner(tx: Tx, { organizationId, resourceId }: OwnerOf): Promise<{ kind: 'organization' | 'resource'; id: string; name: string; divisionCode: string; resources: number }> {
  const found = organizationId
    ? await tx.maybe<{ name: string; divisionCode: string; resources: number }>(sql`select name, division_code as "divisionCode", (select count(*)::int from resource r where r.city = o.city and r.organization_id = o.id and r.status <> 'ended') as resources from organization o where city = current_setting('app.city') and id = ${organizationId}`)
    : await tx.maybe<{ name: string; divisionCode: string; resources: number }>(sql`select provider_name as name, home_code as "divisionCode", 1 as resources from resource where city = current_setting('app.city') and id = ${resourceId ?? null}`);
  if (!found) throw new NotFound('owner', organizationId ?? resourceId ?? '');
  return { ...found, kind: organizationId ? 'organization' : 'resource', id: organizationId ?? resourceId! };
}

const ofOwner = ({ organizationId, resourceId }: OwnerOf): Sql => (organizationId ? sql`organization_id = ${organizationId}` : sql`resource_id = ${resourceId ?? null}`);

/** The link that stands, for whoever keeps the organisation or the resource. */
export async function readOwnerLink(tx: Tx, call: Call, of: OwnerOf): Promise<OwnerLinkAnswer> {
  const [owner, found] = await Promise.all([getOwner(tx, of), tx.maybe<OwnerLink>(sql`select ${LINK} where city = current_setting('app.city') and ${ofOwner(of)} and revoked_on is null`)]);
  const base = { isKeptHere: isWithin(owner.divisionCode, call.actor.divisionCode), ownerName: owner.name, resources: owner.resources };
  if (!found) return { ...base, link: null };
  const code = codeOfOwnerLink(call.vault, found.id), { id, givenTo, expiresOn, usedOn, madeByName, madeAt } = found;
  // under another key the code would be another, and open nothing
  const isOurs = hashOf(code) === found.codeHash;
  return { ...base, link: { id, givenTo, expiresOn, usedOn, madeByName, madeAt, state: stateOfOwnerLink(found, call.today), code: isOurs ? code : '', spoken: isOurs ? spokenCode(code) : '', address: isOurs ? `/k/${code}` : '' } };
}

/** A link for whoever answers for it; the one before it opens nothing any more. */
export async function makeOwnerLink(tx: Tx, call: Call, { organizationId, resourceId, givenTo, expiresOn }: MakeOwnerLink): Promise<Result<{ linkId: string }>> {
  const term = admitTerm(expiresOn, call.today);
  if (!term.ok) return term;
  const of = { organizationId, resourceId }, owner = await getOwner(tx, of);
  if (!isWithin(owner.divisionCode, call.actor.divisionCode)) return refuse({ code: 'basedElsewhere', division: owner.divisionCode });
  const id = newId();
  await tx.run(sql`update owner_link set revoked_on = ${call.today} where city = current_setting('app.city') and ${ofOwner(of)} and revoked_on is null`);
  tx.send(sql`insert into owner_link (city, id, division_code, organization_id, resource_id, code_hash, given_to, expires_on, made_by, made_by_name, made_at)
    values (${call.actor.city}, ${id}, ${owner.divisionCode}, ${organizationId ?? null}, ${resourceId ?? null}, ${hashOf(codeOfOwnerLink(call.vault, id))}, ${givenTo}, ${expiresOn}, ${call.actor.accountId}, ${call.actor.name}, ${call.now})`);
  tell(tx, call, { kind: owner.kind, subjectId: owner.id, divisionCode: owner.divisionCode }, 'ownerLinkMade', { givenTo: [null, givenTo], expiresOn: [null, expiresOn] });
  return ok({ linkId: id });
}

/** Whoever has it is told that it opens nothing any more. */
export async function revokeOwnerLink(tx: Tx, call: Call, { linkId }: { linkId: string }): Promise<Result<{ linkId: string }>> {
  const link = await tx.maybe<OwnerLink>(sql`select ${LINK} where city = current_setting('app.city') and id = ${linkId} for update`);
  if (!link) throw new NotFound('ownerLink', linkId);
  if (link.revokedOn) return refuse({ code: 'ownerLinkRevokedAlready', on: link.revokedOn });
  tx.send(sql`update owner_link set revoked_on = ${call.today} where city = current_setting('app.city') and id = ${linkId}`);
  tell(tx, call, { kind: link.organizationId ? 'organization' : 'resource', subjectId: link.organizationId ?? link.resourceId!, divisionCode: link.divisionCode }, 'ownerLinkRevoked', { givenTo: [link.givenTo, null] });
  return ok({ linkId });
}

function tell(tx: Tx, call: Call, subject: { kind: string; subjectId: string; divisionCode: string }, action: string, changes: Parameters<typeof appendHistory>[2]['changes']): void {
  appendHistory(tx, call, { ...subject, action, changes });
  addNotice(tx, call, subject);
}
