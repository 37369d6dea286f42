/** Which documents are asked again when the evidence for a crowded short name changes. */
import { describe, expect, it, vi } from 'vitest';
import { inflectedAlias } from '../../../../core/identity/inflectedNames.ts';
import { parseDocumentMessage } from '../../../../core/protocol/messages.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { placesAmong } from '../../../../core/queries/shortNamePlaces.ts';
import { keys } from '../../../../core/records/keys.ts';
import { differingAmong, Relinking } from '../../../../functions/index/relink.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../okoye.ts';

const short = 'person/okoye';
const changed = '2021-05-03';
const small = { ...thresholds, crowdedDocuments: 4, relinkedDocuments: 6 };

/** A document whose lone name was put to somebody whom no document names: it differs when it is asked. */
async function putWrong(table: MemoryTable, day: string, doc: string): Promise<void> {
  const place = { ...posting(doc, 'Okoye', cabinet, talks, 'Talks'), day, to: 'person/gone-okoye' };
  await table.put({ ...keys.shortName(short, day, doc), ...place });
}

/** The documents that a change of a day has stored again. */
async function relinked(table: MemoryTable, sizes = small): Promise<string[]> {
  const extracted = new MemoryQueue();
  const relinking = new Relinking({ table, queues: { extracted }, thresholds: sizes });
  await relinking.relink('person/amara-okoye', [changed]);
  const bodies = extracted.take(1000).map(({ body }) => body);
  return bodies.map((body) => parseDocumentMessage(body).doc).sort();
}

const days = ['2021-04-01', '2021-05-02', changed, '2021-05-10', '2021-06-30'];

/** As many documents on these days. */
async function tableOf(count: number): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (let n = 0; n < count; n++) await putWrong(table, days[n % days.length] ?? '', `doc${n}`);
  return table;
}

it('all around it, if they are not many more than make the name crowded', async () => {
  expect(await relinked(await tableOf(small.relinkedDocuments))).toHaveLength(small.relinkedDocuments);
  expect(await relinked(await tableOf(small.relinkedDocuments + 1))).toEqual([]);
});

it('as many as a deployment has', async () => {
  const { relinkedDocuments } = thresholds;
  expect(await relinked(await tableOf(relinkedDocuments), thresholds)).toHaveLength(relinkedDocuments);
  expect(await relinked(await tableOf(relinkedDocuments + 1), thresholds)).toEqual([]);
});

/** Five lone names of one day that somebody bears, in documents of the same day: no evidence in a crowd. */
async function tableOfBorne(): Promise<MemoryTable> {
  const table = new MemoryTable();
  const own = { ...posting('own', 'Okoye', cabinet, talks, 'Fisheries talks go on'), day: changed };
  for (let n = 0; n < 5; n++)
    await table.put({ ...keys.posting(short, changed, `doc${n}`), ...own, doc: `doc${n}` });
  const id = 'person/amara-okoye';
  await table.put({ ...keys.alias('okoye', id), entity: id, folded: 'okoye', token: 1 });
  for (let n = 0; n < 6; n++) {
    const row = posting(`full${n}`, 'Amara Okoye', cabinet, talks, 'Okoye in fisheries talks');
    await table.put({ ...keys.posting(id, changed, row.doc), ...row, day: changed });
  }
  return table;
}

it('by the evidence that a name of so many documents has', async () => {
  expect(await relinked(await tableOfBorne())).toEqual([]);
  expect(await relinked(await tableOfBorne(), thresholds)).toHaveLength(5);
});

it('the newest of an inflected full name, which has no other evidence in a crowd', async () => {
  const table = new MemoryTable();
  const id = 'person/amara-okoyen';
  const folded = String(inflectedAlias('Amara Okoyen'));
  await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
  for (let n = 0; n < 9; n++) {
    const place = { ...posting(`doc${n}`, 'Amara Okoyen', cabinet, talks, 'Talks'), day: changed };
    await table.put({ ...keys.shortName(id, changed, place.doc), ...place, to: 'person/gone-okoye' });
  }
  const newest = Array.from({ length: small.relinkedDocuments + 1 }, (_, n) => `doc${8 - n}`);
  expect(await relinked(table)).toEqual(newest.sort());
});

describe('a sweep', () => {
  it('asks by the evidence that a name of so many documents has', async () => {
    const table = await tableOfBorne();
    const places = await placesAmong(short, [...table.items('ENT#person/okoye')]);
    expect(await differingAmong({ table, thresholds: small }, short, places)).toEqual([]);
    expect(await differingAmong({ table }, short, places)).toHaveLength(5);
  });

  it('asks all, some at a time, in the order of their days', async () => {
    const table = await tableOf(1200);
    const query = vi.spyOn(table, 'query');
    const places = (await tableOf(1200)).items();
    const all = await placesAmong(short, [...places]);
    const sizes = { ...small, crowdedDocuments: 2000 };
    expect((await differingAmong({ table, thresholds: sizes }, short, all)).sort()).toEqual(
      all.map(({ doc }) => doc).sort(),
    );
    const readings = (of: string) =>
      query.mock.calls.filter(([{ pk, from }]) => pk.startsWith(of) && from !== 'DAY#').length;
    // Three groups read the names with the surname; none reads the places of all three ranges of months.
    expect(readings('ALIAS#')).toBe(3);
    expect(readings(keys.entity(short).pk)).toBe(2 * 5);
  });
});
