import { describe, expect, test } from 'vitest';
import { joinLines, lineEndsOf } from '../../../../core/text/lineEnds.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';

function joined(text: string, isSet: boolean): string {
  const lines = text.split('\n');
  return joinLines(lines, lineEndsOf(lines), isSet);
}

describe('a hyphen at the end of a line', () => {
  test.each([
    ['goes in a text that was set', 'the mas-\nter said', 'the master said'],
    ['stays in a compound that stands elsewhere', 'a tug-\nboat, the tug-boat', 'a tug-boat, the tug-boat'],
    ['stays before a capital', 'the Anglo-\nSaxon king', 'the Anglo-Saxon king'],
    ['stays before "and"', 'pre-\nand post-war', 'pre- and post-war'],
    ['stays before a word of other languages', 'zwei-\nbis dreimal', 'zwei- bis dreimal'],
    ['goes from a word whose end is a word', 'in-\nto', 'into'],
    ['may be soft, as PDFs have it', 'the mas\u00ad\nter', 'the master'],
    ['is a sign of scans', 'the mas¬\nter of Orsk¬\nHaven', 'the master of OrskHaven'],
    ['is a dash after a space', 'the harbour -\nand the quay', 'the harbour - and the quay'],
  ])('%s', (_, text, expected) => {
    expect(joined(text, true)).toBe(expected);
  });

  test.each([
    ['stays in a text that was wrapped', 'a long-\nterm plan', 'a long-term plan'],
    ['stays before a word that completes another', 'two-\nto three-week', 'two- to three-week'],
    ['goes from a word that stands elsewhere', 'the mas-\nter, the master', 'the master, the master'],
  ])('%s', (_, text, expected) => {
    expect(joined(text, false)).toBe(expected);
  });
});

test.each([
  ['one word', (size: number) => 'a'.repeat(size)],
  ['divided words', (size: number) => 'mas-\n'.repeat(size / 5)],
  ['compounds', (size: number) => `${'a-'.repeat(size / 2)}\nb`],
  ['hyphens', (size: number) => `a-\nb ${'-'.repeat(size)}`],
])('the time grows with the text: %s', async (_, make) => {
  expect(await growth(50_000, (size) => joined(make(size), true))).toBeLessThan(maxGrowth);
});

test.each(['a-', '漢'])('one word of %s may be as long as the text', (part) => {
  const long = part.repeat(12_000_000);
  // Whether they are equal, since nobody would read the difference.
  expect(joined(`the mas-\nter ${long}`, true) === `the master ${long}`).toBe(true);
});
