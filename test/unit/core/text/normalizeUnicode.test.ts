import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { normalizeTitle } from '../../../../core/article/title/titleWords.ts';
import { monthOf } from '../../../../core/dates/months.ts';
import { fold } from '../../../../core/entities/slug.ts';
import { normalizeUnicode } from '../../../../core/text/normalizeUnicode.ts';
import { tidy } from '../../../../core/text/tidy.ts';

const forms = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

afterEach(() => vi.restoreAllMocks());

/** The longest run of marks that the engine had to sort while `work` ran. */
function longestRunNormalized(work: () => unknown): number {
  const original = String.prototype.normalize;
  let longest = 0;
  vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string, form) {
    let run = 0;
    for (const sign of this) {
      run = /[\p{M}\uff9e\uff9f]/u.test(sign) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return original.call(this, form);
  });
  work();
  vi.restoreAllMocks();
  return longest;
}

describe('normalizeUnicode', () => {
  test('changes nothing but the form of a text without long runs', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0x10ffff)), fc.constantFrom(...forms), (points, form) => {
        const text = String.fromCodePoint(...points);
        fc.pre(!/[\p{M}\uff9e\uff9f]{31}/u.test(text));
        expect(normalizeUnicode(text, form)).toBe(text.normalize(form));
      }),
    );
  });

  test('keeps the first thirty marks of each run, and everything around them', () => {
    const mark = fc.constantFrom('\u0315', '\u0300', '\u{1d165}', '\uff9e');
    const piece = fc.oneof(
      fc.array(mark, { minLength: 25, maxLength: 40 }),
      fc.array(fc.constantFrom('a', ' ', '\u{1f600}', 'é', '\ud834', 'ю'), { minLength: 1, maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.flat().join('');
        const cut = text.replace(/([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu, '$1');
        expect(normalizeUnicode(text, 'NFD')).toBe(cut.normalize('NFD'));
      }),
    );
  });

  test('cuts a run of a million marks', () => {
    const marks = '\u0315'.repeat(500_000) + '\u0300'.repeat(500_000);
    expect(normalizeUnicode(`a${marks}b`, 'NFC')).toBe(`a${'\u0315'.repeat(30)}b`);
    expect(normalizeUnicode('\u{1d165}'.repeat(500_000), 'NFC')).toBe('\u{1d165}'.repeat(30));
  });
});

describe('the engine never sorts more than thirty marks', () => {
  const marks = '\u0315'.repeat(100) + '\uff9e'.repeat(100) + '\u0300'.repeat(100);
  test.each<[string, (text: string) => unknown]>([
    ['tidy', tidy],
    ['fold', fold],
    ['normalizeTitle', normalizeTitle],
    ['monthOf', (text) => monthOf(text)],
  ])('%s', (_, use) => {
    expect(longestRunNormalized(() => use(`a${marks}b`))).toBeLessThanOrEqual(30);
    // What `tidy` removes must not join two runs.
    expect(longestRunNormalized(() => use(`a${`${marks.slice(0, 20)}\u200b`.repeat(9)}b`))).toBeLessThan(31);
  });
});

test('nothing else calls String.prototype.normalize', () => {
  const files = globSync('{core,api,functions,runtime,local,cli}/**/*.ts');
  expect(files.length).toBeGreaterThan(200);
  const callers = files.filter((file) => /\.normalize\(\s*['"]NF/.test(readFileSync(file, 'utf8')));
  expect(callers).toEqual([]);
});
