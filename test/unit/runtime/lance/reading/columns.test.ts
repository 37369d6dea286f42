import { Field, Int32, List, Table, Utf8, type Vector, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fnv1a } from '../../../../../runtime/lance/parts.ts';
import {
  hashListsOf,
  numberListsOf,
  textListsOf,
  textsOf,
} from '../../../../../runtime/lance/reading/columns.ts';

const listOf = <T extends Utf8 | Int32>(type: T) => new List(new Field('item', type, true));

const text = fc.string({ unit: 'grapheme', maxLength: 5 });
const row = fc.record({
  text: fc.option(text),
  texts: fc.option(fc.array(text, { maxLength: 3 })),
  numbers: fc.option(fc.array(fc.integer({ min: -5, max: 2 ** 31 - 1 }), { maxLength: 3 })),
});

/** A column in pieces, as a query returns it. */
const inPieces = (pieces: readonly Vector[]): Vector => {
  const [first, ...others] = pieces;
  return (first as Vector).concat(...others);
};

it('columns are read from their bytes in pieces and slices, with nulls as empty values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(row, { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      fc.nat(12),
      fc.nat(12),
      (pieces, a, b) => {
        const column = (name: 'text' | 'texts' | 'numbers', type: Utf8 | List) =>
          inPieces(
            pieces.map((rows) =>
              vectorFromArray(
                rows.map((each) => each[name]),
                type,
              ),
            ),
          );
        const whole = new Table({
          text: column('text', new Utf8()),
          texts: column('texts', listOf(new Utf8())),
          numbers: column('numbers', listOf(new Int32())),
        });
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const rows = pieces.flat().slice(start, end);
        const table = whole.slice(start, end);
        expect(textsOf(table, 'text')).toEqual(rows.map((each) => each.text ?? ''));
        expect(textListsOf(table, 'texts')).toEqual(rows.map(({ texts }) => texts ?? []));
        expect(numberListsOf(table, 'numbers')).toEqual(rows.map(({ numbers }) => numbers ?? []));
        const hashes = hashListsOf(table, 'texts').map((list) => list.map((hash) => hash >>> 0));
        expect(hashes).toEqual(rows.map(({ texts }) => (texts ?? []).map(fnv1a)));
        expect(textsOf(table, 'lost')).toEqual(rows.map(() => ''));
        expect(textListsOf(table, 'lost')).toEqual(rows.map(() => []));
      },
    ),
  );
});
