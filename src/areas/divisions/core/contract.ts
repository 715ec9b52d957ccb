import { z } from 'zod';
import { LEVELS } from '../../../kernel/division.ts';

export const Division = z.object({
  code: z.string(), name: z.string(), level: z.enum(LEVELS), kind: z.string(), isServiceArea: z.boolean(),
  /** Names from the city down to this one. */
  path: z.array(z.string()),
});
export type Division = z.infer<typeof Division>;

/** Children of `under`, or with `q` everything below it that answers to a name, its pinyin or initials, or a code. */
export const ListDivisions = z.object({
  under: z.string().regex(/^\d{4,12}$/).optional(), q: z.string().trim().max(30).optional(),
  level: z.enum(LEVELS).optional(), limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListDivisions = z.infer<typeof ListDivisions>;
export const DivisionList = z.object({ items: z.array(Division), total: z.number().int() });
