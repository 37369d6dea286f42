/** The contract of the hits of `Search.query`: their order, scores, pages and versions. */
import { describe, expect, it } from 'vitest';
import { searchOrders } from '../../../core/ports/search.ts';
import { type IndexState, openedNews } from './searchFinds.ts';
import {
  anywhere,
  asked,
  compactAll,
  opened,
  type Question,
  row,
  type SearchFixture,
  tombstone,
} from './searchRows.ts';

export function emptyContract(open: () => Promise<SearchFixture>): void {
  describe('an empty table', () => {
    const search = opened(open);
    it('answers', async () => {
      const nothing = { hits: [], total: 0, version: expect.any(String) };
      for (let i = 0; i < 2; i++) {
        expect(await search().query(asked({ words: 'anything' }))).toEqual(nothing);
        expect(await search().query(asked({ phrases: ['any thing'], without: ['else'] }))).toEqual(nothing);
        expect(await search().query(asked({}))).toEqual(nothing);
        expect(
          await search().query(asked({ entities: [['person/x']], source: 's', from: '2020-01-01' })),
        ).toEqual(nothing);
        expect(await search().tokensOf(anywhere(['a']))).toEqual(new Map());
        expect(await search().tokensOf(anywhere([]))).toEqual(new Map());
        expect(await search().rows(anywhere(['a']))).toEqual([]);
        await compactAll(search());
      }
    });
  });
}

export function queryContract(open: () => Promise<SearchFixture>, state: IndexState): void {
  describe(`query, ${state}`, () => {
    const search = openedNews(open, state);

    it('returns token and score of hits, best first; the title weighs more', async () => {
      await search().merge([
        row('in text', {
          token: 4,
          title: 'Some heading here',
          text: 'A story that names Ouagadougou in it once',
        }),
        row('in title', {
          token: 5,
          title: 'Ouagadougou',
          text: 'A story that names it only once in its title, above',
        }),
      ]);
      const { hits, total } = await search().query(asked({ words: 'Ouagadougou' }));
      expect(hits.map(({ id, token }) => [id, token])).toEqual([
        ['in title', 5],
        ['in text', 4],
      ]);
      expect(total).toBe(2);
      expect(hits[0]?.score).toBeGreaterThan(hits[1]?.score ?? Number.POSITIVE_INFINITY);
      await search().merge([tombstone('in text', 5), tombstone('in title', 6)]);
    });

    it('returns disjoint pages that cover all hits, and the total', async () => {
      const many = Array.from({ length: 25 }, (_, i) =>
        row(`page ${i}`, { title: 'pageword', text: 'same text', source: 'Pages' }),
      );
      await search().merge(many);
      const queries: Question[] = [{ words: 'pageword' }, { phrases: ['same text'] }, { source: 'Pages' }];
      for (const query of queries) {
        const seen: string[] = [];
        for (let offset = 0; offset < 30; offset += 10) {
          const { hits, total } = await search().query(asked({ ...query, limit: 10, offset }));
          expect(total).toBe(25);
          expect(hits).toHaveLength(Math.min(10, 25 - offset));
          seen.push(...hits.map((hit) => hit.id));
        }
        expect(seen.sort()).toEqual(many.map((each) => each.id).sort());
        expect(await search().query(asked({ words: 'pageword', limit: 10, offset: 1_000 }))).toMatchObject({
          hits: [],
          total: 25,
        });
      }
      await search().merge(many.map((each) => tombstone(each.id, 2)));
    });

    it('returns pages of filtered rows in a stable order, newest first', async () => {
      const { hits } = await search().query(asked({ source: 'Wire' }));
      expect(hits.map((hit) => hit.id)).toEqual(['talks', 'g7', 'undated']);
    });

    it('returns hits newest first on request, undated ones last', async () => {
      const newest = async (query: Question) =>
        (await search().query(asked({ ...query, order: 'newest' }))).hits.map((hit) => hit.id);
      expect(await newest({ words: 'Ukraine' })).toEqual(['talks', 'deutsch', 'g7']);
      expect(await newest({ words: 'Raab' })).toEqual(['g7', 'undated']);
      expect(await newest({ without: ['guitar'] })).toEqual(['talks', 'deutsch', 'g7', 'undated']);
    });

    it('sorts the hits of a day by time, and undated ones by when they came', async () => {
      const times = [
        '2019-03-02T09:00Z',
        '2019-03-02T17:00Z',
        '2019-03-02',
        '2019-03-01T21:00Z',
        '2019-02-28',
      ];
      const dated = times.map((time, i) =>
        row(`time ${4 - i}`, { published: time.slice(0, 10), printed: Date.parse(time), text: 'hourword' }),
      );
      const undated = [2, 3].map((printed) => row(`time ${8 - printed}`, { printed, text: 'hourword' }));
      await search().merge([...dated.slice(2), ...undated]);
      await compactAll(search());
      await search().merge(dated.slice(0, 2));
      const expected = ['time 3', 'time 4', 'time 2', 'time 1', 'time 0', 'time 5', 'time 6'];
      const ids = expected.toSorted();
      for (const question of [
        { words: 'hourword', order: 'newest' as const },
        { where: { documents: ids } },
      ]) {
        const found: string[] = [];
        for (let offset = 0; offset < expected.length; offset += 2) {
          const { hits } = await search().query(asked({ ...question, limit: 2, offset }));
          found.push(...hits.map(({ id }) => id));
        }
        expect(found).toEqual(expected);
      }
      await search().merge([
        ...dated.map((each) => tombstone(each.id, 2, each.published)),
        ...undated.map((each) => tombstone(each.id, 2)),
      ]);
    });

    it('returns consistent pages of one version despite writes in between', async () => {
      const words = 'steadyword';
      const rows = Array.from({ length: 9 }, (_, i) =>
        row(`steady ${i}`, { text: words, published: `2020-01-0${i + 1}` }),
      );
      for (const order of searchOrders) {
        await search().merge(rows.map((each) => ({ ...each, token: 1 })));
        const seen: string[] = [];
        let version: string | undefined;
        for (let offset = 0; offset < 9; offset += 3) {
          const found = await search().query(
            asked({ words, order, limit: 3, offset, ...(version !== undefined && { version }) }),
          );
          expect([found.total, found.version]).toEqual([9, version ?? found.version]);
          version = found.version;
          seen.push(...found.hits.map((hit) => hit.id));
          await search().merge([
            row(`new ${order} ${offset}`, { title: words, text: words, published: '2021-01-01' }),
          ]);
        }
        expect(seen.sort()).toEqual(rows.map((each) => each.id));
        expect((await search().query(asked({ words, order, version: 'none' }))).total).toBe(12);
        await search().merge([0, 3, 6].map((offset) => tombstone(`new ${order} ${offset}`, 2, '2021-01')));
      }
    });
  });
}
