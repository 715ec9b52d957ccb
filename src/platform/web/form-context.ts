import { createContext, useContext } from 'react';
import type { ApiRefusal } from './api.ts';

export type Values = Record<string, unknown>;
export type KnownField = { name: string; label: string; id: string; required: boolean };

/** What a form tells its fields. */
export type FormState = {
  name: string;
  values: Values;
  set: (field: string, value: unknown) => void;
  problemOf: (field: string) => string | undefined;
  /** Why the last try was refused, until something is changed: for a part that shows what the refusal tells. */
  refusal: ApiRefusal | null;
  know: (field: KnownField) => () => void;
};

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (!form) throw new Error('a field stands inside a <Form>');
  return form;
}

/** What is typed, while the form is open: for a field that is asked only where another was answered so. */
export const useFormValue = <T>(field: string): T | null => (useForm().values[field] ?? null) as T | null;
