import { type Answer, type Asked, findUnsent, keepUnsent, load, newRequestId, sendAnswer } from './answers.ts';
import { draw, fill, loudspeaker } from './draw.ts';
import { type Tongue, wordsOf } from './words.ts';

type State =
  | { at: 'loading' | 'gone' | 'offline' | 'broken' }
  | { at: 'asking'; asked: Asked }
  | { at: 'telling'; asked: Asked; helped: boolean; rating: number }
  | { at: 'sending' | 'unsent'; asked: Asked | null; answer: Answer }
  | { at: 'done'; asked: Asked | null; helped: boolean | null; isNew: boolean };

const HELPED = ['helped', 'confirmed', 'met'];
const NOT_YET = ['notHelped', 'notYet', 'unmet'];
const GONE = ['expired', 'withdrawn'];

/** The resident's page: what was asked, one big answer, a person to call. No account, no framework, an old phone. */
export function startConfirm(place: HTMLElement, code: string): void {
  let tongue: Tongue = 'zh';
  let isLarge = false;
  let state: State = { at: 'loading' };
  let typed = '';

  const go = (next: State) => {
    state = next;
    if ('speechSynthesis' in window) speechSynthesis.cancel();
    render();
    const head = place.querySelector('h1');
    if (head) (head as HTMLElement).focus();
  };

  async function open(): Promise<void> {
    const unsent = findUnsent(code);
    const reply = await load(code, tongue);
    if (reply.kind === 'ok') {
      tongue = reply.value.language === 'en' ? 'en' : 'zh';
      const { status } = reply.value;
      if (GONE.indexOf(status) >= 0) go({ at: 'gone' });
      else if (HELPED.indexOf(status) >= 0 || NOT_YET.indexOf(status) >= 0) go({ at: 'done', asked: reply.value, helped: HELPED.indexOf(status) >= 0, isNew: false });
      else if (unsent) void send(reply.value, unsent);
      else go({ at: 'asking', asked: reply.value });
    } else if (reply.kind === 'answered') go({ at: 'done', asked: null, helped: null, isNew: false });
    else go({ at: reply.kind === 'offline' ? 'offline' : reply.kind === 'gone' ? 'gone' : 'broken' });
  }

  async function send(asked: Asked | null, answer: Answer): Promise<void> {
    keepUnsent(code, answer);
    go({ at: 'sending', asked, answer });
    const reply = await sendAnswer(code, tongue, answer);
    if (reply.kind === 'offline' || reply.kind === 'broken') return go({ at: 'unsent', asked, answer });
    keepUnsent(code, null);
    if (reply.kind === 'gone') go({ at: 'gone' });
    else go({ at: 'done', asked, helped: answer.helped, isNew: reply.kind === 'ok' });
  }

  window.addEventListener('online', () => {
    if (state.at === 'unsent') void send(state.asked, state.answer);
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
  const big = (text: string, kind: string, press: () => void) => draw('button', { type: 'button', class: `big ${kind}`, click: press }, text);

  /** What it is about, in three lines. */
  function about(asked: Asked): HTMLElement {
    const w = wordsOf(tongue);
    const line = (name: string, value: string) => draw('p', { 'data-read': true }, draw('span', { class: 'name' }, `${name}${tongue === 'zh' ? '：' : ': '}`), value);
    return draw('div', { class: 'about' }, draw('p', { class: 'what', 'data-read': true }, asked.what), asked.who ? line(w.whoHelped, asked.who) : null, asked.when ? line(w.when, asked.when.slice(0, 10)) : null);
  }

  function call(asked: Asked | null): HTMLElement | null {
    if (!asked || !asked.personToCall) return null;
    const { name, phone } = asked.personToCall;
    return draw('div', { class: 'call' }, draw('p', { 'data-read': true }, `${wordsOf(tongue).call} ${name}`), draw('a', { class: 'big quiet', href: `tel:${phone.replace(/[^\d+]/g, '')}` }, phone));
  }

  function telling(now: Extract<State, { at: 'telling' }>): HTMLElement[] {
    const w = wordsOf(tongue);
    const words = draw('textarea', { id: 'words', rows: '3', maxlength: '500', input: (event) => { typed = (event.target as HTMLTextAreaElement).value; } }) as HTMLTextAreaElement;
    words.value = typed;
    // Best first; the thumb is nearest to it.
    const ratings = draw('div', { class: 'ratings', role: 'group', 'aria-labelledby': 'how' }, ...[5, 4, 3, 2, 1].map((rating) => draw('button', {
      type: 'button', class: 'rating', 'aria-pressed': String(now.rating === rating), click: (event) => {
        now.rating = now.rating === rating ? 0 : rating;
        Array.prototype.forEach.call(ratings.children, (button: Element) => button.setAttribute('aria-pressed', String(now.rating === rating && button === event.currentTarget)));
      },
    }, draw('span', { class: 'stars', 'aria-hidden': 'true' }, '★★★★★'.slice(0, rating)), w.ratings[rating - 1]!)));
    return [
      now.helped ? draw('h1', { id: 'how', tabindex: '-1', 'data-read': true }, w.howWasIt) : head(w.notYet),
      ...(now.helped ? [ratings] : []),
      draw('label', { for: 'words', 'data-read': true }, now.helped ? w.anyWords : w.whatIsMissing), words,
      big(w.send, 'good', () => void send(now.asked, { requestId: newRequestId(), helped: now.helped, ...(now.rating ? { rating: now.rating } : {}), ...(typed.trim() ? { words: typed.trim() } : {}) })),
      big(w.back, 'quiet', () => go({ at: 'asking', asked: now.asked })),
    ];
  }

  function body(): (HTMLElement | null)[] {
    const w = wordsOf(tongue);
    const now = state;
    switch (now.at) {
      case 'loading': return [draw('p', { class: 'said', role: 'status' }, w.loading)];
      case 'gone': return [head(w.expired), said(w.expiredNext)];
      case 'offline': return [head(w.offline), said(w.offlineNext), big(w.tryAgain, 'good', () => { go({ at: 'loading' }); void open(); })];
      case 'broken': return [head(w.broken), said(w.brokenNext), big(w.tryAgain, 'good', () => { go({ at: 'loading' }); void open(); })];
      case 'asking': {
        const tell = (helped: boolean) => () => go({ at: 'telling', asked: now.asked, helped, rating: 0 });
        return [head(w.title), about(now.asked), big(`✓ ${w.helped}`, 'good', tell(true)), big(w.notYet, 'plain', tell(false)), call(now.asked)];
      }
      case 'telling': return telling(now);
      case 'sending': return [head(w.sending)];
      case 'unsent': return [head(w.unsent), said(w.unsentNext), big(w.tryAgain, 'good', () => void send(now.asked, now.answer)), call(now.asked)];
      case 'done': return [
        head(now.isNew ? w.thanks : w.answered), now.helped === null ? null : said(now.helped ? w.thanksHelped : w.thanksNotYet),
        now.asked ? about(now.asked) : null, call(now.asked),
      ];
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
        draw('button', { type: 'button', lang: tongue === 'zh' ? 'en' : 'zh-CN', click: () => { tongue = tongue === 'zh' ? 'en' : 'zh'; render(); } }, w.other)),
      draw('main', { 'aria-live': 'polite' }, ...body()));
  }

  render();
  void open();
}
