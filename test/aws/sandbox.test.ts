/**
 * Each function with only what it has on Lambda: its code and its layer, read only, /tmp, and its memory. The
 * other files here call the functions in the same way.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { functionNames, functionRecord } from '../../functions/functions.ts';
import { nativeFile } from '../../infra/bundles.ts';
import { Deployed, deployedFunctions } from './deployed.ts';
import { isSandboxed, layerFolder, startFunction } from './sandbox.ts';

const app = new Deployed(await deployedFunctions());
afterAll(() => app.close());

describe.each(functionNames)('the bundle of %s', (name) => {
  it('starts, and leaves half of its memory to its work', async () => {
    const lambda = app.lambda(name);
    expect((await lambda.started).error).toBeUndefined();
    expect(lambda.peakMegabytes()).toBeLessThan(functionRecord(name).memoryMB / 2);
  });
});

it.runIf(isSandboxed)('nothing else is there, and only /tmp can be written', async () => {
  const found = startFunction('search', {}, join(import.meta.dirname, 'whatIsThere.ts'));
  const [there] = (await once(found, 'message')) as unknown[];
  expect(there).toEqual({
    root: ['dev', 'etc', 'lib', 'lib64', 'opt', 'proc', 'tmp', 'usr', 'var'],
    task: ['authority.tsv', 'index.mjs'],
    layer: [nativeFile],
    devices: ['null', 'random', 'urandom', 'zero'],
    writable: ['/tmp'],
  });
});

it('the layer asks for no newer C library than Amazon Linux 2023 has', () => {
  const code = readFileSync(join(layerFolder, nativeFile), 'latin1');
  const versions = [...code.matchAll(/GLIBC_2\.(\d+)/g)].map(([, minor]) => Number(minor));
  expect(Math.max(...versions)).toBeGreaterThan(0);
  expect(Math.max(...versions)).toBeLessThanOrEqual(34);
});
