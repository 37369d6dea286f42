import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareUtf8,
  highestFirst,
  lowestFirst,
  mergeSorted,
  type PositionedRow,
  readAscending,
  readDescending,
  take,
} from '../../../../core/records/sortedRows.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const sortKeys = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), { maxLength: 20 });
const partitions = fc.array(sortKeys, { minLength: 1, maxLength: 5 });

async function tableOf(all: readonly string[][]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const [pk, keys] of all.entries()) for (const sk of keys) await table.put({ pk: String(pk), sk });
  return table;
}

describe('many partitions read as one', () => {
  it('have the rows of all in the order of their positions, with pages of any size', async () => {
    const ascii = fc.array(fc.uniqueArray(fc.stringMatching(/^[a-f]{1,3}$/), { maxLength: 12 }), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(ascii, fc.integer({ min: 1, max: 5 }), async (all, limit) => {
        const table = await tableOf(all);
        const query = (pk: number) => ({ pk: String(pk), from: '', to: '~', limit });
        const down = all.map((_, pk) => readDescending(table, query(pk)));
        const up = all.map((_, pk) => readAscending(table, query(pk)));
        const sorted = all.flat().toSorted();
        const positions = async (rows: Promise<{ position: string }[]>) =>
          (await rows).map(({ position }) => position);
        expect(await positions(Array.fromAsync(mergeSorted(up, lowestFirst)))).toEqual(sorted);
        expect(await positions(Array.fromAsync(mergeSorted(down, highestFirst)))).toEqual(
          sorted.toReversed(),
        );
      }),
    );
  });

  it('have rows of one position in the order of the partitions', async () => {
    const table = await tableOf([['a'], ['a'], ['a']]);
    const streams = (read: typeof readAscending) =>
      ['0', '1', '2'].map((pk) => read(table, { pk, limit: 1 }));
    const partitionsOf = async (rows: AsyncGenerator<PositionedRow, void>) =>
      (await Array.fromAsync(rows)).map(({ row }) => row.pk);
    expect(await partitionsOf(mergeSorted(streams(readAscending), lowestFirst))).toEqual(['0', '1', '2']);
    expect(await partitionsOf(mergeSorted(streams(readDescending), highestFirst))).toEqual(['0', '1', '2']);
  });

  it('leave out the position after which they begin', async () => {
    const table = await tableOf([['a', 'b', 'c']]);
    const rows = readDescending(table, { pk: '0', from: 'a', to: 'b', limit: 1 }, 'b');
    expect((await Array.fromAsync(rows)).map(({ position }) => position)).toEqual(['a']);
  });

  it('sort like the table, by UTF-8 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(partitions, async ([keys = []]) => {
        const rows = readAscending(await tableOf([keys]), { pk: '0', limit: 100 });
        const positions = (await Array.fromAsync(rows)).map(({ position }) => position);
        expect(positions).toEqual(keys.toSorted(compareUtf8));
      }),
    );
  });
});

it('take returns fewer values only at the end of a stream', async () => {
  const stream = (async function* () {
    yield* [1, 2, 3];
  })();
  expect([await take(stream, 2), await take(stream, 2), await take(stream, 2)]).toEqual([[1, 2], [3], []]);
});
