import type { Refusal } from '../../../kernel/result.ts';

/** Two who say at once that one takes the other along, and the other a third; two who make a link of one owner at once. */
export const constraints: Record<string, Refusal> = {
  resource_takes_what_takes_nothing: { code: 'takesInChain' }, owner_link_once_of_organization: { code: 'ownerLinkMadeMeanwhile' }, owner_link_once_of_resource: { code: 'ownerLinkMadeMeanwhile' },
};
