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

/** Whom residents of a place can call: its own telephone, or that of the nearest place above that has one. */
export const ServicePhone = z.object({ phone: z.string(), placeCode: z.string(), placeName: z.string() });
export type ServicePhone = z.infer<typeof ServicePhone>;
export const PlaceWithPhone = z.object({ code: z.string(), name: z.string(), above: z.string(), phone: z.string().nullable(), reaches: ServicePhone.nullable() });
export type PlaceWithPhone = z.infer<typeof PlaceWithPhone>;
export const ServicePhones = z.object({ items: z.array(PlaceWithPhone), total: z.number().int() });
/** What anybody may know who holds a slip that does not open: the wider the place, the earlier. */
export const PublicPhones = z.object({ items: z.array(z.object({ name: z.string(), phone: z.string() })), total: z.number().int() });
export const SetServicePhone = z.object({ requestId: z.uuid(), divisionCode: z.string().regex(/^\d{4,12}$/), phone: z.string().trim().max(40).nullish().transform((phone) => phone ?? '') });
export type SetServicePhone = z.infer<typeof SetServicePhone>;
export const ServicePhoneSet = z.object({ servicePhoneId: z.uuid(), divisionCode: z.string(), phone: z.string().nullable() });
