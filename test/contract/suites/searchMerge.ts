/** The contract of `Search.merge`: newer tokens win, no row is lost, no id has two rows. */
import { describe, expect, it } from 'vitest';
import {
  anywhere,
  asked,
  compactAll,
  ids,
  openedFixture,
  row,
  type SearchFixture,
  tombstone,
} from './searchRows.ts';

export function mergeContract(open: () => Promise<SearchFixture>): void {
  describe('merge', () => {
    const fixture = openedFixture(open);
    const search = () => fixture().search;
    const tokenOf = async (id: string) => (await search().tokensOf(anywhere([id]))).get(id);

    it('stores rows as they were merged', async () => {
      const whole = row('r', {
        token: 4,
        title: 'Ærø’s «ferry»',
        standfirst: 'It sails.',
        text: "It's late.\n\n\u{1F6A2}",
        entities: ['place/aero', "person/o'neil"],
        bands: ['0:1', '1:2'],
        source: 'wire',
        language: 'da',
        published: '2021-05-03',
      });
      const others = Array.from({ length: 1200 }, (_, i) => row(`r ${i}`, { text: `number ${i}` }));
      await search().merge([whole, tombstone('r gone', 3), ...others]);
      expect(await search().rows(anywhere(['r']))).toEqual([whole]);
      expect(await search().rows(anywhere(['r gone', 'never']))).toEqual([tombstone('r gone', 3)]);
      expect(await search().rows(anywhere([]))).toEqual([]);
      const found = await search().rows(anywhere(others.map(({ id }) => id)));
      expect(new Map(found.map((each) => [each.id, each]))).toEqual(
        new Map(others.map((each) => [each.id, each])),
      );
    });

    it('inserts rows, and replaces those with an older token', async () => {
      await search().merge([row('a', { token: 1, title: 'first wording' })]);
      await search().merge([row('a', { token: 3, title: 'second wording' })]);
      expect(await tokenOf('a')).toBe(3);
      expect(await ids(search(), { words: 'first' })).toEqual([]);
      expect(await ids(search(), { words: 'second' })).toEqual(['a']);
    });

    it('never replaces a row by an older one', async () => {
      await search().merge([row('b', { token: 5, title: 'newest' })]);
      await search().merge([row('b', { token: 4, title: 'outdated' })]);
      expect(await tokenOf('b')).toBe(5);
      expect(await ids(search(), { words: 'outdated' })).toEqual([]);
      expect(await ids(search(), { words: 'newest' })).toEqual(['b']);
    });

    it('keeps all rows through a purge, even with concurrent writes', async () => {
      await search().merge([
        row('p1', { token: 1, title: 'purged heron' }),
        row('p2', { token: 1, title: 'purged egret' }),
      ]);
      await compactAll(search());
      await search().merge([tombstone('p1', 2)]);
      const another = (await fixture().another?.()) ?? search();
      const writing = (async () => {
        for (let token = 2; token < 6; token++)
          await another.merge([row('p2', { token, title: `purged bittern ${token}` })]);
      })();
      await search().purge();
      await writing;
      expect(await tokenOf('p1')).toBe(2);
      expect(await tokenOf('p2')).toBe(5);
      expect(await ids(search(), { words: 'heron' })).toEqual([]);
      expect(await ids(search(), { words: 'bittern' })).toEqual(['p2']);
      await search().purge();
      expect(await ids(search(), { words: 'purged' })).toEqual(['p2']);
    });

    it('keeps one row of two equal merges', async () => {
      for (let i = 0; i < 2; i++) await search().merge([row('c', { token: 2, title: 'repeated' })]);
      expect(await ids(search(), { words: 'repeated' })).toEqual(['c']);
    });

    it('keeps the row that it has if another has the same token', async () => {
      await search().merge([row('same', { token: 2, title: 'curlew' })]);
      await search().merge([row('same', { token: 2, title: 'sandpiper' })]);
      expect(await ids(search(), { words: 'curlew' })).toEqual(['same']);
      expect(await ids(search(), { words: 'sandpiper' })).toEqual([]);
    });

    it('lets the newer of two rows with one id win, in either order in the batch', async () => {
      await search().merge([
        row('d', { token: 7, title: 'dnewer' }),
        row('e', { token: 1 }),
        row('d', { token: 6, title: 'dolder' }),
      ]);
      await search().merge([
        row('f', { token: 6, title: 'folder' }),
        row('f', { token: 7, title: 'fnewer' }),
      ]);
      expect(await ids(search(), { words: 'dnewer' })).toEqual(['d']);
      expect(await ids(search(), { words: 'fnewer' })).toEqual(['f']);
      expect(await ids(search(), { words: 'dolder' })).toEqual([]);
      expect(await ids(search(), { words: 'folder' })).toEqual([]);
    });

    it('hides a row behind a tombstone, keeps its token, and accepts a newer row', async () => {
      await search().merge([row('g', { token: 1, title: 'vanishing', entities: ['person/g'] })]);
      await search().merge([tombstone('g', 2)]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual([]);
      expect(await ids(search(), { entities: [['person/g']] })).toEqual([]);
      expect(await tokenOf('g')).toBe(2);
      await search().merge([row('g', { token: 1, title: 'vanishing' })]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual([]);
      await search().merge([row('g', { token: 3, title: 'vanishing' })]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual(['g']);
    });

    it('accepts no rows at all, and a tombstone of an unknown id', async () => {
      await search().merge([]);
      await search().merge([tombstone('h', 9)]);
      expect(await search().tokensOf(anywhere(['h', 'never']))).toEqual(new Map([['h', 9]]));
    });

    it('accepts 500 rows at once, and returns the tokens of as many', async () => {
      const rows = Array.from({ length: 500 }, (_, i) =>
        row(`bulk ${i}`, { token: i + 1, title: `bulkword number${i}`, text: 'x '.repeat(500) }),
      );
      await search().merge(rows);
      const tokens = await search().tokensOf(anywhere([...rows.map((each) => each.id), 'never']));
      expect(tokens).toEqual(new Map(rows.map((each) => [each.id, each.token])));
      expect((await search().query(asked({ words: 'bulkword', limit: 10 }))).total).toBe(500);
      await compactAll(search());
      expect(await search().tokensOf(anywhere(rows.map((each) => each.id)))).toEqual(tokens);
      expect((await search().query(asked({ words: 'bulkword', limit: 10 }))).total).toBe(500);
      expect(await ids(search(), { words: 'number123' })).toEqual(['bulk 123']);
    });

    it('loses nothing in concurrent merges of new rows and of the same row', async () => {
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          search().merge([
            row(`parallel ${i}`, { title: 'parallelword' }),
            row('contended', { token: i + 1, title: `contended${i}` }),
          ]),
        ),
      );
      expect(await ids(search(), { words: 'parallelword' })).toEqual(
        Array.from({ length: 6 }, (_, i) => `parallel ${i}`),
      );
      expect(await tokenOf('contended')).toBe(6);
      expect(await ids(search(), { words: 'contended5' })).toEqual(['contended']);
    });

    it('never has two rows of one id, even if several processes insert it at once', async ({ skip }) => {
      const { another } = fixture();
      if (another === undefined) return skip('a table of one process');
      const clients = [search(), await another(), await another()];
      for (let round = 0; round < 4; round++) {
        await Promise.all(
          clients.map((client, i) =>
            client.merge([
              row(`raced ${round}`, { token: i + 1, title: `racedword by${i}` }),
              row(`own ${round} ${i}`, { title: 'racedword' }),
            ]),
          ),
        );
        if (round === 1) await compactAll(search());
      }
      for (const client of clients) {
        expect((await client.query(asked({ words: 'racedword' }))).total).toBe(16);
        expect(await ids(client, { words: 'by2' })).toEqual(['raced 0', 'raced 1', 'raced 2', 'raced 3']);
        expect(
          new Set((await client.tokensOf(anywhere(['raced 0', 'raced 1', 'raced 2', 'raced 3']))).values()),
        ).toEqual(new Set([3]));
      }
    });

    it('compares tokens of indexed rows too, through alternating merges and optimisations', async () => {
      for (let round = 1; round <= 4; round++) {
        await search().merge(
          Array.from({ length: 10 }, (_, i) =>
            row(`turn ${i}`, { token: round * 2, title: `turnword round${round}` }),
          ),
        );
        await compactAll(search());
        await search().merge(
          Array.from({ length: 10 }, (_, i) =>
            row(`turn ${i}`, { token: round * 2 - 1, title: 'turnword stale' }),
          ),
        );
        expect((await search().query(asked({ words: 'turnword' }))).total).toBe(10);
        expect(await ids(search(), { words: 'stale' })).toEqual([]);
        expect(await ids(search(), { words: `round${round}` })).toHaveLength(10);
      }
    });
  });
}
