/** docs/formats.md names the file of each input format. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const read = (page: string) => readFileSync(path.join(root, page), 'utf8');
const files = [...read('core/formats/formats.ts').matchAll(/^import \{ .* \} from '\.\/(\w+\/\w+\.ts)'/gm)];
const page = read('docs/formats.md');

describe('docs/formats.md', () => {
  it.each(files.map(([, file = '']) => `core/formats/${file}`))('has a row for %s', (file) => {
    expect(page).toContain(`\`${file}\``);
  });
});
