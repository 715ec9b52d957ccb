import { chownSync, existsSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Folders } from './folders.ts';

/** Where the server listens: a folder of sockets, or on Windows a port of the loopback. */
export type Listening = { host: string; port: number };

export type Machine = { memoryMb: number; cores: number; sharedMemoryMb: number };

/** What this machine has, as far as the settings ask. */
export function readMachine(): Machine {
  const shm = '/dev/shm';
  const sharedMemoryMb = existsSync(shm) ? Math.floor((statfsSync(shm).bsize * statfsSync(shm).blocks) / 2 ** 20) : 0;
  return { memoryMb: Math.floor(Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20), cores: availableParallelism(), sharedMemoryMb };
}

const between = (low: number, value: number, high: number) => Math.max(low, Math.min(high, Math.floor(value)));
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The whole of postgresql.conf. An operator's own lines stand in local.conf beside it, which is read last. */
export function postgresqlConf(listening: Listening, machine: Machine, durable: boolean): string {
  const { memoryMb, cores, sharedMemoryMb } = machine;
  const isWindows = process.platform === 'win32';
  const lines = {
    listen_addresses: isWindows ? quoted('127.0.0.1') : quoted(''),
    port: listening.port,
    unix_socket_directories: isWindows ? quoted('') : quoted(listening.host),
    unix_socket_permissions: '0700',
    // what need not last are the databases of tests: several stand side by side, one with 64 clients
    max_connections: durable ? 100 : 300,
    cluster_name: quoted('sanshe'),

    // The Node process, the jobs and the operating system's cache share the machine.
    shared_buffers: `${between(32, memoryMb / 8, 512)}MB`,
    effective_cache_size: `${between(128, memoryMb / 2, 65536)}MB`,
    work_mem: `${between(4, memoryMb / 256, 32)}MB`,
    maintenance_work_mem: `${between(32, memoryMb / 32, 256)}MB`,
    // A container's /dev/shm is 64 MB unless asked otherwise, which a parallel hash outgrows.
    dynamic_shared_memory_type: isWindows ? 'windows' : sharedMemoryMb >= 256 ? 'posix' : 'mmap',
    max_parallel_workers_per_gather: cores > 2 ? 2 : 1,
    max_parallel_workers: Math.max(2, cores - 1),
    autovacuum_max_workers: 2,
    // A table that grows from nothing is looked at soon: until then every plan takes it for empty.
    autovacuum_naptime: '15s',
    // While much is written at once this is a tenth of the processor, for samples that the next round makes stale.
    autovacuum_analyze_scale_factor: 0.3,
    io_workers: 2,
    // Compiling plans costs more than these short queries take.
    jit: 'off',
    random_page_cost: 1.1,

    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    wal_level: 'replica',
    wal_compression: 'on',
    max_wal_size: '1GB',
    checkpoint_timeout: '15min',

    timezone: quoted('UTC'),
    datestyle: quoted('iso, ymd'),
    lc_messages: quoted('C'),
    default_text_search_config: quoted('pg_catalog.simple'),

    log_destination: 'stderr',
    logging_collector: 'off',
    log_timezone: quoted('UTC'),
    log_line_prefix: quoted('%m [%p] %q%u@%d '),
    log_checkpoints: 'off',
    // Terse: the detail of a failed row would put residents' names and numbers in the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
  const body = Object.entries(lines).map(([name, value]) => `${name} = ${value}`);
  return `# Written at every start. Your own settings belong in local.conf, in this folder.\n${body.join('\n')}\ninclude_if_exists = 'local.conf'\n`;
}

const HBA = process.platform === 'win32'
  ? 'host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n'
  : 'local all all scram-sha-256\nlocal replication all scram-sha-256\n';

/** Writes the settings into the cluster, as files of the database's user. */
export function writeSettings(folders: Folders, listening: Listening, durable: boolean) {
  const files = { 'postgresql.conf': postgresqlConf(listening, readMachine(), durable), 'pg_hba.conf': `# Written at every start.\n${HBA}` };
  for (const [name, text] of Object.entries(files)) {
    const at = join(folders.cluster, name);
    writeFileSync(`${at}.new`, text, { mode: 0o600 });
    if (folders.user) chownSync(`${at}.new`, folders.user.uid, folders.user.gid);
    renameSync(`${at}.new`, at);
  }
}
