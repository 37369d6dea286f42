import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPassages } from '../../../../core/document/changedPassages.ts';
import { type DifferencePiece, difference, differenceTokens } from '../../../../core/document/difference.ts';

const textOf = (pieces: readonly DifferencePiece[], op: 'add' | 'remove') =>
  pieces
    .filter((piece) => piece.op === 'same' || piece.op === op)
    .map(({ text }) => text)
    .join('');

const words = fc.array(fc.constantFrom('a', 'b', 'c ', ' ', ', ', 'd', '\n\n', 'Zürich ', '漢字', '😀'), {
  maxLength: 60,
});
const texts = fc.oneof(
  words.map((each) => each.join('')),
  fc.string({ unit: 'binary' }),
);

/** The length of the longest common subsequence of tokens, by the textbook's dynamic programming. */
function commonTokens(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const each of a) {
    const next = [0];
    for (const [j, other] of b.entries())
      next.push(each === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe('difference', () => {
  it('contains both texts', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const { pieces, replaced } = difference(before, after);
        expect([textOf(pieces, 'remove'), textOf(pieces, 'add'), replaced]).toEqual([before, after, false]);
        expect(pieces.every(({ text }) => text !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('removes and adds no more than the textbook algorithm', () => {
    // Each of these characters is a token, so no edits are joined over white space.
    const signs = fc
      .array(fc.constantFrom('漢', '字', '新', '聞'), { maxLength: 40 })
      .map((each) => each.join(''));
    fc.assert(
      fc.property(signs, signs, (before, after) => {
        const common = commonTokens(differenceTokens(before), differenceTokens(after));
        const { added, removed } = difference(before, after);
        expect([removed, added]).toEqual([before.length - common, after.length - common]);
      }),
      { numRuns: 300 },
    );
  });

  it('joins changes with only white space and commas between them', () => {
    expect(difference('We met Ann, Bob and Cy.', 'We met Dan, Eve and Cy.')).toEqual({
      pieces: [
        { op: 'same', text: 'We met ' },
        { op: 'remove', text: 'Ann, Bob' },
        { op: 'add', text: 'Dan, Eve' },
        { op: 'same', text: ' and Cy.' },
      ],
      added: 2,
      removed: 2,
      replaced: false,
    });
  });

  it('gives up on texts that are too different, and reports it', () => {
    const other = (name: string) => Array.from({ length: 1_100 }, (_, i) => `${name}${i}`).join(' ');
    const [before, after] = [`The start ${other('x')} the end`, `The start ${other('y')} the end`];
    const { pieces, ...counts } = difference(before, after);
    expect(counts).toEqual({ added: 1_100, removed: 1_100, replaced: true });
    expect(pieces.map(({ op }) => op)).toEqual(['same', 'remove', 'add', 'same']);
    expect([textOf(pieces, 'remove'), textOf(pieces, 'add')]).toEqual([before, after]);
  });

  it('gives up on texts that repeat themselves after a bounded number of steps', () => {
    const repeated = (start: string, times: number) => `${start}${'la la la lo '.repeat(times)}${start}`;
    const { replaced, pieces } = difference(repeated('x ', 40_000), repeated('y z ', 39_000));
    expect(replaced).toBe(true);
    expect(textOf(pieces, 'add')).toBe(repeated('y z ', 39_000));
  });
});

describe('passages', () => {
  const long = Array.from({ length: 30 }, (_, i) => `word${i}`).join(' ');

  it('shows eight words on either side', () => {
    const { pieces } = difference(`${long} old ${long}`, `${long} new ${long}`);
    const around = {
      before: '…word22 word23 word24 word25 word26 word27 word28 word29 ',
      after: ' word0 word1 word2 word3 word4 word5 word6 word7…',
    };
    expect(changedPassages(pieces, 5)).toEqual({
      passages: [
        [
          { op: 'same', text: around.before, cut: true },
          { op: 'remove', text: 'old' },
          { op: 'add', text: 'new' },
          { op: 'same', text: around.after, cut: true },
        ],
      ],
      total: 1,
    });
  });

  it('counts passages beyond the limit, and joins neighbouring changes', () => {
    const of = (name: string) =>
      [1, 2, 3].map((n) => `${name}${n} between ${name}${n}${n} ${long}`).join(' ');
    const { passages, total } = changedPassages(difference(of('old'), of('new')).pieces, 2);
    expect([passages.length, total]).toEqual([2, 3]);
    expect(passages[0]?.map(({ op }) => op)).toEqual(['remove', 'add', 'same', 'remove', 'add', 'same']);
  });

  it('cuts and marks pieces of more than a thousand characters', () => {
    const { passages } = changedPassages(
      difference('Start end', `Start ${'many words '.repeat(200)}end`).pieces,
      2,
    );
    const added = passages[0]?.find(({ op }) => op === 'add');
    expect(added?.cut).toBe(true);
    expect(added?.text.length).toBeLessThanOrEqual(1_001);
  });
});
