import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ObjectReader, ReadableObject } from '../../core/formats/format.ts';
import { readObject } from '../../core/formats/read.ts';
import { bundle } from '../../infra/bundles.ts';
import { isolatedReader } from '../../runtime/isolated/reader.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { stored } from '../unit/core/formats/upload.ts';

const root = temporaryFolder();
const folder = join(root, 'normalize');

beforeAll(() => bundle('normalize', folder));

describe('the bundle of a function that parses', () => {
  it('contains the child process, which reads a page', async () => {
    const reader = isolatedReader({ program: join(folder, 'child.mjs') });
    const page = new TextEncoder().encode(
      `<title>Storm</title><h1>Storm</h1><p>${'The storm closed the harbour. '.repeat(20)}</p>`,
    );
    const reading = await reader.read({
      key: 'a.html',
      version: '1',
      size: page.length,
      modified: 0,
      etag: '',
      metadata: {},
      async *stream() {
        yield page;
      },
      range: async (start, end) => page.subarray(start, end),
    });
    const members = 'code' in reading ? reading : await Array.fromAsync(reading.members);
    reader.close();
    expect(members).toMatchObject([{ format: 'html', content: { title: 'Storm' } }]);
  });

  it('reads a sample of each format from there, although it may read no file but its own', async () => {
    const reader = isolatedReader({ program: join(folder, 'child.mjs') });
    const read = async (readBy: ObjectReader, object: ReadableObject) => {
      const reading = await readBy(object);
      return 'code' in reading ? reading : await Array.fromAsync(reading.members);
    };
    const samples = join(import.meta.dirname, '..', '..', 'seeds', 'formats');
    const names = globSync('*', { cwd: samples });
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const object = stored(readFileSync(join(samples, name)), { key: name });
      expect(await read(reader.read, object), name).toEqual(await read(readObject, object));
    }
    reader.close();
  });

  it('keeps the SDK out of the child process', () => {
    const seen = new Set<string>();
    const follow = (file: string): string => {
      if (seen.has(file) || !existsSync(join(folder, file))) return '';
      seen.add(file);
      const code = readFileSync(join(folder, file), 'utf8');
      return (
        code +
        [...code.matchAll(/from ?"\.\/([\w.-]+)"|import ?"\.\/([\w.-]+)"/g)]
          .map(([, a, b]) => follow(a ?? b ?? ''))
          .join('')
      );
    };
    expect(follow('child.mjs')).toContain('<!doctype html');
    expect(follow('child.mjs')).not.toMatch(/aws-sdk|amazonaws/);
    expect(readdirSync(folder).length).toBeGreaterThan(seen.size);
  });
});
