import type { AddressLevel } from './alike-address.ts';
import type { BirthLevel } from './alike-birth.ts';
import type { NameLevel } from './alike-name.ts';

/**
 * How much each likeness says, in the manner of Fellegi and Sunter (1969). Of two records that look alike there are three explanations: one person
 * (`same`), a stranger by chance (`stranger`), another of the same family (`relative`), who shares the home, the telephone and half the name. Each line
 * gives how often the likeness is met under each of the three. A weight is the binary logarithm of the first over the likelier of the other two: 1 doubles
 * the odds, 10 makes them a thousand times.
 *
 * `same` was counted on generated registers of one kind (`bench/support/duplicates`, family A) and rounded; `stranger` and `relative` follow from how
 * names, days and homes are spread, as each line says. `docs/benchmarks.md` reports on registers of another kind, which none of these numbers has seen.
 */
export type Rates = { same: number; stranger: number; relative: number };
export type LevelsOf = {
  name: NameLevel; birth: BirthLevel; sex: 'same' | 'different'; phone: 'same' | 'oneDigit' | 'contactPerson' | 'different'; home: AddressLevel; identity: 'oneDigit';
};
export type Compared = keyof LevelsOf;

// one register's size for all: a larger one makes a namesake rarer and a chance meeting likelier by the same factor
export const REGISTER = 100_000;
/** Of those who are registered by hand, so many are in the register already. */
const KNOWN_ALREADY = 0.3;
/** A resident shares home or telephone with so many others of the register. */
const RELATIVES = 2.5;

/** Before anything is compared: the odds, as a weight, that somebody of the register is the one, against a stranger and against a relative. */
export const BEFORE = { stranger: Math.log2(KNOWN_ALREADY / REGISTER), relative: Math.log2(KNOWN_ALREADY / RELATIVES) };

export const RATES: { [field in Compared]: Record<LevelsOf[field], Rates> } = {
  name: {
    // stranger: replaced by how many of the register have that name or sound; here for a name of middling frequency.
    // relative: father and son, or cousins in one home, of one name
    same: { same: 0.78, stranger: 5e-5, relative: 0.002 },
    otherName: { same: 0.01, stranger: 5e-5, relative: 0.001 },
    sameForm: { same: 0.01, stranger: 2e-5, relative: 0.001 },
    // 李燕 and 李艳 are sisters
    sameSound: { same: 0.13, stranger: 2e-4, relative: 0.006 },
    spelling: { same: 0.02, stranger: 1e-4, relative: 0.002 },
    nearSound: { same: 0.008, stranger: 3e-4, relative: 0.004 },
    looksAlike: { same: 0.008, stranger: 4e-4, relative: 0.006 },
    // 王明 and 王晓明; a mother's short name within her daughter's
    shortened: { same: 0.015, stranger: 1.5e-3, relative: 0.015 },
    // brothers and sisters of one generation's character
    oneCharacter: { same: 0.006, stranger: 5e-3, relative: 0.2 },
    sameSurname: { same: 0.002, stranger: 0.06, relative: 0.35 },
    different: { same: 0.002, stranger: 0.93, relative: 0.42 },
  },
  birth: {
    // stranger: 25,000 days of life, unevenly lived; relative: twins
    same: { same: 0.91, stranger: 5e-5, relative: 0.008 },
    swapped: { same: 0.005, stranger: 3e-5, relative: 3e-5 },
    lunar: { same: 0.025, stranger: 6e-5, relative: 1e-4 },
    yearOnly: { same: 0.025, stranger: 3e-4, relative: 5e-4 },
    oneDigit: { same: 0.02, stranger: 8e-4, relative: 2e-3 },
    sameYear: { same: 0.003, stranger: 0.014, relative: 0.03 },
    different: { same: 0.004, stranger: 0.385, relative: 0.36 },
    generation: { same: 0.001, stranger: 0.6, relative: 0.6 },
  },
  sex: { same: { same: 0.985, stranger: 0.5, relative: 0.5 }, different: { same: 0.015, stranger: 0.5, relative: 0.5 } },
  phone: {
    // stranger: replaced by how many have that number; a number given up is sold again
    same: { same: 0.75, stranger: 2e-5, relative: 0.25 },
    oneDigit: { same: 0.025, stranger: 2e-5, relative: 0.003 },
    // the one's own number is the other's person to call: a relative above all
    contactPerson: { same: 0.015, stranger: 2e-5, relative: 0.1 },
    different: { same: 0.2, stranger: 1, relative: 0.65 },
  },
  home: {
    sameHome: { same: 0.6, stranger: 3e-5, relative: 0.85 },
    sameBuilding: { same: 0.08, stranger: 6e-4, relative: 0.04 },
    // of 900 communities; somebody has moved, or the address is old
    sameCommunity: { same: 0.25, stranger: 0.004, relative: 0.08 },
    // one of the two has no address
    onlyCommunity: { same: 0.93, stranger: 0.004, relative: 0.96 },
    sameStreet: { same: 0.03, stranger: 0.02, relative: 0.02 },
    elsewhere: { same: 0.04, stranger: 0.97, relative: 0.02 },
  },
  // what was typed is no number, and with one digit changed it is the other's
  identity: { oneDigit: { same: 0.9, stranger: 2e-7, relative: 1e-5 } },
};

/** From here it is asked whether two are one: it is likelier than not. On the sets that this was chosen on, 98 of 100 asked about are. */
export const POSSIBLE = -2;
/** From here it is said to be likely. */
export const LIKELY = 8;

/** A weight in words: strong multiplies the odds by 64 and more, medium by 4, slight by the half; the same the other way. */
export const STRENGTHS = ['strong', 'medium', 'slight', 'nothing', 'against', 'stronglyAgainst'] as const;
export const strengthOf = (weight: number): (typeof STRENGTHS)[number] =>
  (weight >= 6 ? 'strong' : weight >= 2 ? 'medium' : weight > 0.5 ? 'slight' : weight >= -0.5 ? 'nothing' : weight > -4 ? 'against' : 'stronglyAgainst');

const IS_DIFFERENCE = new Set(['name.different', 'birth.sameYear', 'birth.different', 'birth.generation', 'sex.different', 'phone.different', 'home.sameStreet', 'home.elsewhere']);

/** How strongly a line speaks, as it is told: a difference may make a relative less likely still, and yet nobody takes "they live in two streets" for a reason that two are one. */
export const toldStrength = ({ fact, level, weight }: { fact: string; level: string; weight: number }): (typeof STRENGTHS)[number] => strengthOf(IS_DIFFERENCE.has(`${fact}.${level}`) ? Math.min(weight, 0) : weight);
