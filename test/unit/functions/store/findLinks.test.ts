import { describe, expect, it, vi } from 'vitest';
import { companyOf, topicsOf } from '../../../../core/identity/company.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Relinking } from '../../../../functions/index/relink.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const talks = 'ministers discussed fisheries quotas during lengthy negotiations about harbour subsidies';
const match = 'striker scored twice before halftime whistle while goalkeeper watched helplessly';
const cabinet = ['Chidi Bello', 'Ngozi Adeyemi', 'Tunde Balogun', 'Ada Eze'];
const team = ['Liam Hart', 'Owen Price', 'Rhys Vaughan', 'Evan Pugh'];

/** What a document says of a name, with the company that the name keeps there. */
function posting(doc: string, form: string, company: readonly string[], text: string, title: string) {
  const names = [form, ...company].map((name) => ({ type: 'person', name }));
  return {
    ...{ doc, day: '2021-05-03', title, source: 'Valley Post', form, mentions: 3, others: [], token: 1 },
    ...{ section: 'politics', company: companyOf(names), topics: topicsOf(text) },
  };
}

const lone = (company: readonly string[], text: string, title: string) =>
  posting('lone', 'Okoye', company, text, title);

async function archive(own: ReturnType<typeof lone>): Promise<MemoryTable> {
  const table = new MemoryTable();
  const id = 'person/amara-okoye';
  for (let n = 0; n < 6; n++) {
    const row = posting(`doc${n}`, 'Amara Okoye', cabinet, talks, 'Okoye in fisheries talks');
    await table.put({ ...keys.posting(id, row.day, row.doc), ...row, also: ['Okoye'] });
  }
  await table.put({ ...keys.alias('okoye', id), entity: id, folded: 'okoye', token: 1 });
  await table.put({ ...keys.posting('person/okoye', own.day, own.doc), ...own });
  await table.put({ ...keys.shortName('person/okoye', own.day, own.doc), ...own });
  return table;
}

describe('a surname alone', () => {
  it('is put to the bearer whose company and subject the document shares', async () => {
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

describe('a change of evidence', () => {
  it('has documents stored again whose lone name belongs elsewhere now', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(extracted.take(10).map(({ body }) => JSON.parse(body).doc)).toEqual(['lone']);
  });

  it('is looked at once a batch, however many names have the surname', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    const extracted = new MemoryQueue();
    const query = vi.spyOn(table, 'query');
    const relinking = new Relinking({ table, queues: { extracted } });
    for (const id of ['person/amara-okoye', 'person/ben-okoye', 'person/okoye'])
      await relinking.relink(id, ['2021-05-03']);
    const places = query.mock.calls.filter(
      ([{ pk, from }]) => pk === keys.entity('person/okoye').pk && from?.startsWith('NAME#'),
    );
    expect(places).toHaveLength(1);
    expect(extracted.take(10)).toHaveLength(1);
  });

  it('leaves a document alone whose link is right', async () => {
    const table = await archive(lone(team, match, 'Two goals'));
    const extracted = new MemoryQueue();
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(extracted.take(10)).toEqual([]);
  });

  it('reads no posting for a name that is in so many documents that it is put to nobody', async () => {
    const table = await archive(lone(cabinet, talks, 'Fisheries talks go on'));
    for (let n = 0; n < 300; n++) {
      const place = { ...lone(cabinet, talks, 'Fisheries talks go on'), doc: `other${n}` };
      await table.put({ ...keys.shortName('person/okoye', place.day, place.doc), ...place });
    }
    const extracted = new MemoryQueue();
    const get = vi.spyOn(table, 'get');
    await new Relinking({ table, queues: { extracted } }).relink('person/amara-okoye', ['2021-05-03']);
    expect(get.mock.calls.length).toBeLessThan(3);
    expect(extracted.take(10)).toEqual([]);
  });
});
