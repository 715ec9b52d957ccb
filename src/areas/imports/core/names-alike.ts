import { areSpellingsOfOneName } from '../../people/core/alike-sounds.ts';

/** One name, or two spellings of one Mongolian name (RULES §11.5). A Han name is compared letter by letter: 李燕 and 李艳 are two sisters. */
export const areNamesAlike = (one: string, other: string): boolean => one === other || areSpellingsOfOneName(one, other);
