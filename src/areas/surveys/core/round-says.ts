import { CATEGORIES, type Category } from '../../needs/core/items.ts';
import { shareOf, weigh } from './estimate.ts';
import type { RoundSays, SaidPart } from './round-contract.ts';
import type { DrawnCell } from './round-draw.ts';
import { MEMBER_CHANNELS, OUTCOMES, type MemberChannel, type Outcome, type RoundUnit } from './round.ts';

export type MemberSaid = { cell: number; inclusion: number; outcome: Outcome | null; channel: MemberChannel | null; /** The needs heard there, by category. */ needs: Category[] };
export type ApartSaid = { category: Category; isVoice: boolean };
export type RoundHeard = { unit: RoundUnit; cells: DrawnCell[]; members: MemberSaid[]; apart: ApartSaid[]; discussions: number; present: number; byWall: number; offList: number; nameOf: (divisionCode: string) => string };

/** A round is walked along the route: with more than this part of it still to come, those asked are a place and not a sample. */
const MOST_UNTRIED = 0.2;

const times = <K extends string>(keys: readonly K[], of: readonly (K | null)[]): Record<K, number> => Object.fromEntries(keys.map((key) => [key, of.filter((one) => one === key).length])) as Record<K, number>;

/** What one part of the frame says; `divisionCode` null for all of it. */
function sayPart({ cells, members, nameOf }: RoundHeard, divisionCode: string | null): SaidPart {
  const isIn = cells.map((cell) => divisionCode === null || cell.divisionCode === divisionCode);
  let before = 0;
  const place = isIn.map((isOwn) => (isOwn ? before++ : -1));
  const own = cells.filter((_, i) => isIn[i]);
  const drawn = members.filter(({ cell }) => isIn[cell]);
  const heard = drawn.filter(({ outcome }) => outcome === 'heard');
  const untried = drawn.filter(({ outcome }) => outcome === null).length;
  const isEarly = untried > MOST_UNTRIED * drawn.length;
  const design = isEarly ? null : weigh(own, heard.map(({ cell, inclusion }) => ({ cell: place[cell]!, inclusion })));
  return {
    divisionCode, divisionName: divisionCode && nameOf(divisionCode),
    coverage: { frame: own.reduce((sum, { frame }) => sum + frame, 0), drawn: drawn.length, untried, outcomes: times(OUTCOMES, drawn.map(({ outcome }) => outcome)), channels: times(MEMBER_CHANNELS, heard.map(({ channel }) => channel)) },
    isEarly,
    method: design && { answered: design.answered, designEffect: design.designEffect, freedom: design.freedom },
    categories: CATEGORIES.map((category) => {
      const has = heard.map(({ needs }) => needs.includes(category));
      const estimate = design && shareOf(design, has);
      return { category, members: has.filter(Boolean).length, needs: heard.reduce((sum, { needs }) => sum + needs.filter((one) => one === category).length, 0), estimate: estimate && { share: estimate.share, low: estimate.low, high: estimate.high } };
    }),
  };
}

/** What a round says: how far it came, what those it drew need with how sure that is, and apart from it whatever else was heard. */
export function sayRoundOf(heard: RoundHeard): RoundSays {
  const places = [...new Set(heard.cells.map(({ divisionCode }) => divisionCode))];
  const voices = heard.apart.filter(({ isVoice }) => isVoice);
  return {
    unit: heard.unit, whole: sayPart(heard, null), parts: places.length > 1 ? places.map((code) => sayPart(heard, code)) : [],
    apart: {
      discussions: heard.discussions, present: heard.present, voices: voices.length, outside: heard.apart.length - voices.length, byWall: heard.byWall, offList: heard.offList,
      categories: CATEGORIES.map((category) => ({ category, voices: voices.filter((one) => one.category === category).length, outside: heard.apart.filter((one) => one.category === category && !one.isVoice).length }))
        .filter((one) => one.voices + one.outside > 0),
    },
  };
}

/** Fewer than this many are shown to those who see no residents as "a few": one could otherwise tell who it is. */
export const FEW = 5;

/** The same for those who see figures only: nothing of single communities, nothing of a few. */
export const withoutFew = (says: RoundSays): RoundSays => ({
  ...says, parts: [],
  whole: { ...says.whole, categories: says.whole.categories.filter(({ members }) => members >= FEW) },
  apart: { ...says.apart, categories: says.apart.categories.filter(({ voices, outside }) => voices + outside >= FEW) },
});
