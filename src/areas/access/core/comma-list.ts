import { z } from 'zod';

/** Several choices of one filter in an address: `role=auditor,finance`. */
export const commaList = <T extends z.ZodType<string, string>>(item: T) => z.string().transform((text) => text.split(',')).pipe(z.array(item)).optional();
