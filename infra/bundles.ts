/**
 * One bundle per function, made by esbuild: `dist/functions/<name>/index.mjs` with all that it needs in it, the AWS SDK too, so that
 * what runs is what was tested (the runtime's own copy changes without notice, and loading it from the bundle is faster). A function that
 * parses has beside it `child.mjs`, the process that parses; what both need, and what is loaded only where it is needed, are files of
 * their own. The tagger's weights lie beside `extract`. What each is made of lies in `dist/functions/<name>.json`, for `npm run check`.
 */
import { createHash } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { type FunctionName, functions } from '../core/protocol/topology.ts';
import { weightsFile } from '../runtime/tagger.ts';

/** A folder that becomes an asset, and the hash of its content. */
export interface Bundle {
  folder: string;
  hash: string;
}

export interface Bundles {
  functions: Record<FunctionName, Bundle>;
  lanceDb: Bundle;
}

export const functionNames = Object.keys(functions) as FunctionName[];

/** LanceDB's native build is for the build machine's kind of processor, and so are the functions that use it. */
export function usesLanceDb(name: FunctionName): boolean {
  return functions[name].architecture === 'x86_64';
}

/** It reads objects of the inbox, most of them in a process apart. */
export function parses(name: FunctionName): boolean {
  return name === 'normalize' || name === 'query';
}

const repository = join(import.meta.dirname, '..');
export const bundlesFolder = join(repository, 'dist', 'functions');
const nativePackage = '@lancedb/lancedb-linux-x64-gnu';
export const nativeFile = 'lancedb.linux-x64-gnu.node';

/** esbuild turns CommonJS into ESM, but leaves it its calls of `require` for what is not bundled. LanceDB's loader has such. */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

export async function buildBundles(): Promise<Bundles> {
  const [lanceDb, ...built] = await Promise.all([
    linkLanceDb(),
    ...functionNames.map((name) => bundle(name)),
  ]);
  return {
    functions: Object.fromEntries(functionNames.map((name, i) => [name, built[i]])) as Bundles['functions'],
    lanceDb,
  };
}

/** @param folder where it goes */
export async function bundle(name: FunctionName, folder = join(bundlesFolder, name)): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...optionsFor(name), write: false, metafile: true });
  await mkdir(folder, { recursive: true });
  const beside = await carried(name);
  const files = [...outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })), ...beside];
  for (const file of beside)
    metafile.outputs[file.name] = { bytes: file.contents.length, inputs: {}, imports: [], exports: [] };
  for (const { name: file, contents } of files) await writeFile(join(folder, file), contents);
  const made = new Set(files.map((file) => file.name));
  for (const file of await readdir(folder)) if (!made.has(file)) await rm(join(folder, file)); // parts of an earlier build
  await writeFile(`${folder}.json`, JSON.stringify(metafile));
  const hashes = files.map((file) => `${file.name} ${sha256(file.contents)}`);
  return { folder, hash: sha256(hashes.sort().join('\n')) };
}

/** What lies beside the code: the tagger's weights. */
async function carried(name: FunctionName): Promise<{ name: string; contents: Uint8Array }[]> {
  return name === 'extract'
    ? [{ name: weightsFile, contents: await readFile(join(repository, 'models', weightsFile)) }]
    : [];
}

function optionsFor(name: FunctionName): BuildOptions {
  return {
    entryPoints: {
      index: `functions/${name}/handler.ts`,
      ...(parses(name) ? { child: 'runtime/isolated/child.ts' } : {}),
    },
    outdir: join(bundlesFolder, name),
    outExtension: { '.js': '.mjs' },
    splitting: parses(name), // LanceDB's loader does not work in pieces
    absWorkingDir: repository,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: usesLanceDb(name)
      ? ['@lancedb/lancedb-*', '*.node', 'openai', '@huggingface/transformers']
      : [],
    banner: usesLanceDb(name) ? { js: requireForCommonJs } : {},
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** The layer's folder: a hard link to the installed file, so that no synthesis copies 155 MB here. */
async function linkLanceDb(): Promise<Bundle> {
  const source = nativeBuild();
  const folder = join(repository, 'dist', 'layers', 'lancedb');
  const target = join(folder, nativeFile);
  await mkdir(folder, { recursive: true });
  if (!(await sameFile(source, target))) {
    await rm(target, { force: true });
    await link(source, target);
  }
  return { folder, hash: sha256(await integrity()) };
}

function nativeBuild(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${nativePackage}/package.json`)), nativeFile);
  } catch (error) {
    throw new Error(
      `${nativePackage} is not installed, which the functions with text search carry: this is not Linux on x86-64. ` +
        'Install it with «npm ci --os=linux --cpu=x64 --libc=glibc», or build there.',
      { cause: error },
    );
  }
}

/** What the lock says of the file's content, which saves reading it. */
async function integrity(): Promise<string> {
  const lock = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string }>;
  };
  const known = lock.packages[`node_modules/${nativePackage}`]?.integrity;
  if (known === undefined) throw new Error(`package-lock.json does not say what ${nativePackage} is`);
  return known;
}

async function sameFile(one: string, other: string): Promise<boolean> {
  try {
    const [a, b] = await Promise.all([stat(one), stat(other)]);
    return a.ino === b.ino && a.dev === b.dev;
  } catch {
    return false;
  }
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What a bundle is made of, as esbuild told it when the bundle was made. */
export async function madeOf(name: FunctionName): Promise<Metafile> {
  return JSON.parse(await readFile(join(bundlesFolder, `${name}.json`), 'utf8')) as Metafile;
}
