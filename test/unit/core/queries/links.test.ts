/** Which documents are evidence for a link, and which names are not asked about. */
import { describe, expect, it, vi } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { archive, cabinet, lone, match, posting, talks, team } from '../../functions/okoye.ts';

type Posting = ReturnType<typeof posting>;

const put = (table: MemoryTable, id: string, row: Posting) =>
  table.put({ ...keys.posting(id, row.day, row.doc), ...row });

/** An entity in so many documents about fisheries, under one of its aliases. */
async function putNamed(table: MemoryTable, id: string, name: string, folded: string, documents: number) {
  await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
  for (let n = 0; n < documents; n++)
    await put(table, id, posting(`${id.slice(-9)}${n}`, name, cabinet, talks, 'Talks go on'));
}

const answer = (table: MemoryTable, short: string, own: Posting) => new LinkReader(table).answer(short, own);
const chosen = async (...args: Parameters<typeof answer>) => (await answer(...args)).chosen?.id;

describe('the document itself', () => {
  const own = posting('own', 'Morvale', cabinet, talks, 'Fisheries talks go on');
  const bare = { ...own, bare: true as const };

  it('is no evidence of a person, so that a name which only it has in full may be a thing', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'place/morvale', 'Morvale', 'morvale', 2);
    await putNamed(table, 'person/ada-morvale', 'Ada Morvale', 'morvale', 0);
    await put(table, 'person/ada-morvale', { ...own, form: 'Ada Morvale' });
    expect(await chosen(table, 'person/morvale', bare)).toBe('place/morvale');
    await put(table, 'person/ada-morvale', { ...own, doc: 'other', form: 'Ada Morvale' });
    expect((await answer(table, 'person/morvale', bare)).ranked.map(({ id }) => id)).toEqual([
      'person/ada-morvale',
    ]);
  });

  it('is no evidence of a thing', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'place/morvale', 'Morvale', 'morvale', 0);
    await put(table, 'place/morvale', own);
    expect(await chosen(table, 'person/morvale', bare)).toBeUndefined();
  });

  it('counts as one that has the name alone, stored or not', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'place/morvale', 'Morvale', 'morvale', 2);
    for (let n = 0; n < 4; n++) await put(table, 'person/morvale', { ...own, doc: `alone${n}` });
    expect(await chosen(table, 'person/morvale', bare)).toBeUndefined();
    await table.delete(keys.posting('person/morvale', own.day, 'alone0'));
    expect(await chosen(table, 'person/morvale', bare)).toBe('place/morvale');
  });

  it('does not count among the others that have its inflected name', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/alan-velmar', 'Alan Velmar', 'velmar', 3);
    const form = posting('form', 'Alan Velmarin', cabinet, talks, 'Fisheries talks go on');
    for (const doc of ['form', 'a', 'b']) await put(table, 'person/alan-velmarin', { ...form, doc });
    expect((await answer(table, 'person/alan-velmarin', form)).ranked).toHaveLength(1);
    await put(table, 'person/alan-velmarin', { ...form, doc: 'c' });
    expect((await answer(table, 'person/alan-velmarin', form)).ranked).toEqual([]);
  });
});

