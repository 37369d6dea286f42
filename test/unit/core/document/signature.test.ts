import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsOf, signatureOf } from '../../../../core/document/signature.ts';

const signed = (...texts: string[]): string =>
  signatureOf({ paragraphs: texts.map((text) => ({ role: 'text', text })) }) ?? '';

/** The share of equal values in two signatures. */
function similarity(a: string, b: string): number {
  const [left = [], right = []] = [a, b].map((signature) =>
    Array.from({ length: 128 }, (_, i) => Buffer.from(signature, 'base64').readUInt32LE(4 * i)),
  );
  return left.filter((value, i) => value === right[i]).length / left.length;
}

const story =
  'The harbour of Lerwick was closed for nine hours on Tuesday after a coaster lost its rudder in the narrows. Two tugs held her off the ' +
  'rocks until the wind eased, and nobody was hurt. The harbour master said that the channel would be surveyed before the ferry sails again, ' +
  'and that passengers with tickets for Wednesday morning should wait for a message. The owner of the coaster, which had a cargo of salt, ' +
  'could not be reached.';

describe('the signature', () => {
  test('is 128 values of 32 bits that never change', () => {
    expect(Buffer.from(signed(story), 'base64')).toHaveLength(512);
    expect(bandsOf(signed(story)).slice(0, 3)).toEqual(['0-k6rvuk', '1-1u8pwas', '2-14qv01s']);
  });

  test('ignores case, punctuation and paragraph breaks', () => {
    const [first = '', ...rest] = story.split('. ');
    expect(signed(first, ...rest)).toBe(signed(story));
    expect(signed(story.toUpperCase().replaceAll(',', ' –'))).toBe(signed(story));
  });

  test('needs at least one word', () => {
    expect(signatureOf({ paragraphs: [] })).toBeUndefined();
    expect(signatureOf({ paragraphs: [{ role: 'text', text: '— … —' }] })).toBeUndefined();
    expect(signed('Closed')).toBe(signed('closed.'));
    expect(signed('Closed')).not.toBe(signed('Open'));
  });

  test('compares scripts without spaces character by character', () => {
    const japanese =
      '港は火曜日に九時間閉鎖された。舵を失った貨物船が岩場に近づいたためで、けが人はなかった。';
    expect(similarity(signed(japanese), signed(`${japanese}船主は取材に応じていない。`))).toBeGreaterThan(
      0.6,
    );
    expect(
      similarity(
        signed(japanese),
        signed('市議会は水曜日に新しい魚市場の屋根の予算を承認した。工事は来月始まる予定だ。'),
      ),
    ).toBeLessThan(0.1);
  });

  test('covers at most 50,000 words, so that a book does not take long', () => {
    const book = `${story} `.repeat(2_000);
    expect(signed(book)).toBe(signed(book + story));
  });

  test('of the wrong length is an error', () => {
    expect(() => bandsOf('AAAA')).toThrow('3 bytes');
  });
});

const vocabulary = Array.from({ length: 400 }, (_, i) => `w${i.toString(36)}x`);
const text = fc.array(fc.constantFrom(...vocabulary), { minLength: 60, maxLength: 200 });

function shared(a: readonly string[], b: readonly string[]): number {
  const shingles = (words: readonly string[]) =>
    new Set(words.slice(0, -3).map((_, i) => words.slice(i, i + 4).join(' ')));
  const [left, right] = [shingles(a), shingles(b)];
  const both = [...left].filter((shingle) => right.has(shingle)).length;
  return both / (left.size + right.size - both);
}

test('the share of equal values estimates the similarity of the shingles', () => {
  const errors: number[] = [];
  fc.assert(
    fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, kept) => {
      const changed = [...a.slice(0, Math.round(kept * a.length)), ...b];
      const error = similarity(signed(a.join(' ')), signed(changed.join(' '))) - shared(a, changed);
      errors.push(error);
      // Five standard deviations of 128 draws at a half.
      expect(Math.abs(error)).toBeLessThan(0.22);
    }),
    { numRuns: 200 },
  );
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.02);
});

test('near-duplicates have a band in common, unrelated texts do not', () => {
  const reprint = signed(
    story.replace('nine hours', 'most of the day'),
    'Additional reporting by the Gazette.',
  );
  const bands = new Set(bandsOf(signed(story)));
  expect(similarity(signed(story), reprint)).toBeGreaterThan(0.6);
  expect(bandsOf(reprint).some((band) => bands.has(band))).toBe(true);
  expect(
    bandsOf(signed('The council met on Monday to choose a new roof for the fish market.')).some((band) =>
      bands.has(band),
    ),
  ).toBe(false);
});
