import { CannotStart } from '../platform/server/embedded/cannot-start.ts';
import { VERSION } from '../platform/server/root.ts';
import { databaseSentence } from './named-database.ts';
import { KeyDoesNotFit } from './foundation.ts';
import { readSettings, SettingWrong, type Settings } from './settings.ts';

/** Each command is loaded when called: `sanshe import --dry-run` need not load the web server. Returns the exit code. */
type Command = { says: string; run(words: string[], settings: Settings): Promise<number | void> };

const COMMANDS: Record<string, Command> = {
  start: { says: 'everything in one process; the demonstration city in an empty database (SANSHE_EMPTY=1: without)', run: async (_, settings) => (await import('./start.ts')).start(settings) },
  serve: { says: 'the API and the pages, against DATABASE_URL', run: async (_, settings) => (await import('./start.ts')).serve(settings) },
  work: { says: 'the jobs, against DATABASE_URL', run: async (_, settings) => (await import('./start.ts')).work(settings) },
  migrate: { says: 'brings the database up to date', run: async (_, settings) => (await import('./commands.ts')).migrateCommand(settings) },
  import: { says: 'import <needs|resources|organizations> FILE… [--as-of DAY] [--dry-run] [--json]; import --template KIND > FILE; import divisions FILE', run: async (words, settings) => (await import('./import-command.ts')).importCommand(words, settings) },
  figures: { says: 'figures --division CODE --from DAY --to DAY [--json]: the same numbers as the API', run: async (words, settings) => (await import('./figures-command.ts')).figuresCommand(words, settings) },
  match: { says: 'match --verify RUN: solves the frozen lists of a run again and compares; match --dimacs IN.min --out OUT.sol: any minimum-cost flow', run: async (words, settings) => (await import('./commands.ts')).matchCommand(words, settings) },
  check: { says: 'check [--head N:HASH]: verifies the audit chain, also up to an end noted before, and that every referral is somebody’s', run: async (words, settings) => (await import('./commands.ts')).checkCommand(words, settings) },
  demo: { says: 'demo remove: removes the demonstration city', run: async (words, settings) => (await import('./commands.ts')).demoCommand(words, settings) },
  user: { says: 'user add NAME ROLE DIVISION [--name 姓名] [--organization NAME] [--person NUMBER]: adds an account and prints its first password', run: async (words, settings) => (await import('./commands.ts')).userCommand(words, settings) },
};

const help = (): string => `sanshe ${VERSION}\n\n${Object.entries(COMMANDS).map(([name, { says }]) => `  sanshe ${name.padEnd(10)}${says}`).join('\n')}\n`;

/** The operator's tool. What stands in the way is one sentence; only a fault of ours shows where it happened. */
export async function main(words: string[]): Promise<number | void> {
  const [name, ...rest] = words;
  if (!name || name === 'help' || name === '--help') { console.log(help()); return 0; }
  if (name === '--version') { console.log(VERSION); return 0; }
  const command = COMMANDS[name];
  if (!command) { console.error(`没有“${name}”这个命令。 / There is no command ${name}.\n`); console.error(help()); return 2; }
  if (rest.includes('--help')) { console.log(`sanshe ${name}: ${command.says}\n`); return 0; }
  try {
    return await command.run(rest, readSettings());
  } catch (error) {
    const { DATABASE_URL } = process.env;
    const aboutDatabase = DATABASE_URL ? databaseSentence(error, DATABASE_URL) : null;
    if (aboutDatabase) console.error(aboutDatabase);
    else if (error instanceof CannotStart) console.error(`${error.sentenceZh}\n${error.sentenceEn}`);
    else if (error instanceof KeyDoesNotFit || error instanceof SettingWrong || (error as { isSentence?: boolean }).isSentence) console.error((error as Error).message);
    else console.error(error);
    return 1;
  }
}
