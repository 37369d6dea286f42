/**
 * The network of the accurate tagger, run by ONNX Runtime in one thread. The engine is loaded by the first
 * document that needs it: those who keep the fast tagger never load it.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Network } from '../core/entities/network/network.ts';
import { NetworkTagger } from '../core/entities/network/networkTagger.ts';
import { WordPieces } from '../core/entities/network/wordPieces.ts';
import type { Tagger } from '../core/entities/tagger/tagger.ts';

export const networkFile = 'network.onnx';
export const piecesFile = 'networkPieces.txt';

const engine = 'onnxruntime-node';

export interface NetworkFiles {
  network: URL;
  /** The vocabulary: a piece per line and its score, in the order of their numbers. */
  pieces: URL;
}

const shipped: NetworkFiles = {
  network: new URL(`../models/${networkFile}`, import.meta.url),
  pieces: new URL(`../models/${piecesFile}`, import.meta.url),
};

/** @throws if onnxruntime-node is not installed, or a file is not there */
export async function loadNetworkTagger(
  linear: Tagger,
  files: NetworkFiles = shipped,
): Promise<NetworkTagger> {
  const vocabulary = readFileSync(files.pieces, 'utf8').split('\n');
  return new NetworkTagger(linear, new WordPieces(vocabulary), await openNetwork(files.network));
}

async function openNetwork(file: URL): Promise<Network> {
  // An import would be bundled; and on Lambda only `require` finds what is in a layer.
  const onnx = createRequire(import.meta.url)(engine) as typeof import('onnxruntime-node');
  const session: InferenceSession = await onnx.InferenceSession.create(readFileSync(file), {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const row = (numbers: readonly number[]): Tensor =>
    new onnx.Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
  return async ({ pieces, spellings, first, shapes }) => {
    const { tags } = await session.run({
      pieces: row(pieces),
      spellings: row(spellings),
      first: row(first),
      shapes: row(shapes),
    });
    return tags?.data as Float32Array;
  };
}
