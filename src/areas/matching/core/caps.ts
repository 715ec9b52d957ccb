import type { NetworkBuilder } from '../../../solver/network.ts';
import type { MatchInput, MatchOrganization } from './model.ts';
import { isStale } from './weights.ts';

/** The organisations that state a cap, and for each resource which of them it counts for: its place in the list, −1 where none is stated. */
export type Caps = { organizations: MatchOrganization[]; capOf: Int32Array };

export function capsOf({ resources, organizations = [] }: Pick<MatchInput, 'resources' | 'organizations'>): Caps {
  const at = new Map(organizations.map(({ id }, c) => [id, c]));
  return { organizations, capOf: Int32Array.from(resources, ({ organizationId }) => (organizationId === null ? -1 : at.get(organizationId) ?? -1)) };
}

/** The arcs on which stale units are counted, the arc of each cap, and the hub before it. */
export type SupplyArcs = { staleArcs: number[]; capArcs: number[]; capHubs: number[] };

/**
 * Where the units of resources go: arc j is the capacity of resource j, to the sink or, where it is stale, to what counts stale units. A resource under a cap
 * leads to its organisation's hub, which lets through as many as the cap. What is stale there is counted before, at a hub of that organisation's own:
 * behind the cap nobody could tell any more which units were stale.
 */
export function supplyArcs({ resources, options: { weights } }: MatchInput, { organizations, capOf }: Caps, sink: number, network: NetworkBuilder): SupplyArcs {
  const stale = network.addNode(), capHubs = organizations.map(() => network.addNode()), staleUnder = new Map<number, number>();
  const onward = resources.map((resource, j) => {
    const c = capOf[j]!;
    if (!isStale(resource, weights)) return c < 0 ? sink : capHubs[c]!;
    if (c < 0) return stale;
    const own = staleUnder.get(c) ?? network.addNode();
    staleUnder.set(c, own);
    return own;
  });
  for (const [j, { capacity }] of resources.entries()) network.addArc(j, onward[j]!, { capacity });
  const staleArcs = [network.addArc(stale, sink), ...Array.from(staleUnder, ([c, own]) => network.addArc(own, capHubs[c]!))];
  return { staleArcs, capHubs, capArcs: organizations.map(({ capacity }, c) => network.addArc(capHubs[c]!, sink, { capacity })) };
}
