import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { admitWithKey } from '../../../../api/http/admission.ts';
import { generatedClient, generatedFile } from '../../../../clients/generator/generatedClient.ts';
import { createClient, DatelineProblem, everyItem } from '../../../../clients/typescript/client.ts';
import { createApiKey } from '../../../../core/records/apiKey.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../../api/exampleNewsroom.ts';
import { Newsroom } from '../../api/newsroom.ts';

const origin = 'http://localhost';
let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

const clientOf = ({ app }: Pick<Newsroom, 'app'>, key?: string) =>
  createClient({ origin, fetch: (request) => app.fetch(request), ...(key !== undefined && { key }) });

describe('the TypeScript client', () => {
  it('is that of this API: if not, run npm run client', () => {
    expect(readFileSync(generatedFile, 'utf8')).toBe(generatedClient());
  });

  it('asks and gets typed answers', async () => {
    const client = clientOf(room);
    const { items, total } = await client.getSearch({ q: 'blinken london', limit: 1 });
    const [first] = items;
    expect([first?.title, first?.snippets.length, total]).toEqual([
      expect.any(String),
      expect.any(Number),
      2,
    ]);
    const document = await client.getDocument({ id: room.ids.g7 });
    expect(document.published?.value).toBe('2021-05-03');
    const health = await client.getHealth();
    expect(health.status).toBe('ok');
  });

  it('fills variable parts of paths, repeats parameters and reads text', async () => {
    const client = clientOf(room);
    const { name } = await client.getEntity({ type: 'place', slug: 'london' });
    expect(name).toBe('London');
    const entity = ['person/antony-blinken', 'person/dominic-raab'];
    expect((await client.getDocuments({ entity })).items.map(({ id }) => id)).toEqual([room.ids.g7]);
    expect(await client.getSearchFeedAtom({ q: 'london' })).toContain('<feed');
  });

  it('reads every item of a list, page by page', async () => {
    const client = clientOf(room);
    const titles: string[] = [];
    for await (const { title } of everyItem(client, 'getDocuments', { limit: 2 })) titles.push(title);
    expect(titles).toEqual((await client.getDocuments({ limit: 100 })).items.map(({ title }) => title));
    expect(titles.length).toBeGreaterThan(2);
  });

  it('ends the list of changes, whose `next` is never null, once there are no more', async () => {
    let requests = 0;
    const client = createClient({
      origin,
      fetch: (request) => {
        if (++requests > 20) throw new Error('It asks for ever.');
        return room.app.fetch(request);
      },
    });
    const seen: string[] = [];
    // The first pages are empty: a page covers at most 31 days without a change.
    for await (const { time } of everyItem(client, 'getChanges', { since: '2021-01-01', limit: 1 }))
      seen.push(time);
    const { items } = await client.getChanges({ since: '2021-05-01' });
    expect(seen).toEqual(items.map(({ time }) => time));
    expect(seen.length).toBeGreaterThan(1);
  });

  it('throws what the API says', async () => {
    const asked = clientOf(room).getDocument({ id: '0'.repeat(32) });
    await expect(asked).rejects.toThrow(DatelineProblem);
    await expect(asked).rejects.toMatchObject({ status: 404, problem: { title: 'Not Found' } });
  });

  it('sends its key in the header, and a body as JSON', async () => {
    const closed: Newsroom = new Newsroom((c, scope) =>
      admitWithKey({ table: closed.table, clock: () => 0 })(c, scope),
    );
    const { key } = await createApiKey(closed.table, { name: 'desk', scopes: ['operate'], rate: 60 }, 0);
    const urls: string[] = [];
    const client = createClient({
      origin,
      key,
      fetch: (request) => {
        urls.push(request.url);
        return closed.app.fetch(request);
      },
    });
    expect(await client.postQuarantineRedrive({ code: 'input.empty' })).toMatchObject({ keys: 0 });
    await expect(clientOf(closed).getHealth()).rejects.toMatchObject({ status: 401 });
    expect(urls).toEqual([`${origin}/v1/quarantine/redrive`]);
  });
});
