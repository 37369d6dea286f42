/** Starts a function's bundle with only what Lambda has (`sandbox.sh`), and measures its memory. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionName } from '../../core/protocol/topology.ts';
import { functionRecord } from '../../functions/functions.ts';
import { bundlesFolder, nativeFile } from '../../infra/bundles.ts';

export const layerFolder = join(bundlesFolder, '..', 'layers', 'lancedb');
const script = join(import.meta.dirname, 'sandbox.sh');
const runtime = join(import.meta.dirname, 'lambdaRuntime.ts');

const unshare = ['--map-root-user', '--mount'];

/** A user's namespace needs no rights, but some machines do not allow it. Then functions see all files. */
export const isSandboxed =
  spawnSync('unshare', [...unshare, 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0;
if (!isSandboxed) console.error('This machine allows no namespaces: functions see all of its files.');

/** The Node that a function runs on: `npm run test:arm64` gives another one for its architecture. */
function nodeOf(name: FunctionName): string {
  const { architecture } = functionRecord(name);
  return (architecture === 'arm64' && process.env.DATELINE_TEST_ARM64_NODE) || process.execPath;
}

/** Whether its memory is what it takes on Lambda: an emulator takes some of its own. */
export const hasOwnMemory = (name: FunctionName): boolean => nodeOf(name) === process.execPath;

/**
 * Runs a script with the path of the function's bundle.
 *
 * @param main the script; on Lambda it would be the runtime
 */
export function startFunction(
  name: FunctionName,
  variables: Record<string, string>,
  main = runtime,
): ChildProcess {
  const task = join(bundlesFolder, name);
  const layer = functionRecord(name).lanceDb ? layerFolder : '';
  const options: SpawnOptions = { env: variables, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] };
  if (!isSandboxed) {
    // Without a sandbox the layer is not under /opt.
    const native = layer !== '' && { NAPI_RS_NATIVE_LIBRARY_PATH: join(layerFolder, nativeFile) };
    const env = { ...variables, ...native };
    return spawn(nodeOf(name), [main, join(task, 'index.mjs')], { ...options, env });
  }
  const root = mkdtempSync(join(tmpdir(), 'dateline-lambda-'));
  const node = realpathSync(nodeOf(name));
  const command = [script, root, task, layer, node, main, '/var/task/index.mjs'];
  const env = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', ...variables };
  const started = spawn('unshare', [...unshare, ...command], { ...options, env });
  started.once('exit', () => rmdirSync(root));
  return started;
}

/** The most memory that the process and its children have taken so far, in MB; 0 if it has ended. */
export function peakMegabytes(pid: number): number {
  if (!existsSync(`/proc/${pid}`)) return 0;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  return children.reduce((sum, child) => sum + peakMegabytes(Number(child)), own);
}
