/**
 * How much a function may load when it starts, minified. A bundle that grows slows every cold start, so growth is a decision made here. In
 * `extract` most are the weights of the tagger.
 */
import type { FunctionName } from '../core/protocol/topology.ts';

const kB = 1_000;
const MB = 1_000_000;

export const budgets: Record<FunctionName, number> = {
  normalize: 1.5 * MB,
  extract: 12 * MB,
  store: 900 * kB,
  index: 2 * MB,
  sweep: 2 * MB,
  query: 900 * kB,
  search: 2 * MB,
  export: 2 * MB,
  rotate: 500 * kB,
};

/** Lambda's own limit for a function with its layers, unzipped (250 MiB), in bytes. */
export const unzippedLimit = 250 * 1024 * 1024;
