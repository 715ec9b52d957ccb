import Input from 'antd/es/input';
import './access.css';
import { Field, type FieldProps } from '../../../platform/web/form-fields.tsx';

/** What is typed is seen by nobody, unless its owner asks for it. */
export const PasswordField = ({ autoComplete, ...field }: FieldProps & { autoComplete: 'current-password' | 'new-password' }) => (
  <Field<string> {...field}>
    {(props) => (
      <Input.Password {...(props.id ? { id: props.id } : {})} autoComplete={autoComplete} value={props.value ?? ''} maxLength={200} aria-describedby={props.describedBy} aria-invalid={props.isWrong || undefined}
        status={props.isWrong ? 'error' : ''} onChange={(event) => props.onChange(event.target.value || null)} />
    )}
  </Field>
);
