/** To whom a short name is put. */
import { describe, expect, it, vi } from 'vitest';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { findLinks } from '../../../../functions/store/findLinks.ts';
import { archive, cabinet, lone, match, posting, talks, team } from '../okoye.ts';

/** Two documents about the port of Morvale, and one that takes the name for a person's. */
async function port(own: ReturnType<typeof posting>) {
  const table = await archive(own);
  for (const doc of ['port1', 'port2']) {
    const row = posting(doc, 'Morvale', cabinet, talks, 'Talks in Morvale');
    await table.put({ ...keys.posting('place/morvale', row.day, row.doc), ...row });
  }
  await table.put({ ...keys.posting('person/morvale', own.day, own.doc), ...own });
  return table;
}

/** A document about a person of this surname, with nothing in common with those about the port. */
async function putAda(table: Awaited<ReturnType<typeof port>>, surname: string) {
  const folded = surname.toLowerCase();
  const id = `person/ada-${folded}`;
  await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
  const row = posting('ada', `Ada ${surname}`, team, match, 'Two goals');
  await table.put({ ...keys.posting(id, row.day, row.doc), ...row });
  return { id, row };
}

describe('a lone name that nobody bears', () => {
  const own = { ...posting('own', 'Morvale', cabinet, talks, 'Fisheries talks go on'), bare: true as const };
  const answer = async (table: Awaited<ReturnType<typeof port>>) =>
    new LinkReader(table).answer('person/morvale', own);

  it('is put to the thing of which other documents tell', async () => {
    const { chosen, ranked } = await answer(await port(own));
    expect(chosen).toMatchObject({ id: 'place/morvale', documents: [{}, {}] });
    expect(ranked).toEqual([chosen]);
  });

  it("is a person's unless it is bare", async () => {
    const { bare: _, ...titled } = own;
    expect(await new LinkReader(await port(titled)).answer('person/morvale', titled)).toEqual({ ranked: [] });
  });

  it('is put to it whatever links put there, and what was removed there', async () => {
    for (const later of [{ via: 'person/morvale' }, { gone: true }]) {
      const table = await port(own);
      for (let n = 0; n < 90; n++) {
        const row = { ...posting(`x${n}`, 'Morvale', cabinet, talks, 'Talks'), day: '2021-06-01', ...later };
        await table.put({ ...keys.posting('place/morvale', row.day, row.doc), ...row });
      }
      expect((await answer(table)).chosen).toMatchObject({ documents: [{}, {}] });
    }
  });

  it('is left alone where very many documents have it, and then nothing more is read', async () => {
    const table = await port(own);
    const readingWith = async (docs: number) => {
      for (let n = 1; n < docs; n++)
        await table.put({ ...keys.posting('person/morvale', own.day, `a${n}`), ...own, doc: `a${n}` });
      const query = vi.spyOn(table, 'query');
      await answer(table);
      vi.restoreAllMocks();
      return query.mock.calls.some(([{ pk }]) => pk === keys.entity('place/morvale').pk);
    };
    expect(await readingWith(20)).toBe(true);
    expect(await readingWith(21)).toBe(false);
  });

  it('is put to nothing by postings that links have made', async () => {
    const table = await port(own);
    for (const doc of ['port1', 'port2']) {
      const row = posting(doc, 'Morvale', cabinet, talks, 'Talks in Morvale');
      const linked = { ...row, via: 'person/morvale' };
      await table.put({ ...keys.posting('place/morvale', row.day, row.doc), ...linked });
    }
    expect(await answer(table)).toEqual({ ranked: [] });
  });

  it('is put to no thing where it has documents enough, counted with its own', async () => {
    const table = await port(own);
    const alone = async (docs: number) => {
      for (let n = 1; n < docs; n++) {
        const row = { ...own, doc: `alone${n}` };
        await table.put({ ...keys.posting('person/morvale', row.day, row.doc), ...row });
      }
      return (await answer(table)).chosen?.id;
    };
    expect(await alone(4)).toBe('place/morvale');
    expect(await alone(5)).toBeUndefined();
  });

  it('is a thing rather than a name that it may misspell', async () => {
    const table = await port(own);
    const { id, row } = await putAda(table, 'Morvalle');
    const { chosen, ranked } = await answer(table);
    expect(chosen?.id).toBe('place/morvale');
    for (const doc of ['ada2', 'ada3']) await table.put({ ...keys.posting(id, row.day, doc), ...row, doc });
    const more = await answer(table);
    expect(more.ranked.map((each) => each.id)).toEqual(['place/morvale', id]);
    expect([chosen, ranked[0]]).toMatchObject([{ id: 'place/morvale' }, { id: 'place/morvale' }]);
  });

  it('stays a name where somebody bears it', async () => {
    const table = await port(own);
    const { id } = await putAda(table, 'Morvale');
    const { chosen, ranked } = await answer(table);
    expect([chosen, ranked.map((each) => each.id)]).toEqual([undefined, [id]]);
  });
});

