import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';
import { say } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PLACES = {
  darwin: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge']
    .flatMap((app) => [join('/Applications', app), join(homedir(), 'Applications', app)]),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name]).filter(Boolean)
    .flatMap((folder) => ['Chromium\\Application\\chrome.exe', 'Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((app) => join(folder, app))),
};

/** The path of a Chromium (or its kin) on this machine: CHROMIUM_PATH if it is set, else the first that is found; null when there is none. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const folders = [...new Set(['/usr/bin', '/usr/local/bin', '/snap/bin', ...(process.env.PATH ?? '').split(delimiter)])];
  const places = [...(PLACES[process.platform] ?? []), ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return places.find((place) => existsSync(place)) ?? null;
}

const CHINESE = /Noto.*CJK|NotoSans(SC|HK|TC)|SourceHan|wqy|DroidSansFallback|uming|ukai|msyh|simsun/i;

/** Whether pages can show Chinese in screenshots; macOS and Windows always can. */
export function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(homedir(), '.fonts'), join(homedir(), '.local/share/fonts')];
  if (folders.some(holdsChinese)) return true;
  return (spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';
}

function holdsChinese(folder) {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => CHINESE.test(String(name)));
  } catch {
    return false;
  }
}

/** Installs Chromium and a Chinese font where we may; else says what to install. The rest of the tests need neither. */
export async function provideBrowser() {
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])];
  if (process.getuid?.() === 0 && isDebian() && !process.env.CHROMIUM_PATH) {
    say(`正在安装 ${missing.join('、')}……`, `Installing ${missing.join(' and ')} …`);
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const patient = ['-y', '-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
    await run('apt-get', [...patient, 'update'], options);
    await run('apt-get', [...patient, '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends', 'install', ...missing], options);
  }
  if (findBrowser() && hasChineseFont()) return;
  say(
    '网页测试需要 Chromium 和中文字体，本机还缺：请以管理员身份安装（Debian：apt-get install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指定浏览器。其余测试照常。',
    'The tests of the pages need Chromium and a Chinese font, and this machine lacks one: install them as its administrator (Debian: apt-get install chromium fonts-noto-cjk), or name a browser with CHROMIUM_PATH. All other tests go on.');
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
