const STOP = '[data-stop]';
const INPUTS = 'input:not([disabled]), textarea, select, button';

/** Where one answers in a question: at the chosen answer, or at the first. */
const inputIn = (stop: Element): HTMLElement | null => stop.querySelector<HTMLElement>('input:checked') ?? stop.querySelector<HTMLElement>(INPUTS);

/** To the next question; behind the last, to the button that sends. */
export function goOn(from: Element): void {
  const all = from.closest('[data-questions]');
  const here = from.closest(STOP);
  if (!all || !here) return;
  const stops = [...all.querySelectorAll(STOP)];
  const next = stops.slice(stops.indexOf(here) + 1).map(inputIn).find((input) => input !== null);
  (next ?? (all.closest('form') ?? document).querySelector<HTMLElement>('button[type=submit]'))?.focus();
}

/** To the question under a name. */
export function goTo(id: string): void {
  const found = document.getElementById(id);
  const input = found && (found.matches(INPUTS) ? found : inputIn(found) ?? found);
  input?.focus();
  input?.scrollIntoView({ block: 'center' });
}

export const goToFirst = (all: Element | null): void => { const first = all?.querySelector(STOP); if (first) inputIn(first)?.focus(); };

/** The number of the choice that digits name: one digit, or two where there are more than nine choices. */
export function choiceOfDigits(typed: string, count: number): { place: number } | 'more' | null {
  const wanted = count > 9 ? 2 : 1;
  if (typed.length < wanted) return 'more';
  const place = Number(typed) - 1;
  return place >= 0 && place < count ? { place } : null;
}
