/** What everybody may see of what identifies a person; the rest is shown for a purpose, and that is recorded. */

/** 150699********1239 */
export const maskResidentId = (id: string): string => (id.length >= 12 ? `${id.slice(0, 6)}${'*'.repeat(id.length - 10)}${id.slice(-4)}` : `${id.slice(0, 1)}${'*'.repeat(Math.max(id.length - 1, 1))}`);

/** 199****6556; 0477-***1234 */
export function maskPhone(phone: string): string {
  if (/^\d{11}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
  const [area, number] = phone.includes('-') ? phone.split('-') as [string, string] : ['', phone];
  return `${area ? `${area}-` : ''}${'*'.repeat(Math.max(number.length - 4, 1))}${number.slice(-4)}`;
}

/** First character and two stars, whatever the length: names of ten characters are no rarity here (RULES §11.5). */
export const maskName = (name: string): string => `${[...name][0] ?? ''}**`;
