import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { model } from '../../../../core/entities/tagger/taggers.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { ReferencedKeys, referencedBases } from '../../../../core/records/archiveReferences.ts';
import { claim, readerOf } from '../../../../core/records/claim.ts';
import { documentMeta, documentSource } from '../../../../core/records/document.ts';
import { daysOf, entityMeta, mentionedEntity, posting, storeTally } from '../../../../core/records/entity.ts';
import { keys, refusedPartitions } from '../../../../core/records/keys.ts';
import { quarantineIndexKeys, readRefusedParts } from '../../../../core/records/refusals.ts';
import { compareSources, readSources } from '../../../../core/records/sources.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const source = (key: string, modified: number) => ({
  key,
  version: 'v',
  part: '',
  format: 'text',
  charset: 'utf-8',
  bytes: 1,
  payload: `payload of ${key}`,
  modified,
  token: 1,
});

describe('a claim', () => {
  it('needs nothing but its token, which is all that an erasure leaves', () => {
    expect(claim.parse({ ...keys.claim('a'), token: 3 })).toEqual({ token: 3 });
  });

  it('was made by the reader that it names, or by the last one that no claim named', () => {
    const applied = { digest: 'd', truth: 't' };
    expect(readerOf({ applied: { ...applied, reader: 'read-7' } })).toBe('read-7');
    expect(readerOf({ applied })).toBe('read-5');
    expect(readerOf({})).toBeUndefined();
  });

  it.each([
    {},
    { token: 0 },
    { token: 1, outcome: 'lost' },
    { token: 1, refusal: { code: 'none.such', evidence: '' } },
  ])('is not %j', (row) => {
    expect(claim.safeParse(row).success).toBe(false);
  });
});

describe('a document', () => {
  it('is pending before it is applied', () => {
    const pending = [{ payload: 'p', model }];
    expect(documentMeta.parse({ doc: 'd', token: 1, pending })).toEqual({ doc: 'd', token: 1, pending });
    expect(documentMeta.safeParse({ doc: 'd', token: 1 }).success).toBe(false);
  });

  it('lists its sources without tombstones, the newest by (modified, key) first', async () => {
    const table = new MemoryTable();
    for (const each of [source('a', 3), source('b', 2), source('c', 2)])
      await table.put({ ...keys.from('d', each.key), ...each });
    await table.put({ ...keys.from('d', 'e'), token: 2, gone: true });
    expect((await readSources(table, 'd')).map(({ key }) => key)).toEqual(['a', 'c', 'b']);
    expect(await readSources(table, 'other')).toEqual([]);
  });

  it('has the same winner whatever the order of arrival', () => {
    const sources = fc.uniqueArray(
      fc.record({ key: fc.string(), modified: fc.nat(3) }).map(({ key, modified }) => source(key, modified)),
      { selector: ({ key }) => key, minLength: 1 },
    );
    fc.assert(
      fc.property(sources, (all) => {
        const sorted = all.toSorted(compareSources);
        expect(all.toReversed().toSorted(compareSources)).toEqual(sorted);
        expect(sorted[0]?.modified).toBe(Math.max(...all.map(({ modified }) => modified)));
      }),
    );
  });
});

