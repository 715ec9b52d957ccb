import type { Refusal } from '../../../kernel/result.ts';

export const constraints: Record<string, Refusal> = {
  account_of_one_person: { code: 'personHasAccount', field: 'personId' },
  account_city_username_key: { code: 'usernameTaken', field: 'username' },
};
