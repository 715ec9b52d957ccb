const BROWSERS: [name: string, sign: RegExp][] = [['Edge', /Edg\//], ['QQ', /QQBrowser\//], ['360', /360SE|QihooBrowser/], ['WeChat', /MicroMessenger\//], ['Firefox', /Firefox\//], ['Chrome', /Chrom(e|ium)\//], ['Safari', /Safari\//]];
const SYSTEMS: [name: string, sign: RegExp][] = [['Windows', /Windows/], ['Android', /Android/], ['iPhone', /iPhone/], ['iPad', /iPad/], ['macOS', /Macintosh/], ['HarmonyOS', /HarmonyOS|OpenHarmony/], ['Linux', /Linux/]];

const named = (agent: string, signs: [string, RegExp][]): string | undefined => signs.find(([, sign]) => sign.test(agent))?.[0];

/** What a browser calls itself, in the two words by which its owner knows it: Chrome · Windows. */
export function browserSaid(agent: string | null): string | null {
  const words = agent ? [named(agent, BROWSERS), named(agent, SYSTEMS)].filter(Boolean) : [];
  return words.length > 0 ? words.join(' · ') : null;
}
