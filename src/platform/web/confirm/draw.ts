type Child = Node | string | null | false;
type Traits = Record<string, string | boolean | ((event: Event) => void)>;

/** Makes an element; text stays text, whatever a name or a need says. */
export function draw(tag: string, traits: Traits, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const name of Object.keys(traits)) {
    const value = traits[name]!;
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (typeof value === 'string') element.setAttribute(name, value);
    else if (value) element.setAttribute(name, '');
  }
  for (const child of children) if (child) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  return element;
}

/** A loudspeaker, for those who would rather listen; drawn, because not every phone has the sign for it. */
export function loudspeaker(): Node {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11');
  drawing.appendChild(line);
  return drawing;
}

/** Puts these in place of all that was there. */
export function fill(place: HTMLElement, ...children: Child[]): void {
  while (place.firstChild) place.removeChild(place.firstChild);
  for (const child of children) if (child) place.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
}
