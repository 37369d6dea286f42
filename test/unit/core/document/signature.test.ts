import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandsOf, signatureOf, similarity } from '../../../../core/document/signature.ts';

const signed = (...texts: string[]): string =>
  signatureOf({ paragraphs: texts.map((text) => ({ role: 'text', text })) }) ?? '';

const story =
  'The harbour of Lerwick was closed for nine hours on Tuesday after a coaster lost its rudder in the narrows. Two tugs held her off the ' +
  'rocks until the wind eased, and nobody was hurt. The harbour master said that the channel would be surveyed before the ferry sails again, ' +
  'and that passengers with tickets for Wednesday morning should wait for a message. The owner of the coaster, which had a cargo of salt, ' +
  'could not be reached.';

describe('the signature', () => {
  test('is 128 values of 32 bits, the same on every machine and for ever', () => {
    expect(Buffer.from(signed(story), 'base64')).toHaveLength(512);
    expect(bandsOf(signed(story)).slice(0, 3)).toEqual(['0-k6rvuk', '1-1u8pwas', '2-14qv01s']);
  });

  test('does not see case, punctuation, and where paragraphs end', () => {
    const [first = '', ...rest] = story.split('. ');
    expect(signed(first, ...rest)).toBe(signed(story));
    expect(signed(story.toUpperCase().replaceAll(',', ' –'))).toBe(signed(story));
  });

  test('of nothing there is none; of a single word there is one', () => {
    expect(signatureOf({ paragraphs: [] })).toBeUndefined();
    expect(signatureOf({ paragraphs: [{ role: 'text', text: '— … —' }] })).toBeUndefined();
    expect(signed('Closed')).toBe(signed('closed.'));
    expect(signed('Closed')).not.toBe(signed('Open'));
  });

  test('scripts without spaces are compared by their signs', () => {
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

  test('takes at most 50,000 words, and a book in time', () => {
    const book = `${story} `.repeat(2_000);
    expect(signed(book)).toBe(signed(book + story));
  });

  test('what is no signature is a fault of the caller', () => {
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

test('agrees in as large a share of its values as the texts share shingles', () => {
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

test('near-duplicates have a band in common, strangers have none', () => {
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
