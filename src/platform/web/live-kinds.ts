const pluralOf = (kind: string) => (kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`);

/** True if an answer kept under this key may speak of records of that kind: `/api/needs/…` of `need`, or named by the query itself. */
export function speaksOf(queryKey: readonly unknown[], kind: string): boolean {
  const named = (queryKey[3] as { kinds?: string[] } | undefined)?.kinds;
  if (named) return named.includes(kind) || named.includes('*');
  const plural = pluralOf(kind).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return String(queryKey[0]).startsWith(`/api/${plural}`) || queryKey[0] === '/api/history';
}
