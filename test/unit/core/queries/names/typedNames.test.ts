import { beforeAll, describe, expect, it } from 'vitest';
import { Newsroom } from '../../../api/newsroom.ts';
import { DecidedArchive } from '../../decisions/decidedArchive.ts';

const room = new Newsroom();
beforeAll(async () => {
  const stories: Record<string, string[]>[] = [
    { person: ['Angela Merkel'], place: ['Cologne'], organization: ['European Union'] },
    { person: ['Angela Merkel', 'Nicolas Sarkozy'], place: ['Köln', 'Munich'] },
    { person: ['Horst Merkel', 'José Mourinho'], place: ['Cologne'] },
    { person: ['Xi Jinping', 'Ban Ki-moon', 'J. K. Rowling', 'Mikhail Khodorkovsky'] },
    { person: ['Ziza', 'Zeph III', 'Alan Zolder'], organization: ['Zaal'] },
    { person: ['Maksim Velmar', 'Yekaterina Velmar', 'Val Orsk', 'Valerie Quelle', 'Valery Orsk'] },
  ];
  for (const [i, names] of stories.entries())
    await room.add({ key: `${i}`, title: 'x', published: '2021-05-03', names });
  await room.tallyEntities();
});

const search = (q: string) => room.json(`/v1/entities?q=${encodeURIComponent(q)}`);
const ids = (items: { id: string }[]) => items.map(({ id }) => id);

describe('a name as people type it', () => {
  it.each([
    ['Merkel, Angela', ['person/angela-merkel']],
    ['merkel, a', ['person/angela-merkel']],
    ['Merkel, A.', ['person/angela-merkel']],
    ['Merkel,', ['person/angela-merkel', 'person/horst-merkel']],
    ['A. Merkel', ['person/angela-merkel']],
    ['H Merkel', ['person/horst-merkel']],
    ['Merkel, Angela, Berlin', []],
    ['merkel angela', ['person/angela-merkel']],
    ['Merkel A', ['person/angela-merkel']],
    ['merkel horst berlin', []],
    ['köln', ['place/cologne', 'place/koln']],
    ['Keulen', ['place/cologne', 'place/koln']],
    ['München', ['place/munich']],
    ['EU', ['organization/european-union']],
    ['mourinho, jose', ['person/jose-mourinho']],
    ['Jinping Xi', ['person/xi-jinping']],
    ['Ki-moon Ban', ['person/ban-ki-moon']],
    ['Rowling, J.K.', ['person/j-k-rowling']],
    ['Rowling JK', ['person/j-k-rowling']],
    ['maks', ['person/maxim-velmar']],
    ['Maxi', ['person/maxim-velmar']],
    ['Velmar, Mak', ['person/maxim-velmar']],
    ['Velmar, Y', ['person/yekaterina-velmar']],
    ['Val', ['person/val-orsk', 'person/valerie-quelle', 'person/valery-orsk']],
    ['valeri', ['person/valery-orsk', 'person/valerie-quelle']],
    ['Khodorkovski', ['person/mikhail-khodorkovsky']],
    ['mikhail khodorkovski', ['person/mikhail-khodorkovsky']],
    ['Lady Ziza', ['person/ziza']],
    ['queen ziza', ['person/ziza']],
    ['King Zeph III', ['person/zeph-iii']],
    ['Lord Zolder', ['person/alan-zolder']],
    ['Sir Alan Zolder', ['person/alan-zolder']],
    ['General Zaal', []],
  ])('%s is found', async (q, expected) => {
    expect(ids((await search(q)).items)).toEqual(expected);
  });

  it.each([
    ['köln', 2],
    ['Merkel,', 2],
    ['Merkel', 2],
    ['val', 3],
    ['valeri', 2],
    ['mourinho, jose', 1],
  ])('%s is found page by page', async (q, count) => {
    const path = `/v1/entities?q=${encodeURIComponent(q)}`;
    expect(ids(await room.allItems(`${path}&limit=1`))).toEqual(ids((await room.json(path)).items));
    expect((await room.json(`${path}&limit=${count}`)).next).toBeNull();
  });

  it('keeps to the limit', async () => {
    const { items, next } = await room.json('/v1/entities?q=k%C3%B6ln&limit=1');
    expect([ids(items), next]).toEqual([['place/cologne'], expect.any(String)]);
  });
});

describe('an id that documents do not use', () => {
  it.each([
    ['organization/eu', 'organization/european-union'],
    ['place/keulen', 'place/cologne'],
    ['place/Keulen', 'place/cologne'],
    ['organization/EU', 'organization/european-union'],
    ['person/merkel', undefined],
    ['person/sarkozy', 'person/nicolas-sarkozy'],
    ['person/Nicolas-Sarkozy', 'person/nicolas-sarkozy'],
    ['person/mikhail-khodorkovskiy', 'person/mikhail-khodorkovsky'],
    ['place/london', undefined],
  ])('%s leads to %s', async (id, other) => {
    const response = await room.request(`/v1/entities/${id}`);
    expect([response.status, response.headers.get('location')]).toEqual(
      other === undefined ? [404, null] : [307, `/v1/entities/${other}`],
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('has the documents of the one that documents also name so', async () => {
    expect(ids((await room.json('/v1/entities/person/sarkozy/documents')).items)).toHaveLength(1);
    expect((await room.problem('/v1/entities/person/merkel/timeline')).httpStatus).toBe(404);
  });

  it('has everything of the one that the authority has under it', async () => {
    const listOf = async (path: string) => (await room.json(path)).items.length;
    for (const part of ['documents', 'timeline', 'co-mentions', 'links', 'feed.json'])
      expect(await room.json(`/v1/entities/place/keulen/${part}`), part).toMatchObject({
        items: (await room.json(`/v1/entities/place/cologne/${part}`)).items,
      });
    for (const [id, documents] of [
      ['place/keulen', 2],
      ['organization/eu', 1],
      ['person/sarkozy', 1],
      ['person/merkel', 0],
      ['place/nowhere', 0],
    ] as const) {
      expect(await listOf(`/v1/documents?entity=${id}`), id).toBe(documents);
      expect(await listOf(`/v1/search?q=entity:${id}`), id).toBe(documents);
    }
    expect(await room.json('/v1/graph?entity=place/keulen')).toEqual(
      await room.json('/v1/graph?entity=place/cologne'),
    );
  });
});

describe('a name that decisions put to another person', () => {
  const spoke = (who: string) => ` date 2021-06-01 ${who} in Velm\n\n${who} spoke in Velm.`;
  const found = async ({ room }: DecidedArchive, q: string) =>
    ids((await room.json(`/v1/entities?q=${encodeURIComponent(q)}`)).items);

  it('is found by its surname as by its given name', async () => {
    const archive = new DecidedArchive();
    await archive.put('1.txt', spoke('Amara Adair'));
    await archive.put('2.txt', spoke('Tunde Balogun'));
    const merge = await archive.decide({
      action: 'merge',
      entity: 'person/amara-adair',
      into: 'person/tunde-balogun',
    });
    for (const q of ['Amara', 'Adair', 'ada', 'Adair, Amara', 'A. Adair', 'Balogun', 'Tunde'])
      expect([q, await found(archive, q)]).toEqual([q, ['person/tunde-balogun']]);
    await archive.decide({ action: 'undo', decision: merge.id });
    expect(await found(archive, 'Adair')).toEqual(['person/amara-adair']);
  });
});
