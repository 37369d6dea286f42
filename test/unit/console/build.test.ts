import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildConsole } from '../../../console/build.ts';

const files = await buildConsole();
const text = (path: string) =>
  brotliDecompressSync(files.find((file) => file.path === path)?.brotli ?? new Uint8Array()).toString();
const scripts = files.filter(({ path }) => path.endsWith('.js'));

describe('the console as it is built', () => {
  it('has at most 130 kB of JavaScript, compressed', () => {
    const bytes = scripts.reduce((sum, { brotli }) => sum + brotli.length, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(130_000);
  });

  it('names every file by its content, but for the page and the icon', () => {
    for (const { path } of files)
      expect(path).toMatch(/^\/$|^\/console\/(icon\.svg|\w+\.[A-Z0-9]{8}\.(js|css))$/);
  });

  it('loads its files, and has nothing inline', () => {
    const page = text('/');
    for (const [, path = ''] of page.matchAll(/(?:href|src)="([^"]+)"/g)) expect(text(path)).not.toBe('');
    expect(page).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|style="/);
  });

  it('knows no other host', () => {
    const addresses = scripts.flatMap(({ path }) => text(path).match(/https?:\/\/[\w.]+/g) ?? []);
    // Names of XML, which nothing asks for.
    expect(addresses.filter((address) => address !== 'http://www.w3.org')).toEqual([]);
  });
});
