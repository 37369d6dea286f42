/** A document that names thousands of people is stored whole. */
import { expect, it } from 'vitest';
import { person } from '../../../bench/generator/cast.ts';
import { rebuild } from '../../../cli/verify/rebuild.ts';
import { readObject } from '../../../core/formats/read.ts';
import { documentMeta } from '../../../core/records/document.ts';
import { entityMeta } from '../../../core/records/entity.ts';
import { annotator } from '../../../runtime/annotator.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { silentLog as silent } from '../../silentLog.ts';

const clock = () => Date.parse('2021-05-03T09:00:00Z');

it('a document with 3,000 entities has a posting and a tally for each', async () => {
  const names = Array.from({ length: 3000 }, (_, rank) => person(rank).name);
  const paragraphs = names.map((name) => `The guest was ${name}, who spoke.`);
  const body = `Guests of the congress\n\n${paragraphs.join('\n\n')}\n`;
  const inbox = new MemoryObjects(clock);
  await inbox.put('wire/guests.txt', body);
  const { table } = await rebuild(inbox, { read: readObject, annotate: annotator(), log: silent, clock });
  const rows = [...table.items()];
  const metas = rows.filter(({ sk }) => sk === 'META');
  const counts = metas
    .filter(({ pk }) => pk.startsWith('DOC#'))
    .map((row) => documentMeta.parse(row).counts?.entities);
  expect(counts).toEqual([expect.any(Number)]);
  expect(counts[0]).toBeGreaterThanOrEqual(3000);
  expect(rows.filter(({ sk }) => sk.startsWith('DAY#'))).toHaveLength(counts[0] ?? 0);
  const entities = metas.filter(({ pk }) => pk.startsWith('ENT#')).map((row) => entityMeta.parse(row));
  expect(entities).toHaveLength(counts[0] ?? 0);
  expect(entities.every(({ documents }) => documents === 1)).toBe(true);
});
