/** Where a name stands, by one query if it is in few documents and by two otherwise. */
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { readPlaces } from '../../../../core/queries/shortNamePlaces.ts';
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
  gone: fc.boolean(),
  not: fc.option(fc.constantFrom('foreign', 'unasked'), { nil: undefined }),
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
      // One more where the newest postings do not count.
      expect([3, 4]).toContain(manyQueries.mock.calls.length);
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

it('is read consistently, however it is read', async () => {
  for (const later of [0, 16]) {
    const table = await tableWith([{ kind: 'place', day: '2021-05-03', doc: 'a', gone: false }], later);
    const query = vi.spyOn(table, 'query');
    expect(await readPlaces(table, id, months, 5)).toMatchObject([{ doc: 'a' }]);
    for (const [asked] of query.mock.calls) expect(asked.consistent).toBe(true);
  }
});
