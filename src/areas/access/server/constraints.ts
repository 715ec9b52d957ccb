import type { Refusal } from '../../../kernel/result.ts';

export const constraints: Record<string, Refusal> = { account_city_username_key: { code: 'usernameTaken', field: 'username' } };
