/** The rows of an entity that tests and benches make at once are those that counting its postings writes. */
import { expect, it } from 'vitest';
import { daysAfter } from '../../../../core/dates/interval.ts';
import { hash } from '../../../../core/hash.ts';
import { type Posting, posting } from '../../../../core/records/entity.ts';
import { keys } from '../../../../core/records/keys.ts';
import { countPostings } from '../../../../functions/index/counts.ts';
import { entityRows, tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';

it.each([
  ['days that fit into META', 'London', 0],
  ['days of which the oldest are closed', 'London '.repeat(30).trim(), 3],
])('%s', async (_, form, closed) => {
  const table = new MemoryTable();
  const days = Array.from({ length: 6 }, (_, i) => daysAfter('2021-04-28', i));
  const postings = days.map((day, i): Posting[] =>
    Array.from({ length: i + 1 }, (_, n) => ({
      ...{ doc: hash(`${day} ${n}`), day, token: 1, title: 'x', source: 'w', form: `${form} ${i % 2}` },
      ...{ mentions: 2, others: [], role: 'politics' },
    })),
  );
  for (const each of postings.flat())
    await table.put({ ...keys.posting(entity, each.day, each.doc), ...posting.parse(each) });
  await tallyEntity({ table, clock: () => 1e12 }, entity, new Map(days.map((day) => [day, {}])));
  const written = [...table.items('ENT#')].filter(({ sk }) => sk === 'META' || sk.startsWith('TALLY#'));
  const { meta, rows } = entityRows(
    entity,
    postings.map((its, i) => [days[i] ?? '', countPostings(its)]),
    1,
  );
  const bySortKey = (all: typeof rows) => new Map(all.map((row) => [row.sk, row]));
  // A first count leaves open whether its aliases are written.
  const first = closed === 0 ? { moving: [], unverified: undefined as never } : {};
  const verified = written.map((row) => (row.sk === 'META' ? { ...row, ...first } : row));
  expect(bySortKey(rows)).toEqual(bySortKey(verified));
  expect(meta.closedThrough).toBe(closed === 0 ? undefined : days[closed - 1]);
});
