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

/** Puts these in place of all that was there. */
export function fill(place: HTMLElement, ...children: Child[]): void {
  while (place.firstChild) place.removeChild(place.firstChild);
  for (const child of children) if (child) place.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
}
