import { draw, fill } from '../../../../platform/web/confirm/draw.ts';
import type { KeepAnswer, KeptResource } from '../../core/owner-contract.ts';
import { changeForm } from './keep-form.ts';
import { load, makeSender, sendWorkbook, workbookOf, type Reply } from './keep-server.ts';
import { filled, keepWords, type Tongue } from './keep-words.ts';
import { workbookPart } from './keep-workbook.ts';

type State = { at: 'loading' | 'offline' | 'broken' | 'typing' | 'tooOften' } | { at: 'gone' } | { at: 'shown'; kept: KeepAnswer };
/** Which card is open, and for what. */
type Opened = { id: string; as: 'change' | 'stop' } | null;

/** What a partner without an account keeps by its link: all still so, or what has changed. No account, no framework, an old phone; nothing of what is typed stays on it. */
export function startKeeping(place: HTMLElement, code: string): void {
  let tongue: Tongue = /^en/i.test(navigator.language) ? 'en' : 'zh';
  let isLarge = false, isSending = false, state: State = { at: 'loading' }, opened: Opened = null;
  /** What came of the last press: at a card, or at the top for all of them. */
  let told: { at: string; text: string; isWrong: boolean } | null = null;
  /** What was said again or saved here: its capacity counts from today, and is not asked about once more. */
  const isSure: Record<string, boolean> = {};
  const sender = makeSender(code), typed = { code };

  async function open(): Promise<void> {
    const reply = await load(code, tongue);
    state = reply.ok ? { at: 'shown', kept: reply.value } : { at: reply.why === 'gone' ? 'gone' : reply.why === 'tooOften' ? 'tooOften' : reply.why === 'offline' ? 'offline' : 'broken' };
    render();
  }

  /** What is refused is told in its own sentence where it was pressed; the page is read again, for somebody may have been faster. */
  async function send(verb: string, body: object, at: string, ids: string[]): Promise<void> {
    if (isSending) return;
    const w = () => keepWords(tongue);
    isSending = true;
    told = { at, text: w().sending, isWrong: false };
    note();
    const reply: Reply<{ done: number }> = await sender(tongue, verb, body);
    isSending = false;
    if (reply.ok) {
      opened = null;
      ids.forEach((id) => { isSure[id] = verb !== 'stop'; });
      told = { at, text: verb === 'change' ? w().saved : reply.value.done > 1 ? filled(w().notedMany, { n: reply.value.done }) : w().noted, isWrong: false };
    } else {
      told = { at, text: sentenceOf(reply), isWrong: true };
      // what was typed stays where it can be mended; where the record has moved on it is shown anew
      if (opened && (reply.why === 'said' ? reply.isToMend : reply.why !== 'gone')) return note();
      opened = null;
    }
    await open();
    const line = place.querySelector(`[data-note="${at}"]`) as HTMLElement | null;
    if (line) line.focus();
  }

  const sentenceOf = (reply: Reply<unknown>): string => { const w = keepWords(tongue); return reply.ok ? '' : reply.why === 'said' ? reply.message : reply.why === 'offline' ? w.offline : reply.why === 'tooOften' ? w.tooOften : w.broken; };

  /** The same by a workbook, for whoever has many; what came of it is told at the top of a page read anew. */
  const workbook = () => workbookPart(keepWords(tongue), {
    download: workbookOf(code), read: (file) => sendWorkbook(code, tongue, 'read', {}, file), take: (file, fields) => sendWorkbook(code, tongue, 'take', fields, file), trouble: sentenceOf,
    done: (text, isWrong) => { told = { at: 'all', text, isWrong }; void open().then(() => { const line = place.querySelector('[data-note="all"]') as HTMLElement | null; if (line) line.focus(); }); },
  });

  function note(): void {
    const all = place.querySelectorAll('[data-note]');
    for (let i = 0; i < all.length; i++) {
      const line = all[i] as HTMLElement, isHere = told !== null && line.getAttribute('data-note') === told.at;
      line.textContent = isHere ? told!.text : '';
      line.className = isHere && told!.isWrong ? 'keep-note wrong' : 'keep-note';
    }
  }
  const noteLine = (at: string) => draw('p', { class: 'keep-note', role: 'status', tabindex: '-1', 'data-note': at });
  const button = (text: string, kind: string, act: () => void) => draw('button', { type: 'button', class: `big ${kind}`, click: act }, text);
  const show = (next: Opened) => { opened = next; told = null; render(); const first = place.querySelector(next ? `[data-card="${next.id}"] input, [data-card="${next.id}"] .big` : 'h1') as HTMLElement | null; if (first) first.focus(); };

  function card(item: KeptResource): HTMLElement {
    const w = keepWords(tongue), isPaused = item.status === 'paused', mine = opened && opened.id === item.id ? opened.as : null;
    const sure = item.freshness === 'unknown' ? w.unknown : item.isSureByService ? (item.sureDays === 0 ? w.todayByService : filled(w.daysByService, { n: item.sureDays })) : item.sureDays === 0 ? w.today : filled(w.days, { n: item.sureDays });
    const lines = [
      item.closedDays.length > 0 ? w.closed + item.closedDays.map(({ words }) => words).join(tongue === 'zh' ? '、' : ', ') : '', item.phone ? w.phone + item.phone : '', item.validUntil ? filled(w.validUntil, { day: item.validUntil }) : '',
    ].filter((line) => line !== '');
    const acts = mine === 'change' ? [changeForm(item, w, { cancel: () => show(null), save: (change) => void send('change', change, item.id, [item.id]) })]
      : mine === 'stop' ? [draw('p', {}, w.stopSure), button(w.stopYes, 'bad', () => void send('stop', { resourceId: item.id }, item.id, [item.id])), button(w.cancel, 'plain', () => show(null))]
        : isPaused ? [button(w.again, 'good', () => void send('resume', { resourceId: item.id }, item.id, [item.id]))]
          : [isSure[item.id] ? null : button(w.still, 'good', () => void send('confirm', { resourceIds: [item.id] }, item.id, [item.id])), button(w.change, 'plain', () => show({ id: item.id, as: 'change' })), button(w.stop, 'quiet', () => show({ id: item.id, as: 'stop' }))];
    return draw('section', { class: 'about keep-card', 'data-card': item.id, 'aria-labelledby': `what-${item.id}` },
      draw('h2', { id: `what-${item.id}`, class: 'what' }, item.what), item.description ? draw('p', { class: 'keep-more' }, item.description) : null,
      draw('p', { class: 'keep-much' }, item.capacityWords), draw('p', { class: `keep-sure ${isPaused ? 'stopped' : item.freshness}` }, isPaused ? w.paused : sure),
      ...lines.map((line) => draw('p', { class: 'keep-more' }, line)), noteLine(item.id), ...acts);
  }

  function call({ phone }: KeepAnswer): HTMLElement | null {
    return phone && draw('div', { class: 'call' }, draw('p', {}, `${keepWords(tongue).call} ${phone.name}`), draw('a', { class: 'big quiet', href: `tel:${phone.phone.replace(/[^\d+]/g, '')}` }, phone.phone));
  }

  const head = (text: string) => draw('h1', { tabindex: '-1' }, text);
  function shown(kept: KeepAnswer): (HTMLElement | null)[] {
    const w = keepWords(tongue), who = kept.madeByName;
    if (kept.state === 'over') return [head(w.over), draw('p', { class: 'said' }, filled(w.overNext, { day: kept.expiresOn, who })), call(kept)];
    if (kept.state === 'revoked') return [head(w.revoked), draw('p', { class: 'said' }, filled(w.revokedNext, { who })), call(kept)];
    const asked = kept.items.filter(({ id, status }) => status === 'active' && !isSure[id]).map(({ id }) => id);
    return [
      head(w.title), draw('p', { class: 'said' }, filled(w.lead, { name: kept.givenTo, owner: kept.owner })), kept.items.length === 0 ? draw('p', {}, w.none) : null,
      noteLine('all'), asked.length > 1 ? button(filled(w.all, { n: asked.length }), 'good', () => void send('confirm', { resourceIds: asked }, 'all', asked)) : null,
      ...kept.items.map(card), kept.items.length > 0 ? workbook() : null, draw('p', { class: 'keep-more' }, filled(w.until, { day: kept.expiresOn })), call(kept),
    ];
  }

  function typing(): HTMLElement {
    const w = keepWords(tongue), wrong = draw('p', { class: 'wrong', role: 'alert', id: 'code-wrong' });
    const input = draw('input', { id: 'code', class: 'code', maxlength: '20', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', 'aria-describedby': 'code-wrong', input: () => { typed.code = input.value; } }) as HTMLInputElement;
    input.value = typed.code;
    const submit = (event: Event) => {
      event.preventDefault();
      const next = typed.code.toUpperCase().replace(/[^0-9A-Z]/g, '');
      if (next.length !== 9) { wrong.textContent = w.codeLength; input.focus(); } else location.assign(`/k/${next}`);
    };
    return draw('form', { class: 'typing', novalidate: true, submit }, draw('label', { for: 'code' }, w.code), input, wrong, draw('button', { type: 'submit', class: 'big good' }, w.open));
  }

  function body(): (HTMLElement | null)[] {
    const w = keepWords(tongue), again = button(w.tryAgain, 'good', () => { state = { at: 'loading' }; render(); void open(); });
    switch (state.at) {
      case 'loading': return [draw('p', { class: 'said', role: 'status' }, w.loading)];
      case 'typing': return [head(w.title), typing()];
      case 'gone': return [head(w.gone), draw('p', { class: 'said' }, w.goneNext), typing()];
      case 'offline': return [head(w.offlineOpen), again];
      case 'tooOften': return [head(w.tooOften), again];
      case 'broken': return [head(w.brokenOpen), draw('p', { class: 'said' }, w.broken), again];
      case 'shown': return shown(state.kept);
    }
  }

  function render(): void {
    const w = keepWords(tongue);
    document.documentElement.lang = tongue === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
    document.title = w.title;
    fill(place,
      draw('header', {},
        draw('button', { type: 'button', click: () => { isLarge = !isLarge; render(); } }, isLarge ? w.smaller : w.larger),
        // what the server says in words is asked for in the other language too
        draw('button', { type: 'button', lang: tongue === 'zh' ? 'en' : 'zh-CN', click: () => { tongue = tongue === 'zh' ? 'en' : 'zh'; told = null; render(); if (state.at === 'shown') void open(); } }, w.other)),
      draw('main', {}, ...body()));
    note();
  }

  if (!code) state = { at: 'typing' };
  render();
  if (code) void open();
}
