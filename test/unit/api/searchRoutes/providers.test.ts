/** What a provider says of its documents, and the countries that they name. */
import { beforeAll, expect, it } from 'vitest';
import { Newsroom } from '../newsroom.ts';

const told = Array.from({ length: 60 }, (_, i) => `word${i} of the flood`).join(' ');
const room = new Newsroom();

beforeAll(async () => {
  const of = (extractor: string, ...flags: string[]) => ({ extractor, confidence: 1, flags });
  await room.add({
    key: 'killed',
    title: 'Flood kills nine',
    published: '2021-05-03T08:00:00Z',
    paragraphs: [told],
    names: { place: ['London', 'Tampere'] },
    more: { subjects: ['WEATHER', 'weather', 'Économie', '***'], quality: of('ninjs', 'status-canceled') },
  });
  for (const [i, key] of ['first', 'second'].entries())
    await room.add({
      key,
      title: 'Flood kills nine',
      source: `Paper ${i}`,
      published: '2021-05-04',
      paragraphs: [told],
      names: { place: ['London'] },
      more: { subjects: ['Weather'] },
    });
  room.now = Date.parse('2021-05-04T12:00:00Z');
});

const found = async (q: string, more = '') => {
  const { items } = await room.json(`/v1/search?q=${encodeURIComponent(q)}${more}`);
  return items.map(({ key }: { key: string }) => key).sort();
};

it('a subject finds its documents, whatever its case and accents', async () => {
  expect(await found('subject:weather')).toEqual(['first', 'killed', 'second']);
  expect(await found('flood subject:"ECONOMIE"')).toEqual(['killed']);
  expect(await found('-subject:économie')).toEqual(['first', 'second']);
  expect(await found('subject:weath')).toEqual([]);
  expect(await room.problem('/v1/search?q=subject:weath*')).toMatchObject({ position: 13, got: '*' });
});

it('what may not be published is found and left out by its status', async () => {
  expect(await found('status:canceled')).toEqual(['killed']);
  expect(await found('flood status:usable')).toEqual(['first', 'second']);
  expect(await room.problem('/v1/search?q=status:killed')).toMatchObject({
    position: 7,
    allowed: 'one of usable, canceled, withheld, embargoed',
  });
});

it('what was withdrawn stands for no print that others kept, and is no report of the event', async () => {
  const { items } = await room.json('/v1/search?q=flood&collapse=reprints');
  expect(items).toMatchObject([{ key: expect.stringMatching(/first|second/), prints: 3 }]);
  const { items: stories } = await room.json('/v1/stories');
  expect(stories).toMatchObject([{ documents: 2, sources: ['Paper 0', 'Paper 1'] }]);
});

it('a country finds what names it or a place of it', async () => {
  expect(await found('country:fi')).toEqual(['killed']);
  expect(await found('country:GB -country:FI')).toEqual(['first', 'second']);
  expect(await found('country:UK -country:FI')).toEqual(['first', 'second']);
  expect((await room.json('/v1/documents?country=FI')).items).toMatchObject([{ key: 'killed' }]);
  expect((await room.json('/v1/documents?country=fi')).items).toMatchObject([{ key: 'killed' }]);
  const { countries } = await room.json('/v1/facets?q=flood');
  expect(countries).toEqual([
    { name: 'GB', documents: 3 },
    { name: 'FI', documents: 1 },
  ]);
  expect(await room.problem('/v1/search?q=country:Finland')).toMatchObject({ position: 8 });
});

it('subjects are counted as searches find them, under the name that most documents have', async () => {
  const { subjects } = await room.json('/v1/facets');
  expect(subjects).toEqual([
    { name: 'Weather', documents: 3 },
    { name: 'Économie', documents: 1 },
  ]);
  for (const { name, documents } of subjects) expect(await found(`subject:${name}`)).toHaveLength(documents);
});
