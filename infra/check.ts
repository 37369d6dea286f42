/**
 * The last part of `npm run check`, after the synthesis: are the bundles within their budgets, and is nothing in them that must not be?
 * One line a bundle, a sentence for each fault, exit 1 if there is one.
 */
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { type FunctionName, queueNames } from '../core/protocol/topology.ts';
import { cursorSecretVariable, deadVariable, queueVariable, variables } from '../runtime/aws/variables.ts';
import { budgets, unzippedLimit } from './budgets.ts';
import { bundlesFolder, functionNames, madeOf, usesLanceDb } from './bundles.ts';

/** What esbuild's metafile calls a file, and why it must not be in a function. */
const forbidden: [pattern: RegExp, why: string, where: (name: FunctionName) => boolean][] = [
  [/^runtime\/local\//, 'code of the one-machine runtime', () => true],
  [/^(infra|cli|test|bench)\//, 'code that is no part of a function', () => true],
  [/^node:sqlite$/, 'SQLite', () => true],
  [
    /(^|\/)(aws-cdk-lib|vitest|esbuild|chokidar|@hono\/node-server)(\/|$)/,
    'a package for development or for one machine',
    () => true,
  ],
  [/(^|\/)(@lancedb|apache-arrow)(\/|$)/, 'LanceDB', (name) => !usesLanceDb(name)],
];

/** Every fault of a bundle, as a sentence. */
export function faultsOf(name: FunctionName, metafile: Metafile): string[] {
  const outputs = Object.values(metafile.outputs);
  if (outputs.length === 0) return [`${name}: there is no bundle.`];
  const faults: string[] = [];
  const bytes = bytesOf(metafile);
  if (bytes > budgets[name]) {
    faults.push(
      `${name}: ${kilobytes(bytes)} is more than its budget of ${kilobytes(budgets[name])} (infra/budgets.ts).`,
    );
  }
  const imports = outputs.flatMap((output) => output.imports).filter(({ external }) => external);
  const parts = [...Object.keys(metafile.inputs), ...imports.map(({ path }) => path)];
  for (const [pattern, why, where] of forbidden) {
    const found = where(name) ? parts.find((part) => pattern.test(part)) : undefined;
    if (found !== undefined) faults.push(`${name}: ${why} is in the bundle (${found}).`);
  }
  const required = imports.find(({ kind }) => kind === 'require-call');
  if (required !== undefined && !usesLanceDb(name)) {
    faults.push(`${name}: something calls require('${required.path}'), which there is not in an ES module.`);
  }
  if (!usesLanceDb(name)) return faults;
  return parts.some((part) => /@lancedb\//.test(part))
    ? faults
    : [...faults, `${name}: LanceDB is missing in the bundle.`];
}

/**
 * What a function loads when it starts, and what lies beside its code to be read then (the tagger's weights). What it may load later costs no start anything:
 * pdf.js, and the parsers that `query` has for versions.
 */
function bytesOf({ outputs }: Metafile): number {
  const start = Object.keys(outputs).find((path) => basename(path) === 'index.mjs');
  const loaded = new Set<string>();
  const load = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === 'import-statement' && next in outputs) load(next);
  };
  if (start !== undefined) load(start);
  for (const path of Object.keys(outputs)) if (!path.endsWith('.mjs')) loaded.add(path);
  return [...loaded].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000)} kB`;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function check(): Promise<string[]> {
  const layer = await sizeOf(join(bundlesFolder, '..', 'layers', 'lancedb'));
  const faults: string[] = [];
  for (const name of functionNames) {
    const unzipped = (await sizeOf(join(bundlesFolder, name))) + (usesLanceDb(name) ? layer : 0);
    if (unzipped > unzippedLimit)
      faults.push(`${name}: ${kilobytes(unzipped)} unzipped is more than Lambda takes.`);
    const metafile = await madeOf(name);
    faults.push(...faultsOf(name, metafile));
    const bytes = bytesOf(metafile);
    const withLayer = usesLanceDb(name) ? `, ${Math.ceil(unzipped / 1e6)} MB with LanceDB` : '';
    console.log(
      `${name.padEnd(10)} ${kilobytes(bytes).padStart(8)} of ${kilobytes(budgets[name])}${withLayer}`,
    );
  }
  return faults;
}

/** Milliseconds that a cold start may spend in loading a function that people wait for. */
const loadLimit = 150;
const loads = 5;

/** Loads it in a process of its own and prints the time that this took of the processor: a clock would tell of other processes too. */
const loading = `
  const started = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(started);
  console.log((user + system) / 1000);
  process.exit(0);`;

/** The median of a few loads. What it is told of its ports' places only has to look like some: nothing is asked of them. */
function loadTime(name: FunctionName): number {
  const url = 'https://sqs.us-east-1.amazonaws.com/000000000000/none';
  const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:none';
  const queues = queueNames.flatMap((queue) => [queueVariable(queue), deadVariable(queue)]);
  const places = {
    ...Object.fromEntries(queues.map((variable) => [variable, url])),
    [cursorSecretVariable]: arn,
  };
  const ports = Object.fromEntries(Object.values(variables).map((variable) => [variable, 'none']));
  const file = pathToFileURL(join(bundlesFolder, name, 'index.mjs')).href;
  const times = Array.from({ length: loads }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', loading, file], {
      env: { ...process.env, AWS_REGION: 'us-east-1', ...places, ...ports },
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(`${name} cannot be loaded: ${stderr}`);
    return Number(stdout);
  });
  return times.sort((a, b) => a - b)[Math.floor(loads / 2)] ?? Number.NaN;
}

if (import.meta.main) {
  const faults = await check();
  const milliseconds = loadTime('query');
  console.log(`query loads in ${Math.round(milliseconds)} of ${loadLimit} ms`);
  if (milliseconds > loadLimit)
    faults.push(`query: loading it takes ${Math.round(milliseconds)} ms, more than ${loadLimit}.`);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
