/** The path of a Chromium (or its kin) on this machine, or null: what the tests of the pages start. */
export function findBrowser(): string | null;
export function hasChineseFont(): boolean;
export function provideBrowser(): Promise<void>;
