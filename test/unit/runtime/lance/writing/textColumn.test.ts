import * as lance from '@lancedb/lancedb';
import { expect, test, vi } from 'vitest';
import { blankSearchRow } from '../../../../../bench/blankSearchRow.ts';
import { fromStored, schema, toStored } from '../../../../../runtime/lance/rows.ts';
import { tableOfRows } from '../../../../../runtime/lance/writing/textColumn.ts';
import { countTurns } from '../../../countTurns.ts';

const rowOf = (id: string, text: string) => ({
  ...blankSearchRow(id),
  title: 'Storm closes harbour',
  text,
  entities: ['place/lerwick'],
  mentions: [2],
  bands: ['a'],
  source: 'wire',
  language: 'ru',
  published: '2026-03-06',
  printed: Date.parse('2026-03-06'),
});

test('a table in pieces has the rows, and LanceDB stores them', async () => {
  const rows = [rowOf('a', 'Буря '.repeat(50)), rowOf('b', ''), rowOf('c', `x${'😀'.repeat(150)}`)];
  const stored = await toStored(rows);
  const whole = await tableOfRows(lance, stored, schema);
  const pieces = await tableOfRows(lance, stored, schema, 100);
  expect(fromStored(pieces)).toEqual(rows);
  expect(pieces.schema.fields.map(String)).toEqual(whole.schema.fields.map(String));
  const connection = await lance.connect('memory://');
  const table = await connection.createTable('rows', pieces, { schema });
  expect(fromStored(await table.query().toArrow())).toEqual(rows);
});

test('other work runs after each piece, of a long text and of many', async () => {
  const rows = [
    rowOf('a', 'Б'.repeat(9_500)),
    ...Array.from({ length: 95 }, () => rowOf('b', 'x'.repeat(100))),
  ];
  const stored = await toStored(rows);
  const from = vi.spyOn(Buffer, 'from');
  const { turns } = await countTurns(tableOfRows(lance, stored, schema, 1_000));
  const lengths = from.mock.calls.map(([text]) => (text as unknown as string).length);
  from.mockRestore();
  expect(Math.max(...lengths)).toBe(1_000);
  expect(turns).toBeGreaterThanOrEqual(18);
});