describe('a lone name', () => {
  const own = lone(cabinet, talks, 'Fisheries talks go on');

  it('is the person whom it misspells, rather than a thing', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/james-oyelaran', 'James Oyelaran', 'oyelaran', 6);
    await putNamed(table, 'place/oyelraan', 'Oyelraan', 'oyelraan', 6);
    const bare = { ...own, form: 'Oyelraan', bare: true as const };
    expect(await chosen(table, 'person/oyelraan', bare)).toBe('person/james-oyelaran');
  });

  it('is a thing however many people of other years bear the name', async () => {
    const table = new MemoryTable();
    for (let n = 0; n < 300; n++) {
      const id = `person/q${n}-morvale`;
      await table.put({ ...keys.alias('morvale', id), entity: id, folded: 'morvale', token: 1 });
    }
    await putNamed(table, 'place/morvale', 'Morvale', 'morvale', 2);
    await putNamed(table, 'organization/e-plus', 'E-Plus', 'e plus', 2);
    const bare = { ...own, bare: true as const };
    expect(await chosen(table, 'person/morvale', { ...bare, form: 'Morvale' })).toBe('place/morvale');
    expect(await chosen(table, 'person/e-plus', { ...bare, form: 'E-Plus' })).toBe('organization/e-plus');
  });

  it('is put to a person however many documents have it alone, up to a bound', async () => {
    const table = await archive(own);
    const others = async (from: number, to: number) => {
      for (let n = from; n < to; n++) await put(table, 'person/okoye', { ...own, doc: `alone${n}` });
    };
    await others(0, 7);
    expect(await chosen(table, 'person/okoye', own)).toBe('person/amara-okoye');
    const { crowdedDocuments } = thresholds;
    await others(7, crowdedDocuments - 1);
    expect((await answer(table, 'person/okoye', own)).ranked).toHaveLength(1);
    await others(crowdedDocuments - 1, crowdedDocuments);
    expect(await answer(table, 'person/okoye', own)).toEqual({ ranked: [] });
    // Before it is stored, the answer is what it will be then.
    await table.delete(keys.posting('person/okoye', own.day, own.doc));
    await table.delete(keys.shortName('person/okoye', own.day, own.doc));
    expect(await answer(table, 'person/okoye', own)).toEqual({ ranked: [] });
  });

  it('that is a given name, too, needs more evidence, but not beside an initial', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/anna-frank', 'Anna Frank', 'frank', 6);
    await putNamed(table, 'person/amara-okoye', 'Amara Okoye', 'okoye', 6);
    const weak = (form: string) => posting('own', form, [], talks, 'Notes');
    expect(await chosen(table, 'person/frank', weak('Frank'))).toBeUndefined();
    expect(await chosen(table, 'person/a-frank', weak('A Frank'))).toBe('person/anna-frank');
    expect(await chosen(table, 'person/okoye', weak('Okoye'))).toBe('person/amara-okoye');
  });
});

