import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import {
  aliasPartition,
  dayAndDocOf,
  documentOfChild,
  isChildRow,
  isPartRow,
  keys,
  shardOf,
  shards,
  tallyField,
} from '../../../../core/records/keys.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
const objectKey = fc.string({ unit: 'binary', minLength: 1, maxLength: 256 });
const documentId = text.map((value) => hash(value));
const day = '2021-05-03';

describe('keys', () => {
  it('stay within the limits of the table', () => {
    fc.assert(
      fc.property(objectKey, documentId, text, (key, doc, name) => {
        const entity = `person/${'x'.repeat(100)}`;
        const all = [
          keys.claim(key),
          keys.child(key, doc),
          keys.part(key, name, 3),
          keys.document(doc),
          keys.from(doc, key),
          keys.posting(entity, day, doc),
          keys.alias(name, entity),
          keys.deadLetter('uploads', key),
          keys.change('2021-05-03T09:00:00.000Z', doc),
        ];
        for (const { pk, sk } of all) {
          expect(Buffer.byteLength(pk)).toBeLessThanOrEqual(2048);
          expect(Buffer.byteLength(sk)).toBeLessThanOrEqual(1024);
        }
      }),
    );
  });

  it('of a claim share its partition, and child rows name their documents', () => {
    fc.assert(
      fc.property(objectKey, documentId, (key, doc) => {
        const [child, part] = [keys.child(key, doc), keys.part(key, 'line 1', 0)];
        expect([child.pk, part.pk]).toEqual([keys.claim(key).pk, keys.claim(key).pk]);
        expect(documentOfChild(child)).toBe(doc);
        expect([isChildRow(child), isPartRow(child)]).toEqual([true, false]);
        expect([isChildRow(part), isPartRow(part)]).toEqual([false, true]);
      }),
    );
  });

  it('of postings and shards name their day, and postings their document', () => {
    const rows = [keys.posting, keys.shortName, keys.hiddenPosting].map((key) => key('person/a', day, 'd1'));
    expect(rows.map(dayAndDocOf)).toEqual(rows.map(() => ({ day, doc: 'd1' })));
    expect(dayAndDocOf(keys.shards('person/a', day, ''))).toMatchObject({ day });
    expect(dayAndDocOf(keys.entity('person/a'))).toEqual({ day: '', doc: '' });
  });

  it('distinguish members of one name by their ordinal', () => {
    expect(keys.part('a.zip', 'a.txt', 0)).not.toEqual(keys.part('a.zip', 'a.txt', 1));
    expect(keys.part('a.zip', 'a.txt', 1)).toEqual(keys.part('a.zip', 'a.txt', 1));
  });

  it('sort postings by day, undated ones first', () => {
    const sorted = ['0000-00-00', '2021-05-03', '2021-05-10', '2022-01-01'].map(
      (each) => keys.posting('person/a', each, 'd').sk,
    );
    expect(sorted.toSorted()).toEqual(sorted);
  });

  it('put the days of a month into one tally item', () => {
    expect(keys.tally('person/a', '2021-05-03')).toEqual(keys.tally('person/a', '2021-05-31'));
    expect(keys.tally('person/a', '2021-05-03').sk).toBe('TALLY#2021-05');
    expect(['2021-05-03', '0000-00-00'].map(tallyField)).toEqual(['d03', 'd00']);
  });

  it('find an alias by the beginning of a name, even of one character or outside the BMP', () => {
    for (const name of ['a', '𝒜b', 'angela merkel'])
      expect(keys.alias(name, 'person/a')).toEqual({ pk: aliasPartition(name), sk: `${name}#person/a` });
    expect(aliasPartition('𝒜bc')).toBe('ALIAS#𝒜b');
  });

  it('spread documents over all shards', () => {
    const used = new Set(Array.from({ length: 500 }, (_, i) => shardOf(hash(String(i)))));
    expect([...used].sort()).toEqual(shards);
  });
});

it('the list of items at the head of keys.ts has every beginning of a key', () => {
  const source = readFileSync(new URL('../../../../core/records/keys.ts', import.meta.url), 'utf8');
  const [list = '', code = ''] = source.split(/ \*\/\n(.*)/s);
  const beginnings = new Set([...code.matchAll(/['`]([A-Z]{3,}#?)/g)].map(([, beginning = '']) => beginning));
  expect(beginnings.size).toBeGreaterThan(25);
  expect([...beginnings].filter((beginning) => !list.includes(beginning))).toEqual([]);
});
