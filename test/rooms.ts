import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import ts from 'typescript';

/** The areas in their order: an area uses only those before it, so that a ring cannot form (STYLE §2). */
export const AREAS = [
  'access', 'divisions', 'duties', 'people', 'organizations', 'workforce', 'volunteers', 'policy', 'alliance', 'needs', 'resources', 'imports', 'surveys', 'matters', 'meetings',
  'matching', 'referrals', 'projects', 'delivery', 'casework', 'visits', 'incubation', 'training', 'funds', 'procurement', 'evaluation', 'channels', 'figures', 'reports', 'portal',
] as const;

/** Files that may be longer than 300 lines, each with its reason. */
export const LONGER: Record<string, string> = {};

const MOST_LINES = 300;

export type Room =
  | { room: 'kernel' | 'solver' | 'apps' | 'test' } | { room: 'platform'; side: 'server' | 'web' }
  | { room: 'area'; area: string; part: 'core' | 'server' | 'web'; isParts: boolean; file: string };

/** The room that a file of the tree stands in, or null for what is not in `src`. */
export function roomOf(path: string): Room | null {
  const [top, first, second, third, fourth] = path.split('/');
  if (top !== 'src') return null;
  if (/\.test\.tsx?$/.test(path) || first === 'platform' && third === 'harness') return { room: 'test' };
  if (first === 'kernel' || first === 'solver' || first === 'apps') return { room: first };
  if (first === 'platform' && (second === 'server' || second === 'web')) return { room: 'platform', side: second };
  if (first === 'areas' && second && (third === 'core' || third === 'server' || third === 'web')) {
    return { room: 'area', area: second, part: third, isParts: third === 'web' && fourth === 'parts', file: path.split('/').at(-1)! };
  }
  return null;
}

const before = (earlier: string, later: string) => AREAS.indexOf(earlier as never) < AREAS.indexOf(later as never);
const NODE = /^(node:|pg$|pg-boss$|fastify|@fastify\/|@node-rs\/|exceljs$|@e965\/xlsx$|nodemailer$|iconv-lite$|chardet$|pino$)/;
// the calendar of holidays: pure, and asked only by src/kernel/working-days.ts
const KERNEL: readonly string[] = ['chinese-days'];
const WEB = /^(react|antd|@ant-design|@tanstack|react-i18next)/;

/** Why a room may not import what it does, or null. `target` is a path of the tree, or the name of a package. */
export function faultOf(from: Room, target: string): string | null {
  const isPackage = !target.startsWith('src/');
  const to = isPackage ? null : roomOf(target);
  switch (from.room) {
    case 'test': case 'apps': return null;
    case 'kernel': return to?.room === 'kernel' || KERNEL.includes(target) ? null : 'the kernel imports only itself';
    case 'solver': return to?.room === 'solver' ? null : 'the solver imports only itself';
    case 'platform':
      if (isPackage) return from.side === 'web' && NODE.test(target) ? 'the web side knows no server package' : from.side === 'server' && WEB.test(target) ? 'the server side knows no web package' : null;
      if (to?.room === 'kernel' || (to?.room === 'platform' && to.side === from.side)) return null;
      return 'the platform imports the kernel and its own side';
    case 'area': return faultOfArea(from, target, to, isPackage);
  }
}

function faultOfArea(from: Room & { room: 'area' }, target: string, to: Room | null, isPackage: boolean): string | null {
  if (isPackage) {
    if (from.part === 'core') return target === 'zod' ? null : 'a core imports no package but zod';
    if (from.part === 'web' && NODE.test(target)) return 'a page knows no server package';
    return from.part === 'server' && WEB.test(target) ? 'a server part knows no web package' : null;
  }
  if (!to) return 'outside the rooms';
  if (to.room === 'kernel') return null;
  if (to.room === 'solver') return from.part === 'core' ? null : 'numbers are made and read in a core';
  if (to.room === 'platform') return from.part === to.side ? null : `a ${from.part} part imports platform/${from.part} only`;
  if (to.room !== 'area') return 'nothing imports the apps or the tests';
  if (to.area === from.area) return to.part === from.part || to.part === 'core' ? null : `a ${from.part} part imports its own part and its core`;
  if (!before(to.area, from.area)) return `${to.area} does not come before ${from.area}`;
  if (to.part === 'core') return null;
  if (from.part === 'server' && to.part === 'server') return /operations?\.ts$|-operations\.ts$/.test(to.file) || to.file === 'operations.ts' ? null : 'of another area only core and operations';
  if (from.part === 'web' && to.part === 'web') return to.isParts ? null : 'of another area’s pages only web/parts';
  return 'of another area only what STYLE §2 names';
}

export type Import = { from: string; target: string };

/** Every file of a folder, as paths of the tree with forward slashes. */
export function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')).sort();
}

/** What a file imports: static, re-exported and dynamic with a fixed name. Types count: a room that knows another's types knows the room. */
export function importsOf(path: string, text: string): Import[] {
  const read = ts.preProcessFile(text, true, true);
  return read.importedFiles.map(({ fileName }) => ({
    from: path, target: fileName.startsWith('.') ? normalize(join(dirname(path), fileName)).split(sep).join('/') : fileName,
  }));
}

export type Look = { imports: number; files: number; faults: string[] };

/** Reads the rooms as they stand: forbidden imports, clocks and chance in pure rooms, files over the size, folders that are no rooms. */
export function look(root: string, extra: Record<string, string> = {}): Look {
  const faults: string[] = [];
  let imports = 0;
  const paths = [...new Set([...filesUnder(root, 'src'), ...Object.keys(extra)])].filter((path) => /\.tsx?$/.test(path));
  for (const path of paths) {
    const room = roomOf(path);
    const text = extra[path] ?? readFileSync(join(root, path), 'utf8');
    if (!room) { faults.push(`${path} stands in no room`); continue; }
    for (const { target } of importsOf(path, text)) {
      imports += 1;
      const fault = faultOf(room, target);
      if (fault) faults.push(`${path} → ${target}: ${fault}`);
    }
    if (room.room === 'area' && !AREAS.includes(room.area as never)) faults.push(`${path}: the area ${room.area} has no place in the order`);
    const isPure = room.room === 'kernel' || room.room === 'solver' || (room.room === 'area' && room.part === 'core');
    if (isPure && /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(text)) faults.push(`${path} asks the clock or chance, and a pure room may not`);
    const lines = text.split('\n').length - 1;
    if (lines > MOST_LINES && !LONGER[path]) faults.push(`${path} has ${lines} lines, more than ${MOST_LINES}, and test/rooms.ts gives no reason`);
  }
  return { imports, files: paths.length, faults };
}
