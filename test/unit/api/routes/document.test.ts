import { beforeAll, describe, expect, it } from 'vitest';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});
const [talks, profile] = ['Talks resume in Istanbul', 'A life in diplomacy'];

describe('GET /v1/documents/{id}', () => {
  it('returns all that is known, but only web addresses', async () => {
    const document = await room.json(`/v1/documents/${room.ids.profile}`);
    expect(document).toMatchObject({
      id: room.ids.profile,
      title: profile,
      byline: 'By Jo Doe',
      subjects: ['diplomacy'],
      url: 'https://post.example/life',
      guid: 'post-1',
      format: 'text',
      model: 'rules-test',
      entitiesTotal: 2,
    });
    expect(document.entities).toHaveLength(2);
    expect(JSON.stringify(document)).not.toContain('javascript:');
    expect(room.tableCalls).toEqual({ get: 1, batchGet: 0, query: 0, scan: 0 });
  });

  it('lists every entity, although the META row has only the main ones', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Place${i}`);
    const id = await room.add({
      key: 'atlas.txt',
      title: names.join(' '),
      published: '1999-01-01',
      names: { place: names },
    });
    expect((await room.json(`/v1/documents/${id}`)).entities).toHaveLength(30);
    const { items } = await room.json('/v1/documents?entity=place/place29');
    expect(items[0].entities).toHaveLength(20);
    expect(items[0].entitiesTotal).toBe(30);
  });

  it('returns ninjs', async () => {
    const response = await room.request(`/v1/documents/${room.ids.profile}`, {
      headers: { accept: 'application/vnd.iptc.ninjs+json' },
    });
    expect(response.headers.get('content-type')).toBe('application/vnd.iptc.ninjs+json');
    expect(response.headers.get('vary')).toBe('accept');
    expect(await response.json()).toEqual({
      uri: `http://localhost/v1/documents/${room.ids.profile}`,
      standard: {
        name: 'ninjs',
        version: '3.0',
        schema: 'https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json',
      },
      type: 'text',
      representationType: 'full',
      version: 'v1',
      versionCreated: '2021-05-04T08:00:00.000Z',
      contentCreated: '2021-05-04T00:00:00.000Z',
      language: 'en-GB',
      title: profile,
      headlines: [{ role: 'main', value: profile }],
      bodies: [
        {
          role: 'main',
          contentType: 'text/plain',
          charCount: 55,
          value: 'Antony Blinken played the guitar. London features once.',
        },
      ],
      by: 'By Jo Doe',
      people: [
        {
          name: 'Antony Blinken',
          rel: 'mentions',
          uri: 'http://localhost/v1/entities/person/antony-blinken',
        },
      ],
      places: [{ name: 'London', rel: 'mentions', uri: 'http://localhost/v1/entities/place/london' }],
      subjects: [{ name: 'diplomacy' }],
      infoSources: [{ name: 'The Post', uri: 'https://post.example/life' }],
      altIds: [
        { role: 'dateline', value: room.ids.profile },
        { role: 'guid', value: 'post-1' },
      ],
    });
  });

  it('returns a schema.org NewsArticle', async () => {
    const article = await room.json(`/v1/documents/${room.ids.talks}`, {
      headers: { accept: 'text/html;q=0.9, application/ld+json, application/json;q=0.5' },
    });
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: talks,
      datePublished: '2021-05-04T23:30:00-05:00',
      publisher: { '@type': 'Organization', name: 'Wire' },
      mentions: [
        { '@type': 'Person', name: 'Dominic Raab' },
        { '@type': 'Place', name: 'Istanbul' },
        { '@type': 'Place', name: 'Russia' },
      ],
    });
  });

  it.each([
    ['text/html', 406],
    ['application/json;q=0, */*;q=0', 406],
    ['application/json;q=0, application/*', 200],
    ['*/*', 200],
    ['nonsense', 406],
  ])('answers Accept: %s with %i', async (accept, status) => {
    expect((await room.request(`/v1/documents/${room.ids.g7}`, { headers: { accept } })).status).toBe(status);
  });

  it.each(['0'.repeat(32), 'x', '..', '%2e%2e', '..%2f..%2fetc', '0'.repeat(3000), 'DOC%23x'])(
    'is a 404 at %s',
    async (id) => {
      expect((await room.problem(`/v1/documents/${id}`)).httpStatus).toBe(404);
    },
  );
});
