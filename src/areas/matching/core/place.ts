import type { Nearness } from './model.ts';

// Significant digits of a division code: city 4, county or banner 6, township or street 9, community 12.
const COUNTY = 6, TOWNSHIP = 9, COMMUNITY = 12;

export const townshipOf = (communityCode: string): string => communityCode.slice(0, TOWNSHIP);
export const countyOf = (communityCode: string): string => communityCode.slice(0, COUNTY);

/** True if the division holds the place, or is it. */
export const holds = (divisionCode: string, placeCode: string): boolean => placeCode.startsWith(divisionCode);

/** The smallest division that holds both codes; a resource based at a county is as near as that county to all in it. */
export function nearness(homeCode: string, communityCode: string): Nearness {
  const sharesFirst = (digits: number) => homeCode.length >= digits && communityCode.startsWith(homeCode.slice(0, digits));
  if (sharesFirst(COMMUNITY)) return 'community';
  if (sharesFirst(TOWNSHIP)) return 'township';
  return sharesFirst(COUNTY) ? 'county' : 'city';
}
