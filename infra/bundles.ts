/**
 * One bundle per function, made by esbuild: `dist/functions/<name>/index.mjs`. It includes the AWS SDK, so
 * that the tests cover the version that runs: Lambda's own copy changes without notice and loads more slowly.
 * A function that parses also gets `child.mjs`, the process that parses; code that both share, or that is
 * imported dynamically, goes into files of its own. esbuild's metafile is written to
 * `dist/functions/<name>.json`, for `npm run check`.
 */
import { createHash } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { packConsole, packedConsoleName } from '../api/console/consoleFiles.ts';
import { buildConsole } from '../console/build.ts';
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import type { FunctionName } from '../core/protocol/topology.ts';
import { functionNames, functionRecord } from '../functions/functions.ts';
import { authorityFile } from '../runtime/authority.ts';
import { nodeBundle } from '../runtime/nodeBundle.ts';
import { weightsFile } from '../runtime/tagger.ts';
import { buildNetworkLayer } from './networkLayer.ts';
import { makeReadable } from './readableFiles.ts';

/** A folder that CDK uploads as an asset, and the hash of its content. */
export interface Bundle {
  folder: string;
  hash: string;
}

export interface Bundles {
  functions: Record<FunctionName, Bundle>;
  lanceDb: Bundle;
  /** Only with the accurate tagger. */
  network?: Bundle;
}

const repository = join(import.meta.dirname, '..');
export const bundlesFolder = join(repository, 'dist', 'functions');
const nativePackage = '@lancedb/lancedb-linux-x64-gnu';
export const nativeFile = 'lancedb.linux-x64-gnu.node';

/**
 * esbuild turns CommonJS into ESM but keeps `require` calls for external files, and LanceDB's loader makes
 * some.
 */
const requireForCommonJs =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles every function and makes the layers; returns their folders.
 * @param tagger that the deployment chose
 */
export async function buildBundles(tagger: TaggerName): Promise<Bundles> {
  const network = tagger === 'accurate' ? await buildNetworkLayer() : undefined;
  const [lanceDb, ...built] = await Promise.all([
    linkLanceDb(),
    ...functionNames.map((name) => bundle(name)),
  ]);
  return {
    functions: Object.fromEntries(functionNames.map((name, i) => [name, built[i]])) as Bundles['functions'],
    lanceDb,
    ...(network && { network }),
  };
}

/** @param folder to write to */
export async function bundle(name: FunctionName, folder = join(bundlesFolder, name)): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...optionsFor(name), write: false, metafile: true });
  await mkdir(folder, { recursive: true });
  const data = await dataFilesOf(name);
  const files = [...outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })), ...data];
  for (const file of data)
    metafile.outputs[file.name] = { bytes: file.contents.length, inputs: {}, imports: [], exports: [] };
  for (const { name: file, contents } of files) await writeFile(join(folder, file), contents);
  const current = new Set(files.map((file) => file.name));
  // An earlier build may have left other files.
  for (const file of await readdir(folder)) if (!current.has(file)) await rm(join(folder, file));
  await makeReadable(folder);
  await writeFile(`${folder}.json`, JSON.stringify(metafile));
  const hashes = files.map((file) => `${file.name} ${sha256(file.contents)}`);
  return { folder, hash: sha256(hashes.sort().join('\n')) };
}

async function dataFilesOf(name: FunctionName): Promise<{ name: string; contents: Uint8Array }[]> {
  const { taggerWeights, authority, console: servesConsole } = functionRecord(name);
  const files = [
    ...(taggerWeights ? [{ name: weightsFile, folder: 'models' }] : []),
    ...(authority ? [{ name: authorityFile, folder: 'authority' }] : []),
  ];
  const read = files.map(async ({ name, folder }) => ({
    name,
    contents: await readFile(join(repository, folder, name)),
  }));
  const page = servesConsole
    ? [{ name: packedConsoleName, contents: Buffer.from(packConsole(await buildConsole())) }]
    : [];
  return [...(await Promise.all(read)), ...page];
}

/** How the code of functions is bundled. */
export const asFunctions = {
  ...nodeBundle,
  absWorkingDir: repository,
  minify: true,
} satisfies BuildOptions;

function optionsFor(name: FunctionName): BuildOptions {
  const { parses = false, lanceDb } = functionRecord(name);
  return {
    entryPoints: {
      index: `functions/${name}/handler.ts`,
      ...(parses && { child: 'runtime/isolated/child.ts' }),
    },
    outdir: join(bundlesFolder, name),
    splitting: parses, // LanceDB's loader does not work when it is split
    ...asFunctions,
    external: lanceDb ? ['@lancedb/lancedb-*', '*.node', 'openai', '@huggingface/transformers'] : [],
    banner: lanceDb ? { js: requireForCommonJs } : {},
  };
}

/** The layer's folder has a hard link to the installed file, so that a synthesis does not copy 161 MB. */
async function linkLanceDb(): Promise<Bundle> {
  const { version, integrity } = await lockedNative();
  const source = nativeBuild(version);
  const folder = join(repository, 'dist', 'layers', 'lancedb');
  const target = join(folder, nativeFile);
  await mkdir(folder, { recursive: true });
  if (!(await sameFile(source, target))) {
    await rm(target, { force: true });
    await link(source, target);
  }
  await makeReadable(folder);
  return { folder, hash: sha256(integrity) };
}

function nativeBuild(version: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${nativePackage}/package.json`)), nativeFile);
  } catch (error) {
    throw new Error(
      `${nativePackage} is not installed, and the functions with text search need it: this is not Linux on x86-64. ` +
        `Install it beside this machine's own with "npm install --no-save --force ${nativePackage}@${version}".`,
      { cause: error },
    );
  }
}

/** The native package in the lock file, whose hash saves reading 161 MB. */
async function lockedNative(): Promise<{ version: string; integrity: string }> {
  const lock = JSON.parse(await readFile(join(repository, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string }>;
  };
  const { version, integrity } = lock.packages[`node_modules/${nativePackage}`] ?? {};
  if (version === undefined || integrity === undefined)
    throw new Error(`package-lock.json has no version and integrity hash of ${nativePackage}`);
  return { version, integrity };
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

/** What the bundle consists of, as esbuild reported when it was built. */
export async function readMetafile(name: FunctionName): Promise<Metafile> {
  return JSON.parse(await readFile(join(bundlesFolder, `${name}.json`), 'utf8')) as Metafile;
}
