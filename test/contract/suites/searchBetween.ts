/** The contract of `Search.publishedBetween` and `Search.census`. */
import { describe, expect, it } from 'vitest';
import { leadCharacters } from '../../../core/ports/search.ts';
import { compactAll, opened, row, type SearchFixture, tombstone } from './searchRows.ts';

export function betweenContract(open: () => Promise<SearchFixture>): void {
  describe('publishedBetween', () => {
    const search = opened(open);
    const between = async (from: string, to: string, entities: string[][] = [], limit = 100) => {
      const { rows, more } = await search().publishedBetween({ from, to, entities }, limit);
      return { ids: rows.map(({ id }) => id), more };
    };

    it('returns rows without their text, newest first, indexed or not', async () => {
      expect(await between('2021-01-01', '2021-12-31')).toEqual({ ids: [], more: false });
      const long = 'A long story. '.repeat(200);
      const told = {
        title: 'Title',
        standfirst: 'Standfirst',
        entities: ['place/x', "place/it's"],
        bands: ['0-a'],
        source: 'Wire',
        status: 'withheld',
      };
      await search().merge([
        row('old', { ...told, text: long, published: '2021-05-01', token: 3 }),
        row('undated'),
      ]);
      await compactAll(search());
      await search().merge([
        row('new', { published: '2021-05-03', text: 'short' }),
        row('gone', { published: '2021-05-02' }),
      ]);
      await search().merge([tombstone('gone', 2, '2021-05')]);
      expect(await between('2021-05-01', '2021-05-03')).toEqual({ ids: ['new', 'old'], more: false });
      expect(await between('2021-05-01', '2021-05-03', [], 1)).toEqual({ ids: ['new'], more: true });
      expect(await between('2021-05-02', '2021-05-02')).toEqual({ ids: [], more: false });
      expect(await between('0001-01-01', '9999-12-31', [["place/it's"], ['place/x']])).toEqual({
        ids: ['old'],
        more: false,
      });
      expect(await between('0001-01-01', '9999-12-31', [['place/y', 'place/x']])).toEqual({
        ids: ['old'],
        more: false,
      });
      const { rows } = await search().publishedBetween(
        { from: '2021-05-01', to: '2021-05-01', entities: [] },
        1,
      );
      expect(rows).toEqual([
        {
          ...told,
          id: 'old',
          token: 3,
          published: '2021-05-01',
          lead: `Title\n\nStandfirst\n\n${long}`.slice(0, leadCharacters),
        },
      ]);
      const without = await search().publishedBetween(
        { from: '2021-05-01', to: '2021-05-03', entities: [], except: ['2021-05-02', '2021-05-03'] },
        10,
      );
      expect(without).toEqual({ rows, more: false });
      const brief = await search().publishedBetween(
        { from: '2021-05-01', to: '2021-05-01', entities: [], brief: true },
        1,
      );
      expect(brief.rows).toEqual(rows.map((each) => ({ ...each, lead: '', entities: [], bands: [] })));
    });
  });
  describe('census', () => {
    const search = opened(open);

    it('counts documents by source, language and day, as they are now', async () => {
      const counted = async () => {
        const { documents, ...by } = await search().census();
        const plain = Object.entries(by).map(([name, numbers]) => [name, Object.fromEntries(numbers)]);
        return { documents, ...Object.fromEntries(plain) };
      };
      expect(await counted()).toEqual({ documents: 0, sources: {}, languages: {}, days: {} });
      await search().merge([
        row('a', { source: 'Süd', language: 'de', published: '2021-05-01' }),
        row('b', { source: 'Wire', language: 'en', published: '2021-05-01' }),
        row('c', { source: 'Wire', language: 'en', published: '2021-07-01' }),
        row('d', { source: 'Süd', language: '' }),
      ]);
      const first = {
        documents: 4,
        sources: { Süd: 2, Wire: 2 },
        languages: { '': 1, de: 1, en: 2 },
        days: { '': 1, '2021-05-01': 2, '2021-07-01': 1 },
      };
      expect(await counted()).toEqual(first);
      expect(await counted()).toEqual(first);
      await compactAll(search());
      await search().merge([
        row('a', { source: 'Post', language: 'de', published: '2021-05-02', token: 2 }),
        tombstone('c', 2, '2021-07'),
      ]);
      expect(await counted()).toEqual({
        documents: 3,
        sources: { Post: 1, Süd: 1, Wire: 1 },
        languages: { '': 1, de: 1, en: 1 },
        days: { '': 1, '2021-05-01': 1, '2021-05-02': 1 },
      });
    });
  });
}
