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

/** The words of a string item: runs of rich text joined, the reading aids of East Asian text left out. */
export function textRuns(xml: string): string {
  const body = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml;
  let text = '';
  for (const run of body.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += unescapeXml(run[1]!);
  return text;
}
