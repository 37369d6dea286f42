import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { functionNames, functionRecord, functions } from '../../functions/functions.ts';
import { findFaults, unzippedLimit } from '../../infra/check.ts';

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
  it('finds no fault in what belongs there', () => {
    expect(findFaults('store', metafile(functions.store.bundleBytes, ordinary))).toEqual([]);
    expect(findFaults('search', metafile(functions.search.bundleBytes, [...ordinary, lanceDb]))).toEqual([]);
  });

  it('enforces the budget to the byte', () => {
    expect(findFaults('store', metafile(functions.store.bundleBytes + 1, ordinary))).toEqual([
      expect.stringContaining('more than its budget'),
    ]);
  });

  it('counts static imports, not dynamic ones', () => {
    const part = { bytes: 2e6, inputs: {}, imports: [], exports: [] };
    const faultsWith = (kind: 'import-statement' | 'dynamic-import') => {
      const { outputs, inputs } = metafile(1, ordinary, [{ path: 'part.mjs', kind }]);
      return findFaults('normalize', { inputs, outputs: { ...outputs, 'part.mjs': part } });
    };
    expect(faultsWith('import-statement')).toEqual([expect.stringContaining('more than its budget')]);
    expect(faultsWith('dynamic-import')).toEqual([]);
  });

  it('counts data files beside the code', () => {
    const { outputs, inputs } = metafile(1, ordinary);
    const weights = { bytes: functions.store.bundleBytes, inputs: {}, imports: [], exports: [] };
    expect(findFaults('store', { inputs, outputs: { ...outputs, 'tagger.bin': weights } })).toEqual([
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
  ])('rejects %s in store', (path) => {
    expect(findFaults('store', metafile(1, [...ordinary, path]))).toEqual([expect.stringContaining(path)]);
  });

  it('rejects an external SQLite or a CommonJS require in store', () => {
    const sqlite = { path: 'node:sqlite', kind: 'import-statement', external: true } as const;
    expect(findFaults('store', metafile(1, ordinary, [sqlite]))).toEqual([expect.stringContaining('SQLite')]);
    const required = { path: 'node:fs', kind: 'require-call', external: true } as const;
    expect(findFaults('store', metafile(1, ordinary, [required]))).toEqual([
      expect.stringContaining("require('node:fs')"),
    ]);
  });

  it('reports that LanceDB is missing in search', () => {
    expect(findFaults('search', metafile(1, ordinary))).toEqual([
      expect.stringContaining('LanceDB is missing'),
    ]);
  });

  it('leaves every function with LanceDB room within the unzipped limit', () => {
    for (const name of functionNames)
      expect(functionRecord(name).bundleBytes + (functionRecord(name).lanceDb ? 165e6 : 0)).toBeLessThan(
        unzippedLimit,
      );
  });
});
