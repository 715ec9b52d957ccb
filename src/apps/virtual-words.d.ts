/** Where the words of each language lie: made by the build out of `words.ts`, see `vite.config.ts`. */
declare module 'virtual:words' {
  const files: Record<import('../kernel/messages.ts').Language, string>;
  export default files;
}
