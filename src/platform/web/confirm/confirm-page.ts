import { type Answer, type Asked, findUnsent, keepUnsent, load, loadPhones, newRequestId, type Phone, sendAnswer } from './answers.ts';
import { codeForm } from './code-form.ts';
import { draw, fill, loudspeaker } from './draw.ts';
import { more, type Told } from './more.ts';
import { type Tongue, wordsOf } from './words.ts';

type State =
  | { at: 'loading' | 'gone' | 'offline' | 'broken' | 'sending' | 'unsent' | 'typing' }
  | { at: 'asking'; asked: Asked }
  | { at: 'done'; asked: Asked; helped: boolean; isNew: boolean };

const HELPED = ['helped', 'confirmed', 'met'];
const NOT_YET = ['notHelped', 'notYet', 'unmet'];
const GONE = ['expired', 'withdrawn'];
const isIn = (list: string[], status: string) => list.indexOf(status) >= 0;

/** The resident's page: what was asked, one big answer that counts at once, a person to call. No account, no framework, an old phone. */
export function startConfirm(place: HTMLElement, code: string): void {
  let tongue: Tongue = /^en/i.test(navigator.language) ? 'en' : 'zh';
  let isLarge = false;
  let state: State = { at: 'loading' };
  /** What was asked, once it is known. */
  let known: Asked | null = null;
  /** Pressed, and not known to have arrived; in order. */
  let unsent: Answer[] = findUnsent(code);
  let isFlushing = false;
  const told: Told = { typed: '', rating: 0, note: '' };
  const typed = { code };
  /** Whom to call where no slip says it; null until it was asked. */
  let phones: Phone[] | null = null;

  const go = (next: State) => {
    state = next;
    if ((next.at === 'gone' || next.at === 'typing') && !known && !phones) void loadPhones().then((found) => { phones = found; if (state.at === next.at) place.querySelector('.turn')?.replaceWith(turnTo()); });
    if ('speechSynthesis' in window) speechSynthesis.cancel();
    render();
    const head = place.querySelector('h1');
    if (head) (head as HTMLElement).focus();
  };

  async function open(isNew = false): Promise<void> {
    const reply = await load(code, tongue);
    if (reply.kind !== 'ok') return go({ at: reply.kind === 'offline' ? 'offline' : reply.kind === 'gone' ? 'gone' : 'broken' });
    const asked = known = reply.value;
    tongue = asked.language === 'en' ? 'en' : 'zh';
    told.rating = asked.rating || 0;
    if (isIn(GONE, asked.status)) return go({ at: 'gone' });
    if (unsent.length > 0) return flush();
    if (isIn(HELPED, asked.status) || isIn(NOT_YET, asked.status)) go({ at: 'done', asked, helped: isIn(HELPED, asked.status), isNew });
    else go({ at: 'asking', asked });
  }

  /** Sends what was pressed, one after another; what cannot be sent now waits on the phone. */
  async function flush(): Promise<void> {
    if (isFlushing) return;
    isFlushing = true;
    let hasArrived = false;
    const stays = state.at === 'done';
    while (unsent.length > 0) {
      const reply = await sendAnswer(code, tongue, unsent[0]!);
      if (reply.kind === 'offline' || reply.kind === 'broken') { isFlushing = false; return go({ at: 'unsent' }); }
      if (reply.kind === 'gone') { isFlushing = false; unsent = []; keepUnsent(code, unsent); return go({ at: 'gone' }); }
      hasArrived = hasArrived || reply.kind === 'ok';
      unsent = unsent.slice(1);
      keepUnsent(code, unsent);
    }
    isFlushing = false;
    if (stays && hasArrived) note(wordsOf(tongue).noted);
    else await open(hasArrived);
  }

  /** Tells what has arrived without moving the page under the thumb. */
  function note(text: string): void {
    told.note = text;
    const line = place.querySelector('.note');
    if (line) line.textContent = text;
  }

  /** A press counts: it is kept before it is sent, and the person is told when it has arrived. */
  function press(answer: Omit<Answer, 'requestId'>): void {
    unsent = unsent.concat([{ requestId: newRequestId(), ...answer }]);
    keepUnsent(code, unsent);
    if (state.at === 'done') note(wordsOf(tongue).sending);
    else go({ at: 'sending' });
    void flush();
  }

  /** What was asked is told in the other language too: its words come from the server. */
  async function speakOther(): Promise<void> {
    tongue = tongue === 'zh' ? 'en' : 'zh';
    render();
    const wanted = tongue;
    const reply = known ? await load(code, wanted) : null;
    if (reply?.kind !== 'ok' || tongue !== wanted) return;
    known = reply.value;
    if ('asked' in state) state = { ...state, asked: known };
    render();
  }

  window.addEventListener('online', () => {
    if (state.at === 'unsent') void flush();
    else if (state.at === 'offline') void open();
  });

  const speak = () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const speech = new SpeechSynthesisUtterance(Array.prototype.map.call(place.querySelectorAll('[data-read]'), (part: Element) => part.textContent).join('。'));
    speech.lang = tongue === 'zh' ? 'zh-CN' : 'en-GB';
    speech.rate = 0.85; // for ears that want time
    speechSynthesis.speak(speech);
  };

  const head = (text: string) => draw('h1', { tabindex: '-1', 'data-read': true }, text);
  const said = (text: string) => draw('p', { class: 'said', 'data-read': true }, text);
  const big = (text: string, kind: string, act: () => void) => draw('button', { type: 'button', class: `big ${kind}`, click: act }, text);

  /** What it is about, in three lines. */
  function about(asked: Asked): HTMLElement {
    const w = wordsOf(tongue);
    const line = (name: string, value: string) => draw('p', { 'data-read': true }, draw('span', { class: 'name' }, `${name}${tongue === 'zh' ? '：' : ': '}`), value);
    return draw('div', { class: 'about' }, draw('p', { class: 'what', 'data-read': true }, asked.what), asked.who ? line(w.whoHelped, asked.who) : null, asked.when ? line(w.when, asked.when.slice(0, 10)) : null, line(w.where, asked.community.name));
  }

  function call(): HTMLElement | null {
    if (!known) return null;
    const { personToCall, community } = known;
    const whom = (personToCall ? [personToCall] : []).concat(community.phone ? [{ name: community.phoneOf, phone: community.phone }] : []);
    if (whom.length === 0) return null;
    return draw('div', { class: 'call' }, ...Array.prototype.concat.apply([], whom.map(({ name, phone }) => [
      draw('p', { 'data-read': true }, `${wordsOf(tongue).call} ${name}`), draw('a', { class: 'big quiet', href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone)])) as HTMLElement[]);
  }

  /** Whom to turn to where no slip says it. */
  function turnTo(): HTMLElement {
    const w = wordsOf(tongue);
    if (!phones || phones.length === 0) return draw('p', { class: 'turn', 'data-read': true }, w.turnToNobody);
    return draw('div', { class: 'call turn' }, draw('p', { 'data-read': true }, w.turnTo), ...phones.map(({ name, phone }) => draw('a', { class: 'big quiet', href: `tel:${phone.replace(/[^\d+]/g, '')}` }, `${name} ${phone}`)));
  }

  const typing = (): HTMLElement => codeForm(tongue, typed, (next) => { if (next === code) { go({ at: 'loading' }); void open(); } else location.assign(`/c/${next}`); });

  function done(now: Extract<State, { at: 'done' }>): (HTMLElement | null)[] {
    const w = wordsOf(tongue);
    const turn = () => { told.rating = 0; told.note = ''; go({ at: 'sending' }); press({ isChange: true, helped: !now.helped }); };
    return [
      head(now.isNew ? `✓ ${w.thanks}` : w.answered), said(now.helped ? w.thanksHelped : w.thanksNotYet), about(now.asked),
      ...(now.asked.mayCorrect ? [
        big(now.helped ? w.turnToNotYet : w.turnToHelped, 'quiet', turn),
        more(tongue, now.helped, told, { rate: (rating) => press({ isChange: true, rating }), tell: (words) => press({ isChange: true, words }) }),
      ] : []),
      call(),
    ];
  }

  function body(): (HTMLElement | null)[] {
    const w = wordsOf(tongue);
    const now = state;
    const again = () => { go({ at: 'loading' }); void open(); };
    switch (now.at) {
      case 'loading': return [draw('p', { class: 'said', role: 'status' }, w.loading)];
      case 'typing': return [head(w.codeTitle), typing(), turnTo()];
      case 'gone': return known ? [head(w.expired), said(w.expiredNext), call()] : [head(w.unknown), said(w.unknownNext), typing(), turnTo()];
      case 'offline': return [head(w.offline), said(w.offlineNext), big(w.tryAgain, 'good', again)];
      case 'broken': return [head(w.broken), said(w.brokenNext), big(w.tryAgain, 'good', again), call()];
      case 'asking': {
        const tell = (helped: boolean) => () => press({ isChange: false, helped });
        return [head(w.title), about(now.asked), big(`✓ ${w.helped}`, 'good', tell(true)), big(w.notYet, 'plain', tell(false)), call()];
      }
      case 'sending': return [head(w.sending)];
      case 'unsent': return [head(w.unsent), said(w.unsentNext), big(w.tryAgain, 'good', () => { go({ at: 'sending' }); void flush(); }), call()];
      case 'done': return done(now);
    }
  }

  function render(): void {
    const w = wordsOf(tongue);
    document.documentElement.lang = tongue === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.className = isLarge ? 'large' : '';
    document.title = w.title;
    const canRead = 'speechSynthesis' in window && state.at !== 'loading';
    fill(place,
      draw('header', {},
        canRead ? draw('button', { type: 'button', click: speak }, loudspeaker(), w.read) : null,
        draw('button', { type: 'button', click: () => { isLarge = !isLarge; render(); } }, isLarge ? w.smaller : w.larger),
        draw('button', { type: 'button', lang: tongue === 'zh' ? 'en' : 'zh-CN', click: () => void speakOther() }, w.other)),
      draw('main', { 'aria-live': 'polite' }, ...body()));
  }

  render();
  if (code) void open();
  else go({ at: 'typing' });
}
