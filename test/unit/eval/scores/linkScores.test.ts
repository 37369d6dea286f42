import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotatedLinks, parseMarkedText } from '../../../../eval/links.ts';
import { linkScores } from '../../../../eval/scores/linkScores.ts';

const links = (...clusters: string[]) =>
  new Map(clusters.flatMap((mentions, i) => [...mentions].map((mention) => [mention, String(i)] as const)));

/** The worked example of Luo (2005), with figures from the paper or computed by hand. */
describe('twelve mentions in entities of five, two and five', () => {
  const gold = links('12345', '67', '89ABC');

  test('two of them merged', () => {
    const { b3, ceafMention, ceafEntity } = linkScores([{ gold, found: links('12345', '6789ABC') }]);
    // B³ precision: (5 × 1 + 2 × 2/7 + 5 × 5/7) / 12
    expect(b3).toEqual({ precision: 0.7619, recall: 1, f1: 0.8649 });
    expect(ceafMention).toMatchObject({ precision: 0.8333, recall: 0.8333 });
    // (1 + 2 × 5/12) over two and over three
    expect(ceafEntity).toEqual({ precision: 0.9167, recall: 0.6111, f1: 0.7333 });
  });

  test('the two large ones merged', () => {
    const { b3, ceafMention } = linkScores([{ gold, found: links('1234589ABC', '67') }]);
    // (10 × 5/10 + 2 × 1) / 12
    expect(b3).toMatchObject({ precision: 0.5833, recall: 1 });
    expect(ceafMention.f1).toBe(0.5833);
  });

  test('all of them merged', () => {
    // (25 + 4 + 25) / 12 / 12, and the best of 2 × 5 / 17
    expect(linkScores([{ gold, found: links('123456789ABC') }])).toMatchObject({
      b3: { precision: 0.375, recall: 1 },
      ceafEntity: { precision: 0.5882, recall: 0.1961 },
    });
  });

  test('every mention separate', () => {
    // (5 × 1/5 + 2 × 1/2 + 5 × 1/5) / 12
    expect(linkScores([{ gold, found: links(...'123456789ABC') }]).b3).toMatchObject({
      precision: 1,
      recall: 0.25,
    });
  });
});

test('a mention that only one side has lowers the score', () => {
  const { b3 } = linkScores([{ gold: links('12'), found: links('1x') }]);
  expect(b3).toEqual({ precision: 0.25, recall: 0.25, f1: 0.25 });
});

test('sums run over all documents', () => {
  const one = { gold: links('12'), found: links('12') };
  const two = { gold: links('12'), found: links('1', '2') };
  expect(linkScores([one, two]).b3).toMatchObject({ precision: 1, recall: 0.75 });
});

test('a perfect answer scores 1, and every figure is between 0 and 1', () => {
  const clusters = fc.dictionary(fc.constantFrom(...'abcdefgh'), fc.constantFrom('1', '2', '3', '4'), {
    minKeys: 1,
  });
  fc.assert(
    fc.property(clusters, clusters, (a, b) => {
      const [gold, found] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
      for (const score of Object.values(linkScores([{ gold, found: gold }])))
        expect(score).toEqual({ precision: 1, recall: 1, f1: 1 });
      for (const { precision, recall } of Object.values(linkScores([{ gold, found }]))) {
        expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0);
        expect(Math.max(precision, recall)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('marks are removed from the text, and links refer to the remaining text', () => {
  const line = 'They met [Maria Quelle|person/maria-quelle]; [she [Quelle|?]';
  const { text, links: gold } = parseMarkedText(line);
  expect(text).toBe('They met Maria Quelle; [she Quelle');
  expect([...gold]).toEqual([
    ['9-21', 'person/maria-quelle'],
    ['28-34', 'open at 28-34'],
  ]);
  expect(annotatedLinks('They met Maria Quelle.').get('9-21')).toBe('person/maria-quelle');
});
