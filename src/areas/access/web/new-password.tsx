import { useFormValue } from '../../../platform/web/form-context.ts';
import { say } from '../../../platform/web/say.ts';
import { keepsRule, PASSWORD_RULES } from '../core/password.ts';
import { PasswordField } from './password-field.tsx';

/** The field of a new password with what it must keep, said beforehand and ticked as one types. */
export function NewPasswordField({ username }: { username: string }) {
  const [next, current] = [useFormValue<string>('next') ?? '', useFormValue<string>('current') ?? ''];
  const rules = [
    ...PASSWORD_RULES.map((rule) => ({ rule: rule as string, isKept: next !== '' && keepsRule(rule, next, username) })),
    { rule: 'fresh', isKept: next !== '' && next !== current },
  ];
  return (
    <PasswordField name="next" label={say('access.next')} required autoComplete="new-password" hint={(
      <span className="access-rules">
        {rules.map(({ rule, isKept }) => (
          <span key={rule} className={isKept ? 'is-kept' : ''}>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              {isKept ? <path d="M1.8 6.4 4.8 9.4 10.4 3" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" /> : <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />}
            </svg>
            <span>{say(`access.rule.${rule}`)}{isKept && <span className="unseen"> {say('access.rule.kept')}</span>}</span>
          </span>
        ))}
      </span>
    )} />
  );
}
