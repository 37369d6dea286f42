import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { budgets, unzippedLimit } from '../../infra/budgets.ts';
import { functionNames, usesLanceDb } from '../../infra/bundles.ts';
import { faultsOf } from '../../infra/check.ts';
import { countsOf } from '../counts.ts';

function metafile(
  bytes: number,
  inputs: string[],
  imports: Metafile['outputs'][string]['imports'] = [],
): Metafile {
  const parts = Object.fromEntries(inputs.map((path) => [path, { bytes: 1, imports: [] }]));
  return { inputs: parts, outputs: { 'index.mjs': { bytes, inputs: {}, imports, exports: ['handler'] } } };
}

const ordinary = [
  'functions/store/handler.ts',
  'core/protocol/stage.ts',
  'runtime/aws/table.ts',
  'node_modules/zod/index.js',
];
const lanceDb = 'node_modules/@lancedb/lancedb/dist/index.js';

describe('the check of a bundle', () => {
  it('finds no fault with what belongs into it', () => {
    expect(faultsOf('store', metafile(budgets.store, ordinary))).toEqual([]);
    expect(faultsOf('search', metafile(budgets.search, [...ordinary, lanceDb]))).toEqual([]);
  });

  it('knows the budget to the byte', () => {
    expect(faultsOf('store', metafile(budgets.store + 1, ordinary))).toEqual([
      expect.stringContaining('more than its budget'),
    ]);
  });

  it('counts what is loaded at the start, and not what may be loaded later', () => {
    const part = { bytes: 2e6, inputs: {}, imports: [], exports: [] };
    const made = (kind: 'import-statement' | 'dynamic-import') => {
      const { outputs, inputs } = metafile(1, ordinary, [{ path: 'part.mjs', kind }]);
      return faultsOf('normalize', { inputs, outputs: { ...outputs, 'part.mjs': part } });
    };
    expect(made('import-statement')).toEqual([expect.stringContaining('more than its budget')]);
    expect(made('dynamic-import')).toEqual([]);
  });

  it('counts what lies beside the code to be read', () => {
    const { outputs, inputs } = metafile(1, ordinary);
    const weights = { bytes: budgets.store, inputs: {}, imports: [], exports: [] };
    expect(faultsOf('store', { inputs, outputs: { ...outputs, 'tagger.bin': weights } })).toEqual([
      expect.stringContaining('more than its budget'),
    ]);
  });

  it.each([
    'runtime/local/table.ts',
    'infra/bundles.ts',
    'test/counts.ts',
    'node_modules/chokidar/index.js',
    'node_modules/@hono/node-server/dist/index.mjs',
    lanceDb,
    'node_modules/apache-arrow/Arrow.node.mjs',
  ])('does not let %s into store', (path) => {
    expect(faultsOf('store', metafile(1, [...ordinary, path]))).toEqual([expect.stringContaining(path)]);
  });

  it('does not let SQLite or a require of CommonJS into store, which it finds among what stays outside', () => {
    const sqlite = { path: 'node:sqlite', kind: 'import-statement', external: true } as const;
    expect(faultsOf('store', metafile(1, ordinary, [sqlite]))).toEqual([expect.stringContaining('SQLite')]);
    const required = { path: 'node:fs', kind: 'require-call', external: true } as const;
    expect(faultsOf('store', metafile(1, ordinary, [required]))).toEqual([
      expect.stringContaining("require('node:fs')"),
    ]);
  });

  it('misses LanceDB where it belongs', () => {
    expect(faultsOf('search', metafile(1, ordinary))).toEqual([
      expect.stringContaining('LanceDB is missing'),
    ]);
  });

  it('has a budget for every function that leaves room for LanceDB', () => {
    expect(Object.keys(budgets).sort()).toEqual([...functionNames].sort());
    for (const name of functionNames)
      expect(budgets[name] + (usesLanceDb(name) ? 165e6 : 0)).toBeLessThan(unzippedLimit);
  });
});

describe('the count of a run', () => {
  const report = (numPassedTests: number, numFailedTests: number, testResults: object[] = []) =>
    JSON.stringify({ numPassedTests, numFailedTests, testResults });

  it('is what vitest says', () => {
    expect(countsOf(report(3, 0), 0)).toEqual({ passed: 3, failed: 0 });
    expect(countsOf(report(3, 2), 1)).toEqual({ passed: 3, failed: 2 });
  });

  it('never passes a run that did not come to its end', () => {
    expect(countsOf('', 1)).toEqual({ passed: 0, failed: 1 });
    expect(countsOf(report(3, 0), 1)).toEqual({ passed: 3, failed: 1 });
    expect(countsOf(report(3, 0, [{ status: 'failed', assertionResults: [] }]), 1)).toEqual({
      passed: 3,
      failed: 1,
    });
  });

  it('counts no tests at all as a failure', () => {
    expect(countsOf(report(0, 0), 0)).toEqual({ passed: 0, failed: 1 });
  });
});
