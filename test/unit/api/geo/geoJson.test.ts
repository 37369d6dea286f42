import { beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { silentLog } from '../../../silentLog.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';
import { Newsroom } from '../newsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

/** The GeoJSON of a path. */
const map = (path: string, of: Newsroom = room) =>
  of.json(path, { headers: { accept: 'application/geo+json' } });
const london = [-0.1257, 51.5085];

describe('a map', () => {
  it('shows documents at their main places', async () => {
    const { type, features, next } = await map('/v1/documents?published_to=2021-05-03');
    expect({ type, next }).toEqual({ type: 'FeatureCollection', next: null });
    expect(features).toEqual([
      {
        type: 'Feature',
        id: room.ids.g7,
        geometry: {
          type: 'MultiPoint',
          coordinates: [london, expect.any(Array), expect.any(Array)],
        },
        properties: expect.objectContaining({
          title: 'Blinken arrives in London for G7 meeting',
          places: [
            { id: 'place/london', name: 'London', mentions: 2 },
            { id: 'place/russia', name: 'Russia', mentions: 1 },
            { id: 'place/north-korea', name: 'North Korea', mentions: 1 },
          ],
        }),
      },
    ]);
  });

  it('goes on with the cursor of the list', async () => {
    const first = await map('/v1/documents?limit=1');
    const second = await map(`/v1/documents?limit=1&cursor=${encodeURIComponent(first.next)}`);
    expect(second.features).toHaveLength(1);
    expect(second.features[0].id).not.toBe(first.features[0].id);
  });

  it('shows the places that an entity is mentioned with, and people without a point', async () => {
    const { features } = await map('/v1/entities/person/antony-blinken/co-mentions');
    const geometries = new Map(
      features.map((one: { id: string; geometry: unknown }) => [one.id, one.geometry]),
    );
    expect(geometries.get('place/london')).toEqual({ type: 'Point', coordinates: london });
    expect(geometries.get('person/dominic-raab')).toBeNull();
  });

  it('shows entities that are found by name, and one of them', async () => {
    const { features } = await map('/v1/entities?q=lon');
    expect(features).toEqual([
      expect.objectContaining({ id: 'place/london', geometry: { type: 'Point', coordinates: london } }),
    ]);
    const [one] = (await map('/v1/entities/place/london')).features;
    expect(one.geometry).toEqual({ type: 'Point', coordinates: london });
    const { headers } = await room.request('/v1/documents', { headers: { accept: 'application/geo+json' } });
    expect(headers.get('content-type')).toBe('application/geo+json');
    expect(one.properties.authority).toMatchObject({ geonames: 2643743, country: 'GB' });
  });
});

describe('a country', () => {
  it('filters documents by the places and peoples that they name', async () => {
    const titles = async (query: string) =>
      (await room.allItems(`/v1/documents?${query}`)).map(({ title }) => title);
    expect(await titles('country=KP')).toEqual(['Blinken arrives in London for G7 meeting']);
    expect(await titles('country=TR')).toEqual(['Talks resume in Istanbul']);
    expect(await titles('country=TR&entity=person/antony-blinken')).toEqual([]);
    expect(await titles('country=FR')).toEqual([]);
  });

  it('filters entities', async () => {
    const ids = async (query: string) => (await room.allItems(`/v1/entities?${query}`)).map(({ id }) => id);
    expect(await ids('q=lo&country=GB')).toEqual(['place/london']);
    expect(await ids('q=lo&country=FR')).toEqual([]);
  });

  it('is a code of two letters', async () => {
    expect((await room.problem('/v1/documents?country=france')).httpStatus).toBe(400);
    expect((await room.problem('/v1/entities?q=a&country=gbr')).httpStatus).toBe(400);
  });
});

describe('the authority of an entity', () => {
  let own: Newsroom;
  beforeAll(async () => {
    own = new Newsroom();
    const names = {
      place: ['Springfield', 'North Pier', 'Texas'],
      group: ['French'],
      person: ['Aino Koskela'],
    };
    await own.add({ key: 'a', title: 'Springfield, North Pier, Texas and the French', names });
    await own.tallyEntities();
  });
  const put = async (key: string, text: string) => {
    own.now += 1000;
    await own.inbox.put(key, text);
    const ports = { ...own, read: own.read, clock: () => own.now, log: silentLog };
    return normalize(ports, key);
  };

  it('is the one that Dateline ships', async () => {
    expect(await own.json('/v1/entities/place/texas')).toMatchObject({
      iso: 'US-TX',
      authority: { id: 'place/texas', wikidata: 'Q1439', country: 'US', source: 'rigour; geonames' },
    });
    expect(await own.json('/v1/entities/group/french')).toMatchObject({
      place: 'place/france',
      authority: { id: 'group/french', country: 'FR' },
    });
    const open = await own.json('/v1/entities/place/springfield');
    expect(open.authority).toBeUndefined();
    expect(open.mayBe).toContainEqual(expect.objectContaining({ id: 'place/springfield-illinois' }));
    expect((await own.json('/v1/entities/person/aino-koskela')).authority).toBeUndefined();
  });

  it('is that of a file of the user, which wins, and the newest of two files', async () => {
    const key = 'authority/mine.csv';
    expect(await put(key, 'id,name,lat,lon,wikidata\nplace/north-pier,North Pier,60,-1,Q7\n')).toBe('stored');
    const pier = async () => (await own.json('/v1/entities/place/north-pier')).authority;
    expect(await pier()).toMatchObject({ lat: 60, wikidata: 'Q7', source: key });
    await put('authority/texas.jsonl', '{"id":"place/texas","name":"Texas","country":"NO"}');
    expect((await own.json('/v1/entities/place/texas')).authority).toMatchObject({ country: 'NO' });
    await put('authority/newer.csv', 'id,name,lat,lon\nplace/north-pier,Pier,61,-1\n');
    expect(await pier()).toMatchObject({ lat: 61 });

    await own.inbox.delete('authority/newer.csv');
    const ports = { ...own, read: own.read, clock: () => own.now, log: silentLog };
    expect(await normalize(ports, 'authority/newer.csv')).toBe('deleted');
    expect(await pier()).toMatchObject({ lat: 60 });
  });

  it('is no news, and each of its bad lines is in quarantine', async () => {
    const text = 'id,name,lat,lon\nplace/a,A\nplace/b,,\nplace/c,C,99,0\n';
    expect(await put('authority/bad.csv', text)).toBe('stored');
    const quarantined = await own.allItems('/v1/quarantine');
    expect(quarantined.map(({ part, code, evidence }) => [part, code, evidence])).toEqual(
      expect.arrayContaining([
        ['line 3', 'authority.malformed', 'name is missing'],
        ['line 4', 'authority.malformed', 'lat "99" is no number from -90 to 90'],
      ]),
    );
    expect(await own.allItems('/v1/documents')).toHaveLength(1);
    expect(await put('authority/none.txt', 'The minister spoke in London.')).toBe('refused');
    expect(await put('authority/empty.csv', '')).toBe('refused');
  });
});