describe('a surname alone', () => {
  it('is put to the bearer whose neighbours and subject the document shares', async () => {
    const own = lone(cabinet, talks, 'Fisheries talks go on');
    const { chosen } = await new LinkReader(await archive(own)).answer('person/okoye', own);
    expect(chosen).toMatchObject({ id: 'person/amara-okoye' });
  });

  it('is put to nobody by the mere uniqueness of a bearer', async () => {
    const own = { ...lone(team, match, 'Two goals'), section: 'sport', source: 'Polar Press' };
    const { chosen, ranked } = await new LinkReader(await archive(own)).answer('person/okoye', own);
    expect(chosen).toBeUndefined();
    expect(ranked.map(({ id }) => id)).toEqual(['person/amara-okoye']);
  });

  it('is put to the bearer of the surname that it misspells, if nobody bears it itself', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const id = 'person/james-oyelaran';
    for (let n = 0; n < 6; n++) {
      const row = posting(`other${n}`, 'James Oyelaran', cabinet, talks, 'Oyelaran in fisheries talks');
      await table.put({ ...keys.posting(id, row.day, row.doc), ...row });
    }
    await table.put({ ...keys.alias('oyelaran', id), entity: id, folded: 'oyelaran', token: 1 });
    const own = posting('lone', 'Oyelraan', cabinet, talks, 'Fisheries talks go on');
    await table.put({ ...keys.shortName('person/oyelraan', own.day, own.doc), ...own });
    const { chosen } = await new LinkReader(table).answer('person/oyelraan', own);
    expect(chosen).toMatchObject({ id });
  });

  it('of which the given name is misspelt is put to the full name that more documents have', async () => {
    const own = posting('lone', 'Micheal Okoye', cabinet, talks, 'Fisheries talks go on');
    const id = 'person/michael-okoye';
    const answer = async (others: number) => {
      const table = await archive(own);
      await table.put({ ...keys.alias('okoye', id), entity: id, folded: 'okoye', token: 1 });
      const put = (entity: string, form: string, n: number) => {
        const row = posting(`${entity}${n}`, form, cabinet, talks, 'Okoye in fisheries talks');
        return table.put({ ...keys.posting(entity, row.day, row.doc), ...row });
      };
      for (let n = 0; n < 6; n++) await put(id, 'Michael Okoye', n);
      for (let n = 0; n < others; n++) await put('person/micheal-okoye', 'Micheal Okoye', n);
      return (await new LinkReader(table).answer('person/micheal-okoye', own)).chosen?.id;
    };
    expect(await answer(0)).toBe(id);
    expect(await answer(6)).toBeUndefined();
  });

  it('with an ending is put to the base in more documents, not to a form of it', async () => {
    const own = posting('form', 'Marek Lindqvistiga', cabinet, talks, 'Fisheries talks go on');
    const table = await archive(own);
    const bases = { lindqvist: 6, lindqvisti: 1 };
    for (const [surname, documents] of Object.entries(bases)) {
      const id = `person/marek-${surname}`;
      await table.put({ ...keys.alias(surname, id), entity: id, folded: surname, token: 1 });
      for (let n = 0; n < documents; n++) {
        const row = posting(`${surname}${n}`, `Marek ${surname}`, cabinet, talks, 'Talks go on');
        await table.put({ ...keys.posting(id, row.day, row.doc), ...row });
      }
    }
    const { ranked } = await new LinkReader(table).answer('person/marek-lindqvistiga', own);
    expect(ranked.map(({ id }) => id)).toEqual(['person/marek-lindqvist']);
  });

  it('with what looks like an ending is a name of its own where as many documents have it', async () => {
    const own = posting('form', 'Alan Velmarin', cabinet, talks, 'Fisheries talks go on');
    const id = 'person/alan-velmar';
    const answer = async (others: number) => {
      const table = await archive(own);
      await table.put({ ...keys.alias('velmar', id), entity: id, folded: 'velmar', token: 1 });
      const put = async (entity: string, form: string, n: number) => {
        const row = posting(`${entity}${n}`, form, cabinet, talks, 'Talks go on');
        await table.put({ ...keys.posting(entity, row.day, row.doc), ...row });
      };
      for (let n = 0; n < 3; n++) await put(id, 'Alan Velmar', n);
      for (let n = 0; n < others; n++) await put('person/alan-velmarin', 'Alan Velmarin', n);
      const { ranked } = await new LinkReader(table).answer('person/alan-velmarin', own);
      return ranked.map((each) => each.id);
    };
    expect(await answer(2)).toEqual([id]);
    expect(await answer(3)).toEqual([]);
  });

  it('is not evidence for another one: postings that a link made do not count', async () => {
    const own = lone(cabinet, talks, 'Fisheries talks go on');
    const table = await archive(own);
    const id = 'person/amara-okoye';
    for (let n = 0; n < 6; n++) {
      const key = keys.posting(id, '2021-05-03', `doc${n}`);
      await table.update(key, { via: 'person/okoye' });
    }
    expect(await new LinkReader(table).answer('person/okoye', own)).toEqual({ ranked: [] });
  });
});

