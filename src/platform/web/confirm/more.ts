import { draw } from './draw.ts';
import { type Tongue, wordsOf } from './words.ts';

/** What has been said besides the answer; it outlives a change of language or of size. */
export type Told = { typed: string; rating: number; note: string };
type Acts = { rate: (rating: number) => void; tell: (words: string) => void };

/** After the answer has arrived: how well it was done, each press counting at once, and a word for whoever wants to say one. */
export function more(tongue: Tongue, helped: boolean, told: Told, { rate, tell }: Acts): HTMLElement {
  const w = wordsOf(tongue);
  const words = draw('textarea', { id: 'words', rows: '3', maxlength: '500', input: (event) => { told.typed = (event.target as HTMLTextAreaElement).value; } }) as HTMLTextAreaElement;
  words.value = told.typed;
  // Best first; the thumb is nearest to it.
  const ratings = draw('div', { class: 'ratings', role: 'group', 'aria-labelledby': 'how' }, ...[5, 4, 3, 2, 1].map((rating) => draw('button', {
    type: 'button', class: 'rating', 'aria-pressed': String(told.rating === rating), click: (event) => {
      if (told.rating === rating) return;
      told.rating = rating;
      Array.prototype.forEach.call(ratings.children, (button: Element) => button.setAttribute('aria-pressed', String(button === event.currentTarget)));
      rate(rating);
    },
  }, draw('span', { class: 'stars', 'aria-hidden': 'true' }, '★★★★★'.slice(0, rating)), w.ratings[rating - 1]!)));
  const send = draw('button', { type: 'button', class: 'big plain', click: () => {
    const said = told.typed.trim();
    if (!said) return words.focus();
    told.typed = words.value = '';
    tell(said);
  } }, w.send);
  return draw('div', { class: 'more' },
    helped ? draw('h2', { id: 'how', 'data-read': true }, w.howWasIt) : null, helped ? ratings : null,
    draw('label', { for: 'words', 'data-read': true }, helped ? w.anyWords : w.whatIsMissing), words, send,
    draw('p', { class: 'note', role: 'status' }, told.note));
}
