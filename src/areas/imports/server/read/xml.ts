/** The little XML that a spreadsheet needs. Names are matched without their prefix: some programs write `<x:row>`. */
const ENTITY = /&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `&amp;` and `_x000D_` back to characters. */
export function unescapeXml(text: string): string {
  let plain = text;
  if (plain.includes('&')) {
    plain = plain.replace(ENTITY, (_all, hex?: string, dec?: string, name?: string) =>
      name ? NAMED[name]! : toCharacter(hex ? Number.parseInt(hex, 16) : Number(dec)));
  }
  if (plain.includes('_x')) plain = plain.replace(/_x([0-9a-fA-F]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain;
}

const toCharacter = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

export function attributeOf(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`);
  if (at < 0) {
    const quoted = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
    return quoted ? unescapeXml(quoted[1] ?? quoted[2] ?? '') : undefined;
  }
  const from = at + name.length + 3;
  return unescapeXml(tag.slice(from, tag.indexOf('"', from)));
}

/** Where the element ends that begins before this, by its closing tag; -1 if there is none. Each tag is looked for once: a file of opening tags alone takes no longer than its length. */
export function endOf(xml: string, name: string, from: number): { at: number; after: number } | null {
  const close = new RegExp(`</(?:\\w+:)?${name}>`, 'g');
  close.lastIndex = from;
  const found = close.exec(xml);
  return found && { at: found.index, after: close.lastIndex };
}

/** What stands inside the elements of a name, and what stands outside them. */
function split(xml: string, name: string): { inside: string[]; outside: string } {
  const open = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?(/)?>`, 'g');
  const inside: string[] = [];
  let outside = '';
  let last = 0;
  for (let match = open.exec(xml); match; match = open.exec(xml)) {
    const end = match[1] ? null : endOf(xml, name, open.lastIndex);
    if (!end && !match[1]) break;
    outside += xml.slice(last, match.index);
    if (end) inside.push(xml.slice(open.lastIndex, end.at));
    last = open.lastIndex = end?.after ?? open.lastIndex;
  }
  return { inside, outside: outside + xml.slice(last) };
}

/** The words of a string item: runs of rich text joined, the reading aids of East Asian text left out. */
export const textRuns = (xml: string): string => split(xml.includes('rPh') ? split(xml, 'rPh').outside : xml, 't').inside.map(unescapeXml).join('');