describe('the names that a short one may stand for', () => {
  const ranked = async (table: MemoryTable, short: string, form: string) => {
    const own = posting('own', form, cabinet, talks, 'Fisheries talks go on');
    return (await answer(table, short, own)).ranked.map(({ id }) => id);
  };

  it('beside an initial are those that begin with it, and no misspelt ones', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/a-okoye', 'A Okoye', 'okoye', 3);
    expect(await ranked(table, 'person/a-okoye', 'A Okoye')).toEqual([]);
    await putNamed(table, 'person/amara-okoye', 'Amara Okoye', 'okoye', 3);
    await putNamed(table, 'person/tunde-okoye', 'Tunde Okoye', 'okoye', 3);
    await putNamed(table, 'person/james-oyelaran', 'James Oyelaran', 'oyelaran', 6);
    expect(await ranked(table, 'person/a-okoye', 'A Okoye')).toEqual(['person/amara-okoye']);
    expect(await ranked(table, 'person/j-oyelraan', 'J Oyelraan')).toEqual([]);
  });

  it('are of the surname that a lone one inflects, if nobody bears it itself these days', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/alan-velmar', 'Alan Velmar', 'velmar', 3);
    expect(await ranked(table, 'person/velmarin', 'Velmarin')).toEqual(['person/alan-velmar']);
    const zoe = 'person/zoe-velmarin';
    await putNamed(table, zoe, 'Zoe Velmarin', 'velmarin', 0);
    const old = posting('old', 'Zoe Velmarin', team, match, 'Two goals');
    await put(table, zoe, { ...old, day: '2020-05-03' });
    expect(await ranked(table, 'person/velmarin', 'Velmarin')).toEqual(['person/alan-velmar']);
    await put(table, zoe, { ...old, doc: 'new' });
    expect(await ranked(table, 'person/velmarin', 'Velmarin')).toEqual([zoe]);
  });

  it('are of people, without lone names and without what is gone', async () => {
    const table = new MemoryTable();
    for (const [id, name, folded] of [
      ['person/alan-velmar', 'Alan Velmar', 'velmar'],
      ['person/velmar', 'Velmar', 'velmar'],
      ['organization/velmar', 'Velmar', 'velmar'],
      ['person/ada-velmarda', 'Ada Velmarda', 'velmarda'],
    ] as const)
      await putNamed(table, id, name, folded, 3);
    const gone = { ...keys.alias('velmar', 'person/old-velmar'), gone: true, token: 1 };
    await table.put(gone);
    await put(table, 'person/old-velmar', posting('old', 'Old Velmar', cabinet, talks, 'Talks go on'));
    for (const [short, form] of [
      ['person/velmar', 'Velmar'],
      ['person/velmarin', 'Velmarin'],
      ['person/velmmar', 'Velmmar'],
      ['person/alan-velmarin', 'Alan Velmarin'],
    ] as const)
      expect([form, await ranked(table, short, form)]).toEqual([form, ['person/alan-velmar']]);
  });

  it('are those whose surname it is, and not those whose given name it is', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/alan-velmar', 'Alan Velmar', 'velmar', 3);
    await putNamed(table, 'person/velmar-quelle', 'Velmar Quelle', 'velmar', 3);
    expect(await ranked(table, 'person/velmar', 'Velmar')).toEqual(['person/alan-velmar']);
  });

  it('are at most forty', async () => {
    const table = new MemoryTable();
    for (let n = 0; n < 45; n++) {
      const given = `Q${String.fromCharCode(97 + (n % 26), 97 + n / 26)}`;
      await putNamed(table, `person/${given.toLowerCase()}-velmar`, `${given} Velmar`, 'velmar', 1);
    }
    for (const [short, form] of [
      ['person/velmar', 'Velmar'],
      ['person/velmarin', 'Velmarin'],
      ['person/velmmar', 'Velmmar'],
    ] as const)
      expect([form, (await ranked(table, short, form)).length]).toEqual([form, 40]);
  });

  it('have their newest sixty documents, those that only link them by name included', async () => {
    const table = new MemoryTable();
    await putNamed(table, 'person/amara-okoye', 'Amara Okoye', 'okoye', 70);
    const linked = { ...posting('linked', 'A Okoye', cabinet, talks, 'Talks'), day: '2021-05-04' };
    await table.put({ ...keys.shortName('person/amara-okoye', linked.day, linked.doc), ...linked });
    const own = lone(cabinet, talks, 'Fisheries talks go on');
    const [first] = (await answer(table, 'person/okoye', own)).ranked;
    expect(first?.documents).toHaveLength(60);
    expect(first?.documents.map(({ facts }) => facts.doc)).toContain('linked');
  });
});

it('an inflected name in very many documents is put to nobody', async () => {
  const table = new MemoryTable();
  const names = ['Alan Velmar', 'Alan Velmari', 'Alan Velmaril', 'Alan Velmarill'];
  for (const name of names) {
    const id = `person/${name.toLowerCase().replace(' ', '-')}`;
    await putNamed(table, id, name, name.slice(5).toLowerCase(), 60);
  }
  const id = 'person/alan-velmarilla';
  const form = posting('form', 'Alan Velmarilla', cabinet, talks, 'Fisheries talks go on');
  for (let n = 0; n < thresholds.crowdedDocuments - 1; n++)
    await put(table, id, { ...form, doc: `form${n}` });
  expect((await answer(table, id, form)).ranked).not.toEqual([]);
  await put(table, id, { ...form, doc: 'last' });
  expect((await answer(table, id, form)).ranked).toEqual([]);
});

it('where a name that only looks inflected stands is not read if nobody may be meant', async () => {
  const table = await archive(lone(team, match, 'Two goals'));
  const query = vi.spyOn(table, 'query');
  const own = posting('own', 'Alan Velmarin', [], talks, '');
  expect(await answer(table, 'person/alan-velmarin', own)).toEqual({ ranked: [] });
  expect(query.mock.calls.filter(([{ pk }]) => pk.startsWith('ENT#'))).toEqual([]);
});
