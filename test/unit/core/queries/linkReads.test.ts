/** What is read to tell whom a short name means: as much as is needed, and again if it failed. */
import { describe, expect, it, vi } from 'vitest';
import { beginningOfSlips } from '../../../../core/identity/inflectedNames.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

/** A table with these people, each in three documents. */
async function tableOf(...names: readonly string[]): Promise<MemoryTable> {
  const table = new MemoryTable();
  for (const name of names) {
    const id = `person/${name.toLowerCase().replace(' ', '-')}`;
    await putAlias(table, id);
    for (let n = 0; n < 3; n++) {
      const row = posting(`${id}${n}`, name, cabinet, talks, 'Talks go on');
      await table.put({ ...keys.posting(id, row.day, row.doc), ...row });
    }
  }
  return table;
}

function putAlias(table: MemoryTable, id: string): Promise<boolean> {
  const folded = id.split('-').at(-1) ?? '';
  return table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
}

const asked = (form: string) => posting('own', form, cabinet, talks, 'Fisheries talks go on');
const rank = async (reader: LinkReader, form: string): Promise<string[]> => {
  const id = `person/${form.toLowerCase().replace(' ', '-')}`;
  return (await reader.answer(id, asked(form))).ranked.map((bearer) => bearer.id);
};

it('is read again after it failed', async () => {
  const table = await tableOf('Amara Okoye');
  const reader = new LinkReader(table);
  vi.spyOn(table, 'query').mockRejectedValueOnce(new Error('throttled'));
  await expect(rank(reader, 'Okoye')).rejects.toThrow('throttled');
  expect(await rank(reader, 'Okoye')).toEqual(['person/amara-okoye']);
});

it('is read once for all questions, each name by itself', async () => {
  const table = await tableOf('James Oyelaran', 'Alan Velmar');
  const reader = new LinkReader(table);
  expect(await rank(reader, 'Oyelraan')).toEqual(['person/james-oyelaran']);
  expect(await rank(reader, 'Velmmar')).toEqual(['person/alan-velmar']);
  const query = vi.spyOn(table, 'query');
  await rank(reader, 'Velmmar');
  expect(query).not.toHaveBeenCalled();
});

it('is by all bases of a name, also if those of another begin and end with the same ones', async () => {
  const reader = new LinkReader(await tableOf('Michael Quellan'));
  expect(await rank(reader, 'Michael Quellan')).toEqual([]); // may come from Quella and Quelta
  expect(await rank(reader, 'Micheal Quellan')).toEqual(['person/michael-quellan']); // or from Quellan
});

it('has no misspelt surnames beside one that is too short for that', async () => {
  const table = await tableOf('Amara Okoye');
  const query = vi.spyOn(table, 'query');
  expect(await rank(new LinkReader(table), 'Okoey')).toEqual([]);
  expect(query.mock.calls.map(([{ from }]) => from)).not.toContain(beginningOfSlips('okoey'));
});

it('has the bases of an inflected name, and no aliases before or behind them', async () => {
  const table = await tableOf('Alan Velmar');
  for (let n = 0; n < 300; n++) await putAlias(table, `person/q${n}-vela`);
  const query = vi.spyOn(table, 'query');
  expect(await rank(new LinkReader(table), 'Velmarin')).toEqual(['person/alan-velmar']);
  await putAlias(table, 'person/zoe-velzen');
  expect(await rank(new LinkReader(table), 'Alan Velmarin')).toEqual(['person/alan-velmar']);
  const pages = await Promise.all(query.mock.results.map(({ value }) => value));
  const read = pages.flatMap(({ items }) => items.map(({ folded }: { folded?: string }) => folded));
  expect(read).toContain('velmar');
  expect(read).not.toContain('vela');
  expect(read).not.toContain('velzen');
});

describe('of a surname with many full names', () => {
  const numbered = (n: number) => String(n).padStart(3, '0');

  /** Okoyes of whom documents of other years tell. */
  async function putOkoyes(table: MemoryTable, count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const id = `person/b${numbered(n)}-okoye`;
      await putAlias(table, id);
      const row = {
        ...posting(`${id}old`, `B${numbered(n)} Okoye`, cabinet, talks, 'Old talks'),
        day: '2011-05-03',
      };
      await table.put({ ...keys.posting(id, row.day, row.doc), ...row });
    }
  }

  it('only those count whom documents of these months name', async () => {
    const table = await tableOf('Zainab Okoye');
    await putOkoyes(table, 150);
    expect(await rank(new LinkReader(table), 'Okoye')).toEqual(['person/zainab-okoye']);
    expect(await rank(new LinkReader(table), 'Okoyelle')).toEqual(['person/zainab-okoye']);
  });

  it('no more than two hundred have their documents read', async () => {
    const table = await tableOf('Zainab Okoye');
    await putOkoyes(table, 250);
    const query = vi.spyOn(table, 'query');
    await rank(new LinkReader(table), 'Okoye');
    const read = query.mock.calls.map(([{ pk }]) => pk).filter((pk) => /person\/b\d+-okoye/.test(pk));
    expect(new Set(read).size).toBe(200);
  });

  it('those are compared whom most of these documents name, whoever comes first', async () => {
    const names = Array.from({ length: 50 }, (_, n) => `C${numbered(n)} Okoye`);
    for (const order of [names, names.toReversed()]) {
      const table = await tableOf(...order);
      const often = 'person/c049-okoye';
      const row = posting('fourth', 'C049 Okoye', cabinet, talks, 'Talks go on');
      await table.put({ ...keys.posting(often, row.day, row.doc), ...row });
      const ranked = await rank(new LinkReader(table), 'Okoye');
      expect(ranked).toHaveLength(40);
      expect(ranked).toContain(often);
      expect(ranked).toContain('person/c038-okoye');
    }
  });

  it('an initial has those with the initial', async () => {
    const table = await tableOf('Zainab Okoye');
    await putOkoyes(table, 450);
    expect(await rank(new LinkReader(table), 'Z Okoye')).toEqual(['person/zainab-okoye']);
  });

  it('an inflected name has its base', async () => {
    const table = await tableOf('Zainab Okoye');
    await putOkoyes(table, 150);
    expect(await rank(new LinkReader(table), 'Zainab Okoyelle')).toEqual(['person/zainab-okoye']);
  });
});

it('asks whether a name of some days has bearers by what may be evidence on one of them', async () => {
  const table = new MemoryTable();
  const [id, day] = ['person/ada-morvale', '2021-05-31'];
  await putAlias(table, id);
  await table.put({ ...keys.posting(id, day, 'own'), ...asked('Ada Morvale'), day });
  const hasBearers = (from: string, to: string) =>
    new LinkReader(table).hasBearers('person/morvale', 'Morvale', { from, to });
  expect(await hasBearers('2021-02-01', '2021-04-30')).toBe(true);
  expect(await hasBearers('2021-06-01', '2021-08-31')).toBe(true);
  expect(await hasBearers('2021-01-01', '2021-03-31')).toBe(false);
  expect(await hasBearers('2021-07-01', '2021-09-30')).toBe(false);
});
