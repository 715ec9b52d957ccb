import type { Floors } from './model.ts';

/** Published with the weights: of every community's urgent needs at least half come first, wherever resources reach; above it priority decides. */
export const FLOORS: Floors = { community: 50, township: 0, county: 0 };
