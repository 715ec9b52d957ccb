import { draw } from './draw.ts';
import { type Tongue, wordsOf } from './words.ts';

/** As many letters and digits as a slip's code has; spaces and hyphens typed with it do not matter. */
const LENGTH = 9;
export const codeTyped = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** For whoever has the slip in hand and no scanner: the code is typed. `kept` outlives a change of language or of size. */
export function codeForm(tongue: Tongue, kept: { code: string }, open: (code: string) => void): HTMLElement {
  const w = wordsOf(tongue);
  const problem = draw('p', { class: 'wrong', role: 'alert', id: 'code-wrong' });
  const input = draw('input', {
    id: 'code', class: 'code', type: 'text', maxlength: '20', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': 'code-wrong', 'placeholder': 'K7M 4RX 9QD',
    input: () => { kept.code = input.value; problem.textContent = ''; },
  }) as HTMLInputElement;
  input.value = kept.code;
  return draw('form', { class: 'typing', novalidate: true, submit: (event) => {
    event.preventDefault();
    const code = codeTyped(kept.code);
    if (code.length === LENGTH) return open(code);
    problem.textContent = w.codeLength;
    input.focus();
  } }, draw('label', { for: 'code', 'data-read': true }, w.code), input, problem, draw('button', { type: 'submit', class: 'big good' }, w.codeOpen));
}
