/**
 * The last part of `npm run check`, after the synthesis: checks that each bundle is within its budget and
 * contains nothing forbidden. Prints a line per bundle and a sentence per fault; exits with 1 if there is a
 * fault.
 */
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { type FunctionName, queueNames } from '../core/protocol/topology.ts';
import { functionNames, functionRecord } from '../functions/functions.ts';
import {
  authVariable,
  budgetVariable,
  cursorSecretVariable,
  deadLetterQueueVariable,
  queueVariable,
  variables,
} from '../runtime/aws/variables.ts';
import { asFunctions, bundlesFolder, readMetafile } from './bundles.ts';

/** Lambda's own limit for a function with its layers, unzipped (250 MiB), in bytes. */
export const unzippedLimit = 250 * 1024 * 1024;

/**
 * Patterns over the paths of esbuild's metafile, what they find, and the functions that must not contain it.
 */
const forbidden: [pattern: RegExp, what: string, where: (name: FunctionName) => boolean][] = [
  [/^runtime\/local\//, 'code of the one-machine runtime', () => true],
  [/^(infra|cli|test|bench)\//, 'code that does not belong in a function', () => true],
  [/^node:sqlite$/, 'SQLite', () => true],
  [
    /(^|\/)(aws-cdk-lib|vitest|esbuild|chokidar|@hono\/node-server)(\/|$)/,
    'a package for development or for one machine',
    () => true,
  ],
  [/(^|\/)(@lancedb|apache-arrow)(\/|$)/, 'LanceDB', (name) => !functionRecord(name).lanceDb],
];

/** Every fault of a bundle, as a sentence. */
export function findFaults(name: FunctionName, metafile: Metafile): string[] {
  const outputs = Object.values(metafile.outputs);
  if (outputs.length === 0) return [`${name}: there is no bundle.`];
  const { bundleBytes: budget, lanceDb } = functionRecord(name);
  const faults: string[] = [];
  const bytes = bytesAtStart(metafile);
  if (bytes > budget) {
    faults.push(
      `${name}: ${kilobytes(bytes)} is more than its budget of ${kilobytes(budget)} (functions/functions.ts).`,
    );
  }
  const imports = outputs.flatMap((output) => output.imports).filter(({ external }) => external);
  const parts = [...Object.keys(metafile.inputs), ...imports.map(({ path }) => path)];
  for (const [pattern, what, where] of forbidden) {
    const found = where(name) ? parts.find((part) => pattern.test(part)) : undefined;
    if (found !== undefined) faults.push(`${name}: ${what} is in the bundle (${found}).`);
  }
  const required = imports.find(({ kind }) => kind === 'require-call');
  if (required !== undefined && !lanceDb)
    faults.push(`${name}: something calls require('${required.path}'), which an ES module does not have.`);
  if (lanceDb && !parts.some((part) => /@lancedb\//.test(part)))
    faults.push(`${name}: LanceDB is missing in the bundle.`);
  return faults;
}

/**
 * The code that a function loads at start, and its data files (the tagger's weights). Dynamic imports are not
 * counted, because they do not slow a start: pdf.js, and the parsers that `query` uses for old versions.
 */
function bytesAtStart({ outputs }: Metafile): number {
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
    const { bundleBytes, lanceDb } = functionRecord(name);
    const unzipped = (await sizeOf(join(bundlesFolder, name))) + (lanceDb ? layer : 0);
    if (unzipped > unzippedLimit)
      faults.push(`${name}: ${kilobytes(unzipped)} unzipped is more than Lambda accepts.`);
    const metafile = await readMetafile(name);
    faults.push(...findFaults(name, metafile));
    const bytes = bytesAtStart(metafile);
    const withLayer = lanceDb ? `, ${Math.ceil(unzipped / 1e6)} MB with LanceDB` : '';
    console.log(
      `${name.padEnd(10)} ${kilobytes(bytes).padStart(8)} of ${kilobytes(bundleBytes)}${withLayer}`,
    );
  }
  return faults;
}

/**
 * Most that a cold start may spend loading a function that people wait for, as a multiple of what loading the
 * SDK's clients alone takes. Loading is compared with loading, since processors differ in how much faster
 * they do other work.
 */
const loadLimit = 1.9;
/** A machine that is busy with something else slows some loads down, never all of them. */
const loads = { least: 5, most: 20 };

/** Prints the processor time of loading a file, in milliseconds. */
const loading = `
  const start = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1000);
  process.exit(0);`;

/** Bundles the clients that every function has part of, as functions are bundled; returns the file. */
async function bundleClients(): Promise<string> {
  const outfile = join(bundlesFolder, '..', 'clients.mjs');
  const clients = ['s3', 'dynamodb', 'sqs', 'secrets-manager'];
  const contents = clients.map((name, i) => `export * as c${i} from '@aws-sdk/client-${name}';`).join('\n');
  await build({ ...asFunctions, stdin: { contents, resolveDir: import.meta.dirname }, outfile });
  return outfile;
}

/**
 * The least of a few loads, in milliseconds and as a multiple of loading the clients, in turns. The
 * environment only has to be well formed: loading calls no service.
 */
async function loadTime(name: FunctionName): Promise<{ milliseconds: number; multiple: number }> {
  const url = 'https://sqs.us-east-1.amazonaws.com/000000000000/none';
  const arn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:none';
  const queues = queueNames.flatMap((queue) => [queueVariable(queue), deadLetterQueueVariable(queue)]);
  const places = {
    ...Object.fromEntries(queues.map((variable) => [variable, url])),
    [cursorSecretVariable]: arn,
    [authVariable]: 'key',
    [budgetVariable]: '1',
  };
  const ports = Object.fromEntries(Object.values(variables).map((variable) => [variable, 'none']));
  const env = { ...process.env, AWS_REGION: 'us-east-1', ...places, ...ports };
  const [own, clients] = [join(bundlesFolder, name, 'index.mjs'), await bundleClients()];
  const least = { own: Number.POSITIVE_INFINITY, clients: Number.POSITIVE_INFINITY };
  const multiple = () => least.own / least.clients;
  for (let i = 0; i < loads.least || (i < loads.most && multiple() > loadLimit); i++) {
    least.own = Math.min(least.own, loadOnce(own, env));
    least.clients = Math.min(least.clients, loadOnce(clients, env));
  }
  return { milliseconds: least.own, multiple: multiple() };
}

function loadOnce(file: string, env: NodeJS.ProcessEnv): number {
  const options = ['--input-type=module', '--eval', loading, pathToFileURL(file).href];
  const { stdout, stderr } = spawnSync(process.execPath, options, { env, encoding: 'utf8' });
  if (stdout === '') throw new Error(`${file} cannot be loaded: ${stderr}`);
  return Number(stdout);
}

if (import.meta.main) {
  const faults = await check();
  const { milliseconds, multiple } = await loadTime('query');
  const times = `${multiple.toFixed(2)} times the clients of the SDK`;
  console.log(`query loads in ${Math.round(milliseconds)} ms of processor time, ${times} of ${loadLimit}`);
  if (multiple > loadLimit) faults.push(`query: loading it takes ${times}, more than ${loadLimit}.`);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
