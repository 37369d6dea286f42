import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthen, shorten } from '../../../../runtime/local/itemCodes.ts';
import { fragments } from '../../../../runtime/local/itemFragments.ts';

const doc = '0123456789abcdef0123456789abcdef';
const key = { pk: 'ENT#person/ada-lovelace', sk: `DAY#2026-11-28#${doc}` };
const posting = JSON.stringify({
  doc,
  day: '2026-11-28',
  title: 'Engine',
  source: 'wire',
  form: 'Ada Lovelace',
  mentions: 2,
  others: ['person/charles-babbage', 'place/london'],
  token: 1,
});

describe('codes of an item', () => {
  it('make a posting much shorter', () => {
    expect(shorten(posting, key).length).toBeLessThan(posting.length / 2);
    expect(lengthen(shorten(posting, key), key)).toBe(posting);
  });

  it('are none in text of an earlier version', () => {
    expect(lengthen(posting, key)).toBe(posting);
  });

  it('give back any JSON, whatever is in it and in its key', () => {
    // Pieces of codes, of keys and of fragments come close to each other.
    const piece = fc.oneof(
      fc.constantFrom(
        ...fragments,
        doc,
        '#',
        '"',
        '\\',
        '\x01',
        '\x1f!',
        '\\u0001',
        'é',
        '\u{1F600}',
        '\ud800',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 3 }),
    );
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, fc.dictionary(text, text, { maxKeys: 3 }), (pk, sk, item) => {
        const json = JSON.stringify({ ...item, [sk]: pk });
        expect(lengthen(shorten(json, { pk, sk }), { pk, sk })).toBe(json);
      }),
    );
  });

  // A file of an earlier version would be misread. New fragments come to the end: give their number here.
  it('never change', () => {
    const known = fragments.slice(0, 92);
    expect(new Set(fragments).size).toBe(fragments.length);
    expect(fragments.length).toBeLessThanOrEqual(27 + 95);
    expect(createHash('sha256').update(JSON.stringify(known)).digest('hex').slice(0, 16)).toBe(
      '591a4c45ea8fde4b',
    );
  });
});
