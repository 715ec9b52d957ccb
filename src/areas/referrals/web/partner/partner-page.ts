import { newRequestId } from '../../../../platform/web/confirm/answers.ts';
import { CODE_LENGTH, CODE_LETTERS } from '../../../../kernel/spoken-code.ts';
import { codeTyped } from '../../../../platform/web/confirm/code-form.ts';
import { draw, fill } from '../../../../platform/web/confirm/draw.ts';
import type { PartnerPage } from '../../core/partner-contract.ts';
import { isToCome, reportBegins, reportForm, visitForm, whyNotForm, type Asked, type Asking, type Problem, type Typed } from './partner-forms.ts';
import { act, load, loadDay, type Reply } from './partner-server.ts';
import { partnerWords, type Tongue } from './partner-words.ts';

type At = 'loading' | 'typing' | 'gone' | 'offline' | 'broken' | 'tooOften' | 'known';
type Form = 'decline' | 'visit' | 'report' | 'cannot';

/** The provider's page: what is asked, yes or no, a time, the report. No account, no framework, an old phone; nothing of the resident stays on it. */
export function startPartner(place: HTMLElement, code: string): void {
  let tongue: Tongue = /^en/i.test(navigator.language) ? 'en' : 'zh';
  let isLarge = false;
  let at: At = 'loading';
  let page: PartnerPage | null = null;
  let form: Form | null = null;
  let typed: Typed = {};
  let problem: Problem = null;
  let isSending = false;
  let note = '';
  let phone = '';
  let free: Asking['free'] = [];
  /** Sent again after a time without a network, it is the same act. */
  let pending = { key: '', requestId: '' };
  const typedCode = { value: code };

  const show = (next: At) => { at = next; render(); focusHead(); };
  const focusHead = () => { const head = place.querySelector('h1'); if (head) (head as HTMLElement).focus(); };
  const failed = (kind: Reply<unknown>['kind']): At => (kind === 'gone' ? 'gone' : kind === 'offline' ? 'offline' : kind === 'tooOften' ? 'tooOften' : 'broken');

  async function open(): Promise<void> {
    const reply = await load(code, tongue);
    if (reply.kind !== 'ok') return show(failed(reply.kind));
    page = reply.value;
    show('known');
  }

  async function submit(what: string, body: object): Promise<void> {
    if (isSending || !page || !page.asked) return;
    const w = partnerWords(tongue);
    const key = `${what} ${JSON.stringify(body)}`;
    if (pending.key !== key) pending = { key, requestId: newRequestId() };
    isSending = true;
    problem = null;
    render();
    const reply = await act<{ status?: string; value?: string }>(code, tongue, what, { requestId: pending.requestId, version: page.asked.version, ...body });
    isSending = false;
    if (reply.kind === 'gone') return show('gone');
    if (reply.kind !== 'ok') {
      pending = reply.kind === 'refused' ? { key: '', requestId: '' } : pending;
      problem = { field: reply.kind === 'refused' ? reply.field : null, message: reply.kind === 'refused' ? reply.message : reply.kind === 'offline' ? w.offlineNext : reply.kind === 'tooOften' ? w.tooOften : w.brokenNext };
      if (reply.kind === 'refused' && reply.isMoved) { const fresh = await load(code, tongue); if (fresh.kind === 'ok') page = fresh.value; form = null; note = reply.message; problem = null; }
      render();
      return (place.querySelector('[aria-invalid]') as HTMLElement | null)?.focus();
    }
    if (what === 'phone') { phone = reply.value.value || ''; return render(); }
    const said = { answer: form === 'decline' ? w.declined : w.accepted, visit: reply.value.status === 'scheduled' ? w.scheduled : w.proposed, report: w.reported, fail: form === 'cannot' ? w.cannotDone : w.failed, ask: w.asked } as Record<string, string>;
    note = said[what] || '';
    form = null;
    typed = {};
    await open();
  }

  const start = (next: Form, values: Typed = {}) => { form = next; typed = values; problem = null; note = ''; free = []; render(); focusHead(); if (values['scheduledFor']) void dayChosen(values['scheduledFor']); };
  async function dayChosen(day: string): Promise<void> {
    const reply = page && page.asked && page.asked.needsHours && day ? await loadDay(code, tongue, day) : null;
    free = reply && reply.kind === 'ok' ? reply.value.free : [];
    render();
  }

  const big = (words: string, kind: string, press: () => void) => draw('button', { type: 'button', class: `big ${kind}`, click: press }, words);
  const line = (name: string, value: string | null) => (value ? draw('p', {}, draw('span', { class: 'name' }, `${name}${tongue === 'zh' ? '：' : ': '}`), value) : null);
  const visitWords = (visit: NonNullable<Asked['agreed']>) => [visit.from ? `${visit.on} ${visit.from}–${visit.until}` : visit.on, visit.who, visit.words].filter(Boolean).join(' · ');

  /** What is wanted; whose it is only from the yes to the service. */
  function about(asked: Asked): HTMLElement {
    const w = partnerWords(tongue);
    const urgency = asked.urgency === 3 ? w.veryUrgent : asked.urgency === 2 ? w.urgent : '';
    return draw('div', { class: 'about' },
      draw('p', { class: 'what' }, [asked.what, urgency].filter(Boolean).join(' · ')), asked.words && asked.words !== asked.what ? draw('p', {}, asked.words) : null,
      line(w.wishes, asked.wishedTime), asked.units > 1 ? line(w.amount, String(asked.units)) : null,
      asked.who ? line(w.who, asked.who.name) : null, asked.who ? line(w.address, asked.who.address) : null, asked.who && asked.isMongolian ? draw('p', {}, w.mongolian) : null,
      asked.agreed && !asked.reported ? line(w.agreedOn, visitWords(asked.agreed)) : null, asked.reported ? line(w.servedOn, visitWords(asked.reported)) : null, asked.reported && asked.reported.result ? line(w.result, asked.reported.units ? `${w[asked.reported.result]} · ${asked.reported.units}` : w[asked.reported.result]) : null, asked.proposed ? line(w.proposedOn, visitWords(asked.proposed)) : null,
      line(w.worker, `${page!.community.name} ${asked.worker}`));
  }

  function phoneOf(asked: Asked): HTMLElement | null {
    const w = partnerWords(tongue);
    if (!asked.who) return null;
    if (phone) return draw('p', {}, draw('a', { class: 'big quiet', href: `tel:${phone.replace(/[^\d+]/g, '')}` }, `${w.phone} ${phone}`));
    return asked.who.hasPhone ? draw('div', {}, big(w.showPhone, 'quiet', () => void submit('phone', {})), draw('p', { class: 'hint' }, w.phoneKept)) : draw('p', { class: 'hint' }, w.noPhone);
  }

  function known(asked: Asked): (HTMLElement | null)[] {
    const w = partnerWords(tongue);
    const isDue = asked.agreed !== null && !isToCome(asked);
    const before = asked.agreed || asked.proposed;
    const propose = () => start('visit', before ? { scheduledFor: before.on >= asked.today ? before.on : '', from: before.from || '', until: before.until || '', contactName: before.who || '' } : {});
    const general = problem ? draw('p', { class: 'wrong', role: 'alert' }, problem.message) : null;
    switch (page!.status) {
      case 'offered': return [
        draw('h1', { tabindex: '-1' }, w.title), noted(), draw('p', { class: 'said' }, w.asks.replace('{place}', page!.community.name)), about(asked), asked.dueOn ? draw('p', {}, w.dueBy.replace('{day}', asked.dueOn)) : null, draw('p', { class: 'hint' }, w.unnamed), general,
        draw('div', { class: 'acts' }, big(isSending ? w.sending : w.accept, 'good', () => void submit('answer', { answer: 'accept' })), draw('p', { class: 'hint' }, w.acceptNote), big(w.decline, 'plain', () => start('decline'))),
      ];
      case 'accepted': case 'scheduled': return [
        draw('h1', { tabindex: '-1' }, asked.agreed ? w.agreedOn : w.nextVisit), noted(), asked.answer ? draw('p', { class: 'tell' }, `${w.turnedDown} ${asked.answer}`) : null, about(asked), asked.proposed ? draw('p', { class: 'tell' }, w.waiting) : null, phoneOf(asked), general,
        draw('div', { class: 'acts' }, asked.agreed ? null : big(asked.proposed ? w.proposeElse : w.propose, asked.proposed ? 'plain' : 'good', propose), big(w.report, isDue ? 'good' : 'plain', () => start('report', reportBegins(asked))), asked.agreed ? big(w.proposeElse, 'quiet', propose) : null, big(w.cannot, 'quiet', () => start('cannot'))),
      ];
      default: return [
        draw('h1', { tabindex: '-1' }, `✓ ${w.delivered}`), noted(), draw('p', { class: 'said' }, w.deliveredNext), about(asked), draw('p', { class: 'hint' }, w.reportedWrong), general,
        asked.mayAsk ? big(isSending ? w.sending : w.ask, 'plain', () => void submit('ask', {})) : draw('p', { class: 'said' }, w.asked),
      ];
    }
  }
  const noted = (): HTMLElement | null => (note ? draw('p', { class: 'note', role: 'status' }, note) : null);

  function codeForm(): HTMLElement {
    const w = partnerWords(tongue);
    const wrong = draw('p', { class: 'wrong', role: 'alert', id: 'code-wrong' });
    const input = draw('input', { id: 'code', class: 'code', type: 'text', maxlength: '20', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': 'code-wrong', placeholder: 'K7M 4RX 9QD', input: () => { typedCode.value = input.value; wrong.textContent = ''; } }) as HTMLInputElement;
    input.value = typedCode.value;
    return draw('form', { class: 'typing', novalidate: true, submit: (event) => {
      event.preventDefault();
      const next = codeTyped(typedCode.value);
      if (next.length !== CODE_LENGTH || next.split('').some((letter) => CODE_LETTERS.indexOf(letter) < 0)) { wrong.textContent = `${next.length === CODE_LENGTH ? '' : w.codeLength}${w.codeLooks}`; return input.focus(); }
      if (next !== code) return location.assign(`/p/${next}`);
      at = 'loading'; render(); void open();
    } }, draw('label', { for: 'code' }, w.code), input, wrong, draw('button', { type: 'submit', class: 'big good' }, w.open));
  }

  function call(): HTMLElement | null {
    const whom = page && page.community;
    return whom && whom.phone ? draw('div', { class: 'call' }, draw('p', {}, `${partnerWords(tongue).call} ${whom.phoneOf}`), draw('a', { class: 'big quiet', href: `tel:${whom.phone.replace(/[^\d+]/g, '')}` }, whom.phone)) : null;
  }

  function body(): (HTMLElement | null)[] {
    const w = partnerWords(tongue);
    const said = (title: string, next: string, ...more: (HTMLElement | null)[]) => [draw('h1', { tabindex: '-1' }, title), noted(), draw('p', { class: 'said' }, next), ...more];
    const again = () => { at = 'loading'; render(); void open(); };
    switch (at) {
      case 'loading': return [draw('p', { class: 'said', role: 'status' }, w.loading)];
      case 'typing': return [draw('h1', { tabindex: '-1' }, w.codeTitle), codeForm()];
      case 'gone': return said(w.gone, `${w.goneNext}${w.codeLooks}`, codeForm());
      case 'offline': return said(w.offline, w.offlineNext, big(w.tryAgain, 'good', again));
      case 'tooOften': return said(w.tooOften, '', big(w.tryAgain, 'good', again));
      case 'broken': return said(w.broken, w.brokenNext, big(w.tryAgain, 'good', again));
      case 'known': {
        const { asked } = page!;
        if (!asked) return said(w.over, w.overNext);
        const asking: Asking = { w, asked, typed, problem, isSending, free, changed: () => { problem = null; render(); }, dayChosen: (day) => void dayChosen(day), submit: (what, sent) => void submit(what, sent), wrong: (next) => { problem = next; render(); (place.querySelector('[aria-invalid]') as HTMLElement | null)?.focus(); }, back: () => { form = null; problem = null; render(); focusHead(); } };
        return form ? [form === 'decline' || form === 'cannot' ? whyNotForm(asking, form === 'cannot') : form === 'visit' ? visitForm(asking) : reportForm(asking)] : known(asked);
      }
    }
  }

  /** Drawn anew, with the cursor where it was. */
  function render(): void {
    const w = partnerWords(tongue);
    const held = document.activeElement && place.contains(document.activeElement) ? document.activeElement.id : '';
    document.documentElement.lang = tongue === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
    document.title = w.title;
    fill(place,
      draw('header', {},
        draw('button', { type: 'button', click: () => { isLarge = !isLarge; render(); } }, isLarge ? w.smaller : w.larger),
        draw('button', { type: 'button', lang: tongue === 'zh' ? 'en' : 'zh-CN', click: () => { tongue = tongue === 'zh' ? 'en' : 'zh'; render(); if (page && !form) void open(); } }, w.other)),
      draw('main', {}, ...body(), call()));
    if (held) (document.getElementById(held) as HTMLElement | null)?.focus();
  }

  render();
  if (code) void open();
  else show('typing');
}
