import { loadPhones, type Phone } from './answers.ts';
import { draw, fill } from './draw.ts';
import { followWords } from './follow-words.ts';
import { type Tongue, wordsOf } from './words.ts';

const STEPS = ['heard', 'verified', 'arranged', 'visited', 'done'] as const;
type Step = (typeof STEPS)[number];
type Standing = Step | 'notNow' | 'takenBack';
type Problem = { at: 'number' | 'digits' | 'both'; why: 'numberWrong' | 'digitsWrong' | 'nothing' | 'tooOften' | 'offline' | 'broken'; minutes?: number };
type Found = { standing: Standing; what: string; phone: Phone | null };
type Looked = Found | { problem: Problem };

async function look(reference: string, digits: string, tongue: Tongue): Promise<Looked> {
  const fault = (why: Problem['why'], minutes?: number): Looked => ({ problem: { at: 'both', why, ...(minutes ? { minutes } : {}) } });
  let response: Response;
  try {
    response = await fetch('/api/follow', { method: 'POST', credentials: 'same-origin', headers: { 'Content-Type': 'application/json', 'x-sanshe': '1', 'Accept-Language': tongue }, body: JSON.stringify({ reference, digits }) });
  } catch {
    return fault('offline');
  }
  if (response.status === 404) return fault('nothing');
  const body = await response.json().catch(() => ({})) as Partial<Found> & { until?: string };
  if (response.status === 429) return fault('tooOften', Math.max(1, Math.ceil((Date.parse(body.until || '') - Date.now()) / 60_000)) || 1);
  return response.ok && body.standing ? { standing: body.standing, what: body.what || '', phone: body.phone || null } : fault('broken');
}

/** Where a need stands, for whoever has its number and no account. No framework, an old phone, as the slip's page; nothing of what was typed is kept. */
export function startFollow(place: HTMLElement, isNumber: (typed: string) => boolean): void {
  let tongue: Tongue = /^en/i.test(navigator.language) ? 'en' : 'zh';
  let isLarge = false;
  let isLooking = false;
  let problem: Problem | null = null;
  let standing: Standing | null = null;
  let what = '';
  let phones: Phone[] = [];
  const typed = { number: '', digits: '' };

  async function submit(): Promise<void> {
    if (isLooking) return;
    problem = !isNumber(typed.number) ? { at: 'number', why: 'numberWrong' } : !/^\d{4}$/.test(typed.digits.trim()) ? { at: 'digits', why: 'digitsWrong' } : null;
    if (!problem) {
      isLooking = true;
      render();
      const looked = await look(typed.number, typed.digits.trim(), tongue);
      isLooking = false;
      if ('standing' in looked) { standing = looked.standing; what = looked.what; phones = looked.phone ? [looked.phone] : []; }
      else { problem = looked.problem; if (phones.length === 0) phones = await loadPhones(); }
    }
    render();
    const next = standing ? place.querySelector('h1') : place.querySelector(problem?.at === 'digits' ? '#digits' : '#number');
    (next as HTMLElement | null)?.focus();
  }

  const field = (name: 'number' | 'digits', label: string, traits: Record<string, string>): HTMLElement[] => {
    const w = followWords(tongue);
    const isWrong = problem !== null && problem.at === name;
    const input = draw('input', { id: name, class: 'code', type: 'text', autocomplete: 'off', spellcheck: 'false', ...(isWrong ? { 'aria-invalid': 'true', 'aria-describedby': `${name}-wrong` } : {}), ...traits, input: () => { typed[name] = input.value; } }) as HTMLInputElement;
    input.value = typed[name];
    return [draw('label', { for: name }, label), input, draw('p', { class: 'wrong', id: `${name}-wrong`, role: 'alert' }, isWrong ? w[problem!.why as 'numberWrong'] : '')];
  };

  const form = (): HTMLElement => {
    const w = followWords(tongue);
    return draw('form', { class: 'typing', novalidate: true, submit: (event) => { event.preventDefault(); void submit(); } },
      ...field('number', w.number, { maxlength: '20', autocapitalize: 'characters', placeholder: 'K7M4R X9QDT' }),
      ...field('digits', w.digits, { maxlength: '4', inputmode: 'numeric', placeholder: '1234' }),
      problem?.at === 'both' ? draw('p', { class: 'wrong', role: 'alert' }, w[problem.why].replace('{n}', String(problem.minutes || 1))) : null,
      draw('button', { type: 'submit', class: 'big good' }, isLooking ? w.looking : w.look));
  };

  /** The five steps, those behind it ticked; of the two other ends only what they mean. */
  const told = (now: Standing): HTMLElement[] => {
    const w = followWords(tongue);
    if (now === 'notNow' || now === 'takenBack') return [draw('h1', { tabindex: '-1' }, w[now][0]!), draw('p', { class: 'said' }, w[now][1]!)];
    const at = STEPS.indexOf(now);
    return [
      draw('h1', { tabindex: '-1' }, w.steps[now][0]!), draw('p', { class: 'said' }, w.steps[now][1]!),
      draw('ol', { class: 'steps' }, ...STEPS.map((step, i) => draw('li', { class: i < at || now === 'done' ? 'been' : i === at ? 'here' : 'ahead', ...(i === at ? { 'aria-current': 'step' } : {}) },
        draw('span', { class: 'mark', 'aria-hidden': 'true' }, i < at || now === 'done' ? '✓' : i === at ? '●' : '○'), w.steps[step][0]!, i < at ? draw('span', { class: 'unseen' }, ` ${w.been}`) : null))),
    ];
  };

  const call = (): HTMLElement | null => (phones.length === 0 ? null
    : draw('div', { class: 'call' }, draw('p', {}, followWords(tongue).turnTo), ...phones.map(({ name, phone }) => draw('a', { class: 'big quiet', href: `tel:${phone.replace(/[^\d+]/g, '')}` }, `${name} ${phone}`))));

  function render(): void {
    const w = followWords(tongue), shared = wordsOf(tongue);
    document.documentElement.lang = tongue === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
    document.title = w.title;
    fill(place,
      draw('header', {},
        draw('button', { type: 'button', click: () => { isLarge = !isLarge; render(); } }, isLarge ? shared.smaller : shared.larger),
        draw('button', { type: 'button', lang: tongue === 'zh' ? 'en' : 'zh-CN', click: () => { tongue = tongue === 'zh' ? 'en' : 'zh'; render(); } }, shared.other)),
      draw('main', { 'aria-live': 'polite' }, ...(standing
        ? [what ? draw('p', { class: 'what' }, w.about.replace('{what}', what)) : null, ...told(standing), draw('button', { type: 'button', class: 'big plain', click: () => { standing = null; what = ''; phones = []; typed.number = typed.digits = ''; render(); } }, w.another)]
        : [draw('h1', { tabindex: '-1' }, w.title), draw('p', { class: 'said' }, w.lead), form()]), call()));
  }

  render();
}
