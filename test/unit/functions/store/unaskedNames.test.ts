/** Of very many short names of a document, `store`, `index` and the sweep ask about the same main ones. */
import { expect, it } from 'vitest';
import type { Annotation } from '../../../../core/entities/annotation.ts';
import { askedNames } from '../../../../core/identity/askedNames.ts';
import { readPlaces } from '../../../../core/queries/shortNamePlaces.ts';
import { keys } from '../../../../core/records/keys.ts';
import { postingRows } from '../../../../functions/store/documentRows.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { content } from './talks.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const entities = Array.from({ length: 45 }, (_, i) => {
  const name = `Okoy${letters[i % 26]}${letters[Math.floor(i / 26)]}`;
  return { id: `person/${name.toLowerCase()}`, type: 'person' as const, name, mentions: 1 };
});

it('those that are not asked about are no places of their names', async () => {
  const annotation = { entities, mentions: [] } as unknown as Annotation;
  const rows = postingRows('doc', { source: { key: 'a.txt', part: '' }, content, annotation });
  const table = new MemoryTable();
  for (const [id, row] of rows) await table.put({ ...keys.posting(id, row.day, row.doc), ...row, token: 1 });
  const found = [];
  for (const { id } of entities)
    if ((await readPlaces(table, id, { from: '2021-05-01', to: '2021-05-31' }, 9)).length > 0) found.push(id);
  expect(found).toEqual(askedNames(entities).map(({ id }) => id));
  expect(found).toHaveLength(40);
});
