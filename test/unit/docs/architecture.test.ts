/** The walk in docs/architecture.md names functions; each of them exists where the page says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
const [, walk = ''] = /## A file's way from the inbox to an answer\n(.*?)\n## /s.exec(page) ?? [];
const steps = [...walk.matchAll(/`(\w+)` \(`([\w/.]+)`\)/g)].map(([, name = '', file = '']) => ({
  name,
  file,
}));

describe("a file's way from the inbox to an answer", () => {
  it('passes through at least twenty named functions', () => {
    expect(steps.length).toBeGreaterThanOrEqual(20);
  });

  it.each(steps)('$name is in $file', ({ name, file }) => {
    expect(existsSync(path.join(root, file))).toBe(true);
    const source = readFileSync(path.join(root, file), 'utf8');
    expect(source).toMatch(new RegExp(`export (?:async )?(?:function\\*? |class |const )${name}\\b`));
  });
});