describe('an entity', () => {
  const row = {
    ...keys.entity('person/a'),
    entity: 'person/a',
    type: 'person',
    token: 1,
    name: 'A',
    aliases: [],
  };

  it('is mentioned if it has documents', () => {
    expect(mentionedEntity(undefined)).toBeUndefined();
    expect(mentionedEntity({ ...row, documents: 0, mentions: 0 })).toBeUndefined();
    expect(mentionedEntity({ ...row, documents: 2, mentions: 3 })).toMatchObject({
      documents: 2,
      names: [],
      roles: {},
    });
    expect(entityMeta.safeParse({ ...row, type: 'thing', documents: 1, mentions: 1 }).success).toBe(false);
  });

  it('has the days of a month in order, and no other attributes of the item', () => {
    const tally = { token: 1, documents: 1, mentions: 2, forms: { A: 1 }, also: {}, roles: {} };
    const month = {
      ...keys.tally('person/a', '2021-05-01'),
      d31: storeTally(tally),
      d03: [1, [1, 2, { A: 1 }]],
      note: 'x',
    };
    expect(daysOf(month).map(([day]) => day)).toEqual(['2021-05-03', '2021-05-31']);
    expect(daysOf(month)[0]?.[1]).toEqual(tally);
  });

  it('has postings whose optional fields may be absent', () => {
    const own = {
      doc: 'd',
      day: '2021-05-03',
      token: 1,
      title: 't',
      source: 's',
      form: 'A',
      mentions: 1,
      others: [],
    };
    expect(posting.parse({ ...keys.posting('person/a', own.day, 'd'), ...own })).toEqual(own);
    expect(posting.safeParse({ ...own, role: 'king' }).success).toBe(false);
  });
});

describe('quarantine', () => {
  it('lists refused members by path, `line 9` before `line 10`, and no tombstones', async () => {
    const table = new MemoryTable();
    const refusal = { code: 'json.malformed', evidence: 'x' };
    const lines = ['line 7', 'line 8', 'line 9', 'line 10', 'line 11'];
    for (const part of lines)
      await table.put({
        ...keys.part('a.jsonl', part, 0),
        ...{ key: 'a.jsonl', part, version: 'v', at: '2021-05-03T09:00:00.000Z', refusal, token: 1 },
      });
    await table.put({ ...keys.part('a.jsonl', 'line 1', 0), token: 1, gone: true });
    await table.put({ ...keys.claim('a.jsonl'), token: 1 });
    expect((await readRefusedParts(table, 'a.jsonl')).map(({ part }) => part)).toEqual(lines);
  });

  it('finds rows by code and then by time', () => {
    expect(quarantineIndexKeys('input.empty', '2021-05-03T09:00:00.000Z', 'OBJ#1f')).toEqual({
      listPk: 'REFUSED#input.empty#3',
      listSk: '2021-05-03T09:00:00.000Z#OBJ#1f',
    });
  });

  it('spreads the rows of a container that is refused as a whole evenly over four partitions', () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => keys.part('big.jsonl', `line ${i}`, 0));
    const counts = new Map<string, number>();
    for (const { pk, sk } of rows) {
      const { listPk } = quarantineIndexKeys('json.no_article', '2021', `${pk}#${sk}`);
      counts.set(listPk, (counts.get(listPk) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(refusedPartitions('json.no_article'));
    expect(Math.max(...counts.values())).toBeLessThan(2_700);
  });
});

describe('references to the archive', () => {
  const basis = { payload: 'p', model };

  it('come from live sources, and from what META has pending and applied', () => {
    const from = { ...keys.from('d', 'a'), ...source('a', 1) };
    expect(referencedBases(from)).toEqual([{ payload: documentSource.parse(from).payload, model }]);
    expect(referencedBases({ ...keys.from('d', 'a'), token: 2, gone: true })).toEqual([]);
    expect(referencedBases({ ...keys.claim('a'), token: 1 })).toEqual([]);
    const meta = { ...keys.document('d'), doc: 'd', token: 1, pending: [basis] };
    expect(referencedBases(meta)).toEqual([basis]);
    expect(referencedBases({ ...meta, pending: [], applied: { token: 1, basis } })).toEqual([basis]);
  });

  it('are all found again, however many there are', () => {
    const many = new ReferencedKeys();
    const meta = (i: number) => ({ ...keys.document(`d${i}`), doc: `d${i}`, token: 1 });
    for (let i = 0; i < 3000; i++) many.add([{ ...meta(i), pending: [{ payload: `p${i}`, model }] }]);
    expect(many.has(payloadKey('p2999'))).toBe(true);
    expect(many.has(annotationKey({ payload: 'p0', model }))).toBe(true);
    expect(many.has(payloadKey('p3000'))).toBe(false);
  });
});
