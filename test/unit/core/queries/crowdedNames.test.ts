/** Whom a short name is put to that too many documents have: as the days before it say. */
import { expect, it, vi } from 'vitest';
import { daysAfter } from '../../../../core/dates/interval.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

const day = '2021-05-20';
const crowdedDocuments = 5;
const short = 'person/okoye';
const own = { ...posting('own', 'Okoye', cabinet, talks, 'Fisheries talks go on'), day };

/** Six documents of one day that name somebody in full. */
async function putNamed(table: MemoryTable, name: string, days: number): Promise<string> {
  const id = `person/${name.toLowerCase().replace(' ', '-')}`;
  await table.put({ ...keys.alias('okoye', id), entity: id, folded: 'okoye', token: 1 });
  for (let n = 0; n < 6; n++) {
    const row = posting(`${name}${days}${n}`, name, cabinet, talks, 'Okoye in fisheries talks');
    await table.put({
      ...keys.posting(id, daysAfter(day, days), row.doc),
      ...row,
      day: daysAfter(day, days),
    });
  }
  return id;
}

/** So many documents with the lone name, so many days later; negative for earlier. */
async function putAlone(table: MemoryTable, count: number, days: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const place = { ...own, doc: `alone${days}${n}`, day: daysAfter(day, days) };
    await table.put({ ...keys.posting(short, place.day, place.doc), ...place });
  }
}

const ranked = async (table: MemoryTable, document: typeof own = own) => {
  const reader = new LinkReader(table, { ...thresholds, crowdedDocuments });
  return (await reader.answer(short, document)).ranked.map(({ id }) => id);
};

const months = [-19, -8, -7, -1, 0, 1, 7, 30];

it.each([
  ['the months, while it is not crowded', { 30: crowdedDocuments - 1 }, months],
  ['the week before, where the months are crowded', { 30: crowdedDocuments }, [-7, -1]],
  ['the week before, which is not quite crowded', { 0: 1, '-3': crowdedDocuments - 1 }, [-7, -1]],
  ['the day before, where the week is crowded', { '-3': crowdedDocuments }, [-1]],
  ['nothing, where the day is crowded', { '-1': crowdedDocuments }, []],
])('the evidence is of %s', async (_, alone, evidence: number[]) => {
  for (const days of months) {
    const table = new MemoryTable();
    for (const [later, count] of Object.entries(alone)) await putAlone(table, count, Number(later));
    const id = await putNamed(table, 'Amara Okoye', days);
    expect(await ranked(table), `of ${days} days later`).toEqual(evidence.includes(days) ? [id] : []);
  }
});

it('of an undated document there are no days before', async () => {
  const undated = { ...own, day: '0000-00-00' };
  const table = new MemoryTable();
  const id = await putNamed(table, 'Amara Okoye', -1);
  for (const row of [...table.items()].filter(({ sk }) => sk.startsWith('DAY#')))
    await table.put({ ...row, ...keys.posting(id, undated.day, String(row.doc)), day: undated.day });
  for (let n = 0; n < crowdedDocuments; n++) {
    expect(await ranked(table, undated)).toEqual([id]);
    const place = { ...undated, doc: `alone${n}` };
    await table.put({ ...keys.posting(short, place.day, place.doc), ...place });
  }
  expect(await ranked(table, undated)).toEqual([]);
});

it('the document itself and what is gone do not make it crowded', async () => {
  const table = new MemoryTable();
  const id = await putNamed(table, 'Amara Okoye', 0);
  await putAlone(table, crowdedDocuments - 1, 0);
  await table.put({ ...keys.posting(short, own.day, own.doc), ...own });
  for (const keyOf of [keys.posting, keys.shortName])
    for (let n = 0; n < 60; n++)
      await table.put({ ...keyOf(short, daysAfter(day, 1), `gone${n}`), gone: true, token: 2 });
  expect(await ranked(table)).toEqual([id]);
});

it('no more documents are read than tell that it is crowded', async () => {
  const table = new MemoryTable();
  for (const days of [-20, -3, -1]) await putAlone(table, 20, days);
  const query = vi.spyOn(table, 'query');
  expect(await ranked(table)).toEqual([]);
  const limits = query.mock.calls.filter(([{ from }]) => from !== 'DAY#').map(([{ limit }]) => limit);
  // Of the months, the week and the day, of each kind of rows. Twice as many, since some may not count.
  expect(limits).toEqual(Array.from({ length: 6 }, () => 2 * (crowdedDocuments + 1)));
});

it('is put to no thing: that may have taken the place of a few lone names alone', async () => {
  const table = new MemoryTable();
  for (let n = 0; n < 20; n++) {
    const row = { ...posting(`town${n}`, 'Okoye', cabinet, talks, 'Talks'), day: daysAfter(day, -1) };
    await table.put({ ...keys.posting('place/okoye', row.day, row.doc), ...row });
  }
  const bare = { ...own, bare: true as const };
  await putAlone(table, crowdedDocuments - 1, -30);
  expect(await ranked(table, bare)).toEqual(['place/okoye']);
  await putAlone(table, 1, 3);
  expect(await ranked(table, bare)).toEqual([]);
});
