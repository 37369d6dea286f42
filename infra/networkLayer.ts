/**
 * What the accurate tagger needs besides code, as a Lambda layer: ONNX Runtime and the network. Only a
 * deployment that chose the accurate tagger has it, and only `extract` gets it.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { networkFile, piecesFile } from '../runtime/network.ts';
import { makeReadable } from './readableFiles.ts';

const repository = join(import.meta.dirname, '..');
const networkLayerFolder = join(repository, 'dist', 'layers', 'network');
/** The engine's native build for Lambda on x86-64. */
const nativeFolder = join('bin', 'napi-v6', 'linux', 'x64');

/** Copies the engine and the network into the layer's folder. */
export async function buildNetworkLayer(): Promise<{ folder: string; hash: string }> {
  await rm(networkLayerFolder, { recursive: true, force: true });
  const packages = join(networkLayerFolder, 'nodejs', 'node_modules');
  await copyPackage('onnxruntime-node', packages, ['package.json', 'dist', nativeFolder]);
  await copyPackage('onnxruntime-common', packages, ['package.json', join('dist', 'cjs')]);
  for (const name of [networkFile, piecesFile])
    await cp(join(repository, 'models', name), join(networkLayerFolder, name));
  await makeReadable(networkLayerFolder);
  return { folder: networkLayerFolder, hash: await hashOf(networkLayerFolder) };
}

async function copyPackage(name: string, packages: string, parts: readonly string[]): Promise<void> {
  const from = folderOf(name);
  await mkdir(join(packages, name), { recursive: true });
  for (const part of parts)
    await cp(join(from, part), join(packages, name, part), {
      recursive: true,
      filter: (path) => !/\.(?:map|d\.ts)$/.test(path),
    });
}

function folderOf(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    let folder = dirname(require.resolve(name));
    while (!folder.endsWith(name)) folder = dirname(folder);
    return folder;
  } catch (error) {
    throw new Error(`${name} is not installed, and the accurate tagger needs it: run "npm ci".`, {
      cause: error,
    });
  }
}

async function hashOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    const path = join(folder, name);
    if ((await stat(path)).isFile()) hash.update(`${name}\n`).update(await readFile(path));
  }
  return hash.digest('hex');
}

/** @param hash of what the folder has, so that only a change makes a new layer */
export function networkLayer(
  scope: Construct,
  { folder, hash }: { folder: string; hash: string },
): LayerVersion {
  return new LayerVersion(scope, 'Network', {
    description: 'Dateline: ONNX Runtime for Linux on x86_64, and the network of the accurate tagger',
    code: Code.fromAsset(folder, { assetHash: hash }),
    compatibleArchitectures: [Architecture.X86_64],
    compatibleRuntimes: [Runtime.NODEJS_24_X],
  });
}
