import { describe, expect, it } from 'vitest';
import { createClient } from '../../../../../clients/typescript/client.ts';
import { readStories } from '../../../../../console/page/news/readStories.ts';

/** Whose newest day is the next of these at each question; keeps what stories are asked. */
function clientOf(newest: string[]) {
  const asked: string[] = [];
  const client = createClient({
    origin: 'http://archive.example',
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      if (pathname === '/v1/stats')
        return Response.json({
          documents: 1,
          undated: 0,
          last: newest.shift(),
          sources: [],
          sourcesTotal: 0,
          languages: [],
        });
      asked.push(search);
      return Response.json({ items: [], next: 'c.d.e' });
    },
  });
  return { client, asked };
}

describe('the stories of the last days', () => {
  it('have the days of the first page on all pages, also with news of a later day in between', async () => {
    const { client, asked } = clientOf(['2021-05-03', '2021-05-04']);
    const first = await readStories(client, {}, {});
    await readStories(client, {}, { cursor: first.next ?? '' }, first);
    expect(asked).toEqual(['?from=2021-04-03&to=2021-05-03', '?from=2021-04-03&to=2021-05-03&cursor=c.d.e']);
  });

  it('are those of the days that are asked for', async () => {
    const { client, asked } = clientOf(['2021-05-03', '2021-05-03']);
    await readStories(client, { from: '2021-01-01', to: '2021-01-02' }, {});
    await readStories(client, { from: '2021-01-01' }, {});
    await readStories(client, { to: '2021-01-02' }, {});
    expect(asked).toEqual([
      '?from=2021-01-01&to=2021-01-02',
      '?from=2021-01-01&to=2021-05-03',
      '?to=2021-01-02',
    ]);
  });

  it('are none, and no mistake, if the first day is later than all news', async () => {
    const { client, asked } = clientOf(['2021-05-03']);
    await readStories(client, { from: '2022-01-01' }, {});
    expect(asked).toEqual(['?from=2022-01-01&to=2022-01-01']);
  });
});
