/** The mark: three doors side by side under one roof line, for community, organisation and worker (三社). */
export const Mark = ({ size = 22 }: { size?: number }) => (
  <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" className="mark">
    <path d="M2 8.5 12 3l10 5.5" fill="none" stroke="var(--sky)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M3 21v-6.5a2.5 2.5 0 0 1 5 0V21z" fill="var(--sky)" />
    <path d="M9.5 21v-8.5a2.5 2.5 0 0 1 5 0V21z" fill="var(--steppe)" />
    <path d="M16 21v-6.5a2.5 2.5 0 0 1 5 0V21z" fill="var(--sand)" />
  </svg>
);

export const Wordmark = () => <><Mark /><span className="wordmark"><i>sanshe</i><b>三社</b></span></>;
