import { beforeAll, describe, expect, it } from 'vitest';
import { isShortForm } from '../../../../core/queries/identity.ts';
import { keys as rowKeys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../../api/newsroom.ts';

type Story = Parameters<Newsroom['add']>[0];
const keys = (items: { key: string }[]) => items.map(({ key }) => key);
type NamesOfStory = Pick<Story, 'names' | 'also' | 'roles'>;

/** A newsroom with stories of 1, 2, 3 … May, added in either order. */
async function newsroom(
  stories: readonly NamesOfStory[],
  order: 'in order' | 'the other way round' = 'in order',
): Promise<Newsroom> {
  const room = new Newsroom();
  const dated = stories.map((story, i) => ({
    key: `s${i}`,
    title: `Story ${i}`,
    published: `2021-05-0${i + 1}`,
    ...story,
  }));
  for (const story of order === 'in order' ? dated : dated.toReversed()) await room.add(story);
  await room.tallyEntities();
  return room;
}

const people = (...person: string[]): NamesOfStory => ({ names: { person } });
const of = (room: Newsroom, id: string) => room.json(`/v1/entities/${id}`);

describe('a surname without a given name', () => {
  it('is an entity of its own: who is meant is decided document by document', async () => {
    const room = await newsroom([people('Okoye'), people('Amara Okoye')]);
    expect(await of(room, 'person/okoye')).toMatchObject({ id: 'person/okoye', documents: 1 });
    expect(await of(room, 'person/amara-okoye')).toMatchObject({ documents: 1 });
  });
});

describe('variants of a name', () => {
  describe('have one id', () => {
    const tom = { id: 'person/tom-quarrie', name: 'Tom Quarrie', type: 'person', documents: 3 };
    let room: Newsroom;
    beforeAll(async () => {
      room = await newsroom([people('Tom B. Quarrie'), people('Tom Quarrie'), people('Tom B. Quarrie')]);
    });

    it('and one name, in every view', async () => {
      for (const id of ['person/tom-quarrie', 'person/tom-b-quarrie'])
        expect(await of(room, id)).toMatchObject(tom);
      expect((await room.json('/v1/graph?entity=person/tom-b-quarrie')).nodes).toEqual([tom]);
      const feed = await room.json('/v1/entities/person/tom-b-quarrie/feed.json');
      expect(feed.title).toBe('Dateline: Tom Quarrie');
    });

    it.each(['Tom', 'Tom Quarrie', 'Tom B. Quarrie', 'Tom B', 'Quarrie', 'Quarrie, Tom', 'T. Quarrie'])(
      'and are found once by "%s", with all their documents',
      async (q) => {
        expect((await room.json(`/v1/entities?q=${encodeURIComponent(q)}`)).items).toEqual([tom]);
      },
    );
  });

  it('have a document once that came under one of them, and then under the other', async () => {
    const room = await newsroom([people('Tom Quarrie'), people('Tom B. Quarrie')]);
    const later = { key: 's1', title: 'Later', published: '2021-05-02' };
    const doc = await room.add({ ...later, ...people('Tom Quarrie') }, 2);
    const tombstone = { ...rowKeys.posting('person/tom-b-quarrie', '2021-05-02', doc), token: 2, gone: true };
    await room.table.put(tombstone);
    expect(keys(await room.allItems('/v1/entities/person/tom-quarrie/documents'))).toEqual(['s1', 's0']);
  });

  it('with different initials are different people', async () => {
    const room = await newsroom([people('Tom B. Quarrie'), people('Tom C. Quarrie'), people('Tom Quarrie')]);
    for (const id of ['person/tom-quarrie', 'person/tom-b-quarrie', 'person/tom-c-quarrie'])
      expect((await of(room, id)).id).toBe(id);
  });

  it('are different people if titles put them in different fields', async () => {
    const room = await newsroom([
      { ...people('Tom B. Quarrie'), roles: { 'Tom B. Quarrie': 'sport' } },
      { ...people('Tom Quarrie'), roles: { 'Tom Quarrie': 'politics' } },
      people('Quarrie'),
    ]);
    for (const id of ['person/tom-quarrie', 'person/tom-b-quarrie', 'person/quarrie'])
      expect(await of(room, id)).toMatchObject({ id, documents: 1 });
  });
});

describe('one full name', () => {
  it('of a person and of a place is two entities', async () => {
    const room = await newsroom([people('Quarrie Vale'), { names: { place: ['Quarrie Vale'] } }]);
    expect(await of(room, 'person/quarrie-vale')).toMatchObject({ documents: 1 });
    expect(await of(room, 'place/quarrie-vale')).toMatchObject({ documents: 1 });
  });

  it('that titles put in different fields is ambiguous, and a filter separates its documents', async () => {
    const coach = { ...people('Tom Quarrie'), roles: { 'Tom Quarrie': 'sport' as const } };
    const minister = { ...people('Tom Quarrie'), roles: { 'Tom Quarrie': 'politics' as const } };
    const room = await newsroom([
      coach,
      minister,
      people('Tom Quarrie'),
      minister,
      { ...people('Quarrie'), roles: { Quarrie: 'sport' } },
    ]);
    expect((await of(room, 'person/tom-quarrie')).roles).toEqual({ politics: 2, sport: 1 });
    const documents = (query: string) => room.allItems(`/v1/entities/person/tom-quarrie/documents${query}`);
    expect(keys(await documents(''))).toHaveLength(4);
    expect(keys(await documents('?role=sport'))).toEqual(['s0']);
    expect(keys(await documents('?role=politics'))).toEqual(['s3', 's1']);
    expect(keys(await documents('?role=arts'))).toEqual([]);
  });

  it('in one field is not ambiguous', async () => {
    const room = await newsroom([
      { ...people('Tom Quarrie'), roles: { 'Tom Quarrie': 'sport' } },
      people('Tom Quarrie'),
    ]);
    expect((await of(room, 'person/tom-quarrie')).roles).toBeUndefined();
  });
});

describe('an acronym', () => {
  const fair: NamesOfStory = {
    names: { organization: ['Fair Rivers Council'] },
    also: { 'Fair Rivers Council': ['FRC'] },
  };

  it('is the only organisation that a document introduces by it', async () => {
    const room = await newsroom([{ names: { organization: ['FRC'] } }, fair]);
    for (const id of ['organization/frc', 'organization/fair-rivers-council'])
      expect(await of(room, id)).toMatchObject({
        id: 'organization/fair-rivers-council',
        name: 'Fair Rivers Council',
        documents: 2,
      });
  });

  it('is not among the entities of a document', async () => {
    const room = await newsroom([fair]);
    const [document] = await room.allItems('/v1/documents');
    expect(document.entities).toEqual([
      {
        id: 'organization/fair-rivers-council',
        name: 'Fair Rivers Council',
        type: 'organization',
        mentions: 1,
      },
    ]);
    expect((await room.json(`/v1/documents/${document.id}`)).entities).toEqual(document.entities);
  });

  it('beside its name without a link is one entity of the document', async () => {
    const both = { names: { organization: ['FRC', 'Fair Rivers Council', 'Orsk Bank'] } };
    const room = await newsroom([both, fair]);
    const entity = '/v1/entities/organization/fair-rivers-council';
    for (const limit of [1, 20])
      expect(keys(await room.allItems(`${entity}/documents?limit=${limit}`))).toEqual(['s1', 's0']);
    expect(await room.json(`${entity}/co-mentions`)).toMatchObject({
      items: [{ entity: { id: 'organization/orsk-bank' }, documents: 1 }],
      counted: { documents: 2 },
    });
    const bank = await room.json('/v1/entities/organization/orsk-bank/co-mentions');
    expect(bank.items).toMatchObject([{ entity: { id: 'organization/fair-rivers-council' }, documents: 1 }]);
  });

  it('counts with its name where many entities may be another', async () => {
    const letters = [...'abcdefghijkl'];
    const many = letters.flatMap((a) => letters.map((b) => `a${a}${b}`.toUpperCase()));
    const room = await newsroom([
      { names: { organization: many } },
      fair,
      { names: { organization: ['FRC'] } },
    ]);
    const ranked = await room.allItems('/v1/entities?type=organization&limit=100');
    expect(ranked.find(({ id }) => id === 'organization/fair-rivers-council')).toMatchObject({
      documents: 2,
    });
    expect(ranked).toHaveLength(many.length + 1);
  });

  it('stays separate if two organisations have it', async () => {
    const free: NamesOfStory = {
      names: { organization: ['Free Roads Committee'] },
      also: { 'Free Roads Committee': ['FRC'] },
    };
    const room = await newsroom([{ names: { organization: ['FRC'] } }, fair, free]);
    expect((await of(room, 'organization/frc')).id).toBe('organization/frc');
  });
});

it('places have their ISO codes, and peoples the places they are named after', async () => {
  const room = await newsroom([
    { names: { place: ['North Korea', 'California', 'Vantalo'], group: ['North Korean'] } },
  ]);
  expect((await of(room, 'place/north-korea')).iso).toBe('KP');
  expect((await of(room, 'place/california')).iso).toBe('US-CA');
  expect((await of(room, 'place/vantalo')).iso).toBeUndefined();
  expect((await of(room, 'group/north-korean')).place).toBe('place/north-korea');
});

it.each([
  ['person/tom-b-quarrie', true],
  ['person/tom-quarrie', false],
  ['place/tom-b-quarrie', false],
  ['organization/un', true],
  ['organization/unesco', true],
  ['organization/x', false],
  ['organization/interpol', false],
  ['organization/fair-rivers', false],
  ['place/un', false],
])('%s may belong to another identity: %s', (id, short) => {
  expect(isShortForm(id)).toBe(short);
});
