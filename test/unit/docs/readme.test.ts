/** The figures in README.md stand in the pages that it names for them; it leads to every page. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const read = (page: string) => readFileSync(path.join(root, page), 'utf8');
const [, section = ''] = /## What to expect\n(.*?)\n## /s.exec(read('README.md')) ?? [];

const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes(']('))
  .map((line) => {
    const pages = [...line.matchAll(/\]\((docs\/[\w-]+\.md)/g)].map(([, page = '']) => page);
    const prose = line.replace(/\]\([^)]*\)/g, ']').replaceAll(/`[^`]*`/g, '');
    return {
      question: line.split('|')[1]?.trim(),
      pages,
      figures: prose.match(/\$?\d[\d,.]*\d|\$\d/g) ?? [],
    };
  });

describe('what README.md says to expect', () => {
  it('is answered with figures', () =>
    expect(rows.flatMap(({ figures }) => figures).length).toBeGreaterThan(8));

  it.each(rows)('$question', ({ pages, figures }) => {
    const text = pages.map(read).join('\n');
    expect(figures.filter((figure) => !text.includes(figure.replace('$', '')))).toEqual([]);
  });
});

it.each(globSync('docs/*.md', { cwd: root }))('README.md leads to %s', (page) => {
  expect(read('README.md')).toContain(`](${page}`);
});
