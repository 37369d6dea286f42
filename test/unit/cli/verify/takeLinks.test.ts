/** A surname that other documents explain: a rebuild of its document alone does not know who is meant. */
import { beforeEach, expect, it } from 'vitest';
import { compareSample } from '../../../../cli/verify/compareSample.ts';
import { rowDifferences, searchDifferences } from '../../../../cli/verify/compareWithRebuild.ts';
import { rebuild } from '../../../../cli/verify/rebuild.ts';
import { takeLinks } from '../../../../cli/verify/takeLinks.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Records } from '../../functions/sweep/records.ts';

const told = (who: string, what: string) => `Fisheries talks in London ${what}

LONDON, 3 May 2021 - ${who} met Dominic Raab, Heiko Maas and Sergei Lavrov in London on Monday.

The ministers discussed fisheries quotas during lengthy negotiations about harbour subsidies. ${who} spoke.
`;

let records: Records;
beforeEach(async () => {
  records = new Records();
  for (let i = 0; i < 8; i++) await records.inbox.put(`wire/${i}.txt`, told('Antony Blinken', `${i}`));
  await records.inbox.put('wire/lone.txt', told('Mr Blinken', 'go on'));
  await records.handle(...Array.from({ length: 8 }, (_, i) => `wire/${i}.txt`), 'wire/lone.txt');
});

/** The only row of a short name that is put to somebody. */
const linkedRow = () => records.row(({ sk, to }) => sk.startsWith('NAME#') && typeof to === 'string');

it('gives a rebuild of one document the links that the records have', async () => {
  const { to, doc } = linkedRow();
  expect(to).toBe('person/antony-blinken');
  const isOwn = (row: Item) => row.doc === doc && !row.pk.startsWith('CHANGES#');
  const own = [...records.table.items()].filter(isOwn);
  const rebuilt = await rebuild(records.inbox, { ...records.ports, only: ['wire/lone.txt'] });
  const differences = async () => [
    ...rowDifferences(own, [...rebuilt.table.items()].filter(isOwn)),
    ...(await searchDifferences(records.ports, own, rebuilt.search)),
  ];
  expect(await differences()).not.toEqual([]);
  await takeLinks(records.ports, [String(doc)], rebuilt);
  expect(await differences()).toEqual([]);
  for (let size = 1; size < 9; size++)
    expect((await compareSample(records.ports, size)).differences).toEqual([]);
});

it('lets lost rows of short names and postings be found, and forged hidden ones', async () => {
  const { pk, sk, doc, day } = linkedRow();
  const [of, on] = [String(doc), String(day)];
  await records.remove({ pk, sk });
  await records.remove(keys.posting('person/antony-blinken', on, of));
  const lost = [`- ${pk} ${sk} `, `- ENT#person/antony-blinken DAY#${on}#${of} `];
  await records.table.put({
    ...keys.hiddenPosting('person/nobody', on, of),
    doc: of,
    day: on,
    token: 3,
    by: [],
  });
  const sampled = (await compareSample(records.ports, 100)).differences;
  const all = await records.differences();
  for (const start of lost) {
    expect(sampled.some((line) => line.startsWith(start))).toBe(true);
    expect(all.some((line) => line.startsWith(start))).toBe(true);
  }
  expect(all.some((line) => line.startsWith(`+ ENT#person/nobody HIDDEN#${on}#${of} `))).toBe(true);
});
