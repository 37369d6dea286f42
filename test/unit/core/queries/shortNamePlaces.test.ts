/** Where a name stands, by one query if it is in few documents and by two otherwise. */
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  newestFirst,
  ownPostings,
  placesIn,
  readOwnPostings,
  readPlaces,
} from '../../../../core/queries/shortNamePlaces.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

const id = 'person/okoye';
const months = { from: '2021-04-01', to: '2021-06-30' };

const keyOf = { posting: keys.posting, place: keys.shortName, hidden: keys.hiddenPosting };

interface NameRow {
  kind: keyof typeof keyOf;
  day: string;
  doc: string;
  gone: boolean;
  /** A posting where a decision or a long list of names is why nobody asks who is meant. */
  not?: 'foreign' | 'unasked' | undefined;
}

const row: fc.Arbitrary<NameRow> = fc.record({
  kind: fc.constantFrom('posting', 'place', 'hidden'),
  day: fc.constantFrom('2021-03-31', '2021-04-01', '2021-05-03', '2021-06-30', '2021-07-01'),
  doc: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  // Mostly rows that count, so that there are often more of them than are wanted.
  gone: fc.constantFrom(false, false, false, true),
  not: fc.constantFrom(undefined, undefined, undefined, 'foreign', 'unasked'),
});

/** The rows, and besides as many of a later month as make two queries necessary. */
async function tableWith(rows: readonly NameRow[], later: number): Promise<MemoryTable> {
  const table = new MemoryTable();
  const put = async ({ kind, day, doc, gone, not }: NameRow) => {
    const said = kind === 'posting' && not ? { [not]: true } : {};
    const facts = { ...posting(doc, 'Okoye', cabinet, talks, 'Talks'), day, ...said };
    await table.put({ ...keyOf[kind](id, day, doc), ...(gone ? { gone, token: 1 } : facts) });
  };
  for (const each of rows) await put(each);
  for (let n = 0; n < later; n++)
    await put({ kind: 'posting', day: '2021-09-01', doc: `later${n}`, gone: false });
  await table.put({ ...keys.entity(id), token: 1 });
  return table;
}

it('is the same by either', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (rows, most) => {
      const [few, many] = [await tableWith(rows, 0), await tableWith(rows, 16)];
      const [fewQueries, manyQueries] = [vi.spyOn(few, 'query'), vi.spyOn(many, 'query')];
      const places = await readPlaces(few, id, months, most);
      expect(places).toEqual(await readPlaces(many, id, months, most));
      for (const { day } of places) expect(day >= months.from && day <= months.to).toBe(true);
      expect(fewQueries).toHaveBeenCalledTimes(1);
      // One or two more where the newest rows do not count.
      expect([3, 4, 5]).toContain(manyQueries.mock.calls.length);
    }),
  );
});

it('is passed over where nobody asks who is meant, however few places are wanted', async () => {
  const postings = ['unasked', 'foreign', undefined].map((not, i): NameRow => {
    return {
      kind: 'posting',
      day: `2021-05-0${3 - i}`,
      doc: `doc${i}`,
      gone: false,
      ...(not && { not }),
    } as NameRow;
  });
  for (const later of [0, 16])
    expect(await readPlaces(await tableWith(postings, later), id, months, 1)).toMatchObject([
      { doc: 'doc2' },
    ]);
});

it.each([0, 16])('is found behind rows of what is gone, beside %i of another month', async (later) => {
  const rows = Array.from({ length: 12 }, (_, i): NameRow => {
    const day = i < 6 ? '2021-06-30' : '2021-04-01';
    return { kind: i % 2 === 0 ? 'place' : 'posting', day, doc: `doc${i}`, gone: i < 6 };
  });
  const places = await readPlaces(await tableWith(rows.slice(0, 10), later), id, months, 2);
  expect(places.map(({ doc }) => doc)).toEqual(['doc8', 'doc6', 'doc9', 'doc7']);
});

it('is read consistently, however it is read', async () => {
  for (const later of [0, 16]) {
    const table = await tableWith([{ kind: 'place', day: '2021-05-03', doc: 'a', gone: false }], later);
    const query = vi.spyOn(table, 'query');
    expect(await readPlaces(table, id, months, 5)).toMatchObject([{ doc: 'a' }]);
    for (const [asked] of query.mock.calls) expect(asked.consistent).toBe(true);
  }
});

it('is in no document where a decision put the name, or where nobody is asked about', () => {
  const own = posting('a', 'Okoye', cabinet, talks, 'Talks');
  expect(placesIn([], [own, { ...own, foreign: true }, { ...own, unasked: true }])).toEqual([own]);
  expect(placesIn([own], [own])).toEqual([own]);
});

it('has other forms only if the document itself has them', () => {
  const own = { pk: 'ENT#', sk: 'DAY#', ...posting('a', 'Okoye', cabinet, talks, 'Talks') };
  const also = ['Mrs Okoye'];
  expect(ownPostings([own])[0]).not.toHaveProperty('also');
  expect(ownPostings([{ ...own, also }])).toMatchObject([{ also }]);
  expect(ownPostings([{ ...own, also, lent: 'forms' }])[0]).not.toHaveProperty('also');
  expect(ownPostings([{ ...own, also, lent: 'row' }])).toEqual([]);
});

describe('the postings of documents that name somebody themselves', () => {
  /** Postings of one day, read from the last number on; of links before `wanted`, of their documents then. */
  async function tableOf(wanted: number, passedOver: number): Promise<MemoryTable> {
    const table = new MemoryTable();
    for (let n = 0; n < wanted + passedOver; n++) {
      const row = posting(`doc${10000 + n}`, 'Okoye', cabinet, talks, 'Talks');
      const via = n < wanted ? {} : { via: 'person/a-okoye' };
      await table.put({ ...keys.posting(id, row.day, row.doc), ...row, ...via });
    }
    return table;
  }

  it.each([
    ['some', 3, 3, 1],
    ['as many as are wanted, at once', 5, 3, 1],
    ['more than are wanted, at once', 9, 0, 1],
    ['those behind many of links', 3, 45, 3],
    ['the last that is looked at', 1, 3999, 6],
  ])('are %s', async (_, wanted, passedOver, queries) => {
    const table = await tableOf(wanted, passedOver);
    const query = vi.spyOn(table, 'query');
    const found = await readOwnPostings(table, id, months, 3);
    const newest = [wanted - 1, wanted - 2, wanted - 3].filter((n) => n >= 0);
    expect(found.map(({ doc }) => doc)).toEqual(newest.map((n) => `doc${10000 + n}`));
    expect(query).toHaveBeenCalledTimes(queries);
  });

  it('are not looked for among more than 4,000 rows', async () => {
    const table = await tableOf(1, 4000);
    const query = vi.spyOn(table, 'query');
    expect(await readOwnPostings(table, id, months, 3)).toEqual([]);
    expect(query.mock.calls.map(([{ limit }]) => limit)).toEqual([6, 18, 72, 288, 1152, 2464]);
  });
});

it('is put in order by day, and by document where days are the same', () => {
  const on = (day: string, doc: string) => ({ ...posting(doc, 'Okoye', cabinet, talks, 'Talks'), day });
  const [a, b, c] = [on('2021-05-03', 'a'), on('2021-05-03', 'b'), on('2021-05-02', 'c')];
  for (const order of [
    [a, b, c],
    [b, a, c],
    [c, a, b],
    [c, b, a, b],
  ])
    expect(newestFirst(order).map(({ doc }) => doc)).toEqual(['b', 'a', 'c']);
});