describe('the short names of a document', () => {
  const content = {
    ...{
      title: 'Fisheries talks go on',
      published: { value: '2021-05-03' },
      source: { name: 'Valley Post' },
    },
    paragraphs: [{ role: 'text', text: talks }],
  };
  const linksOf = async (names: readonly string[]) => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const entities = names.map((name) => ({
      ...{ id: `person/${name.toLowerCase().replaceAll(' ', '-')}`, type: 'person', name, mentions: 1 },
    }));
    const annotation = { entities, mentions: [] };
    const source = { key: 'politics/own.txt', part: '' };
    const of = { source, content, annotation } as unknown as Parameters<typeof findLinks>[2];
    return findLinks(new LinkReader(table), 'own', of);
  };

  it('are put to somebody or to nobody; inflected names and full ones only to somebody', async () => {
    expect(await linksOf(['Okoye', ...cabinet])).toEqual({ 'person/okoye': 'person/amara-okoye' });
    expect(await linksOf([...cabinet, 'Salako', 'A Salako', 'Kemi Salakoen'])).toEqual({
      'person/salako': null,
      'person/a-salako': null,
    });
    expect(await linksOf(['Chidi Bello', 'Ada Eze'])).toBeUndefined();
  });

  it('are looked up if they are among the first forty', async () => {
    const names = Array.from(
      { length: 90 },
      (_, n) => `Q${String.fromCharCode(97 + (n % 26)).repeat(2 + n / 26)}`,
    );
    expect(Object.keys((await linksOf(['Ada Eze', ...names])) ?? {})).toEqual(
      names.slice(0, 40).map((name) => `person/${name.toLowerCase()}`),
    );
  });
});
