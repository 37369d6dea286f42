import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { passagesOf } from '../../../../../core/entities/passages.ts';
import { Marginals, transitionWeights } from '../../../../../core/entities/tagger/marginals.ts';
import {
  featureRow,
  freeSlot,
  readTaggerModel,
  rowSize,
  type TaggerModel,
  writeTaggerModel,
} from '../../../../../core/entities/tagger/model.ts';
import {
  beginTag,
  insideTag,
  isBeginTag,
  outsideTag,
  tagCount,
} from '../../../../../core/entities/tagger/tags.ts';
import { bestTags, forbiddenTransitions } from '../../../../../core/entities/tagger/viterbi.ts';
import { shapeOf } from '../../../../../core/entities/tagger/wordFeatures.ts';
import { tagger } from '../annotatedStory.ts';

const surfaces = (text: string) =>
  tagger.tag(text, passagesOf(text)).map(
    ({ passage: { tokens }, from, to, type }) =>
      `${tokens
        .slice(from, to)
        .map((token) => token.text)
        .join(' ')}: ${type}`,
  );

describe('the best tags', () => {
  const scores = fc.array(
    fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: tagCount, maxLength: tagCount }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  test('never continue a name that did not begin', () => {
    fc.assert(
      fc.property(scores, (rows) => {
        let before = outsideTag;
        for (const tag of bestTags(Float32Array.from(rows.flat()), rows.length, forbiddenTransitions)) {
          if (tag !== outsideTag && !isBeginTag(tag)) expect([tag, tag - 1]).toContain(before);
          before = tag;
        }
      }),
    );
  });

  test('have the highest score of all sequences', () => {
    const short = fc.array(
      fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: tagCount, maxLength: tagCount }),
      {
        minLength: 1,
        maxLength: 2,
      },
    );
    fc.assert(
      fc.property(short, (rows) => {
        const flat = Float32Array.from(rows.flat());
        const scoreOf = (tags: readonly number[]) =>
          tags.reduce(
            (sum, tag, i) =>
              sum +
              (flat[i * tagCount + tag] as number) +
              (forbiddenTransitions[
                (i === 0 ? outsideTag : (tags[i - 1] as number)) * tagCount + tag
              ] as number),
            0,
          );
        const allSequences = rows.reduce<number[][]>(
          (all) => all.flatMap((tags) => Array.from({ length: tagCount }, (_, tag) => [...tags, tag])),
          [[]],
        );
        expect(scoreOf([...bestTags(flat, rows.length, forbiddenTransitions)])).toBeCloseTo(
          Math.max(...allSequences.map(scoreOf)),
          3,
        );
      }),
    );
  });

  test('respect the allowed tags', () => {
    const person = 1 << beginTag('person');
    const allowed = Int32Array.of(person, 1 << insideTag('person'), 1 << outsideTag);
    expect([...bestTags(new Float32Array(3 * tagCount), 3, forbiddenTransitions, allowed)]).toEqual([
      beginTag('person'),
      insideTag('person'),
      outsideTag,
    ]);
  });
});

describe('the probability of a name', () => {
  const scores = fc.array(
    fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: tagCount, maxLength: tagCount }),
    {
      minLength: 1,
      maxLength: 3,
    },
  );

  test('is the weighted share of the sequences with exactly that name', () => {
    fc.assert(
      fc.property(
        scores,
        fc.constantFrom(1, 4),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (rows, temperature, a, b, c) => {
          const from = a % rows.length;
          const to = from + 1 + (b % (rows.length - from));
          const tag = 1 + 2 * (c % ((tagCount - 1) / 2));
          let [all, named, tagged] = [0, 0, 0];
          for (const tags of sequences(rows.length)) {
            const sum = tags.reduce(
              (total, each, i) =>
                total +
                (rows[i]?.[each] ?? 0) +
                (forbiddenTransitions[(tags[i - 1] ?? outsideTag) * tagCount + each] ?? 0),
              0,
            );
            const weight = Math.exp(sum / temperature);
            all += weight;
            const isName =
              tags[from] === tag &&
              tags.slice(from + 1, to).every((each) => each === tag + 1) &&
              tags[to] !== tag + 1;
            if (isName) named += weight;
            if (tags[from] === tag) tagged += weight;
          }
          const marginals = new Marginals(
            Float32Array.from(rows.flat()),
            rows.length,
            transitionWeights(forbiddenTransitions, temperature),
            temperature,
          );
          expect(marginals.nameProbability(tag, from, to)).toBeCloseTo(named / all, 4);
          expect(marginals.nameProbability(tag, from, to)).toBeLessThanOrEqual(1);
          expect(marginals.tagProbabilities()[from * tagCount + tag]).toBeCloseTo(tagged / all, 4);
        },
      ),
      { numRuns: 60 },
    );
  });

  /** Every sequence of `length` tags. */
  function sequences(length: number): number[][] {
    if (length === 0) return [[]];
    return sequences(length - 1).flatMap((tags) =>
      Array.from({ length: tagCount }, (_, tag) => [...tags, tag]),
    );
  }
});

describe('the weights', () => {
  test('survive writing and reading, and are found by their hashes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1 }), { minLength: 1, maxLength: 60 }), (hashes) => {
        const rows = new Int8Array(100 * rowSize);
        const table = new Int32Array(rows.buffer);
        const places = new Map<number, number>();
        for (const hash of hashes) {
          const place = freeSlot(table, 4, hash);
          if (place >= 0) {
            table[place * 4] = hash;
            places.set(hash, place * rowSize);
          }
        }
        const model = {
          ...(tagger.model as TaggerModel),
          rows,
          wordHashes: new Int32Array(0),
          wordClusters: new Uint16Array(0),
        };
        const read = readTaggerModel(writeTaggerModel(model));
        const derived = { rowWords: undefined, marks: undefined };
        expect({ ...read, ...derived }).toEqual({ ...model, ...derived });
        for (const [hash, row] of places) expect(featureRow(read, hash)).toBe(row);
        // The second has the same mark and looks in the same slot.
        for (const hash of hashes.flatMap((each) => [each, (each + 256) | 0]))
          if (!places.has(hash)) expect(featureRow(read, hash)).toBe(-1);
      }),
    );
  });

  test('in another format are refused', () => {
    expect(() => readTaggerModel(new Uint8Array(400))).toThrow('not weights of this tagger');
  });
});

test.each([
  ['McDonald', 'XxXxx'],
  ['U.S.', 'X.X.'],
  ['G20', 'Xdd'],
  ['NATO', 'XX'],
  ['Émile', 'Xxx'],
  ['', ''],
])('the shape of "%s" is "%s"', (text, shape) => {
  expect(shapeOf(text)).toBe(shape);
});

describe('tagged names', () => {
  test('may have one or two letters', () => {
    expect(
      surfaces('The UN said on Monday that NATO and the EU had agreed. “We agree,” Xi said in Beijing.'),
    ).toEqual(['UN: organization', 'NATO: organization', 'EU: organization', 'Xi: person', 'Beijing: place']);
  });

  test('take their type from the rest of the document', () => {
    const text =
      'Later Orvane spoke for an hour. It was the minister Maria Orvane who had asked for it, and Orvane got it.';
    expect(surfaces(text)).toEqual(['Orvane: person', 'Maria Orvane: person', 'Orvane: person']);
  });
});
