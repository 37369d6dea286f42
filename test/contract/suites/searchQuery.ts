/** The contract of `Search.query`. Longer than 250 lines: each kind of question is a line of one table. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchRow } from '../../../core/ports/search.ts';
import { searchOrders } from '../../../core/search/searchConstants.ts';
import {
  anywhere,
  asked,
  compactAll,
  ids,
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

const news: SearchRow[] = [
  row('g7', {
    title: 'Blinken arrives in London for G7 meeting',
    standfirst: 'Foreign ministers prepare the summit',
    text: 'Antony Blinken met Dominic Raab. They discussed sanctions against Russia and the war in Ukraine.',
    entities: ['person/antony-blinken', 'person/dominic-raab', 'place/london'],
    source: 'Wire',
    language: 'en',
    published: '2021-05-03',
  }),
  row('talks', {
    title: 'Talks resume',
    text: 'The ministers were meeting again. Russia and Ukraine discussed a prisoner exchange in Istanbul.',
    entities: ['place/istanbul', 'place/russia'],
    source: 'Wire',
    language: 'en',
    published: '2022-06-01',
  }),
  row('profile', {
    title: 'A life in diplomacy',
    text: 'This profile of Blinken, Antony, tells how he played the guitar. London features once.',
    entities: ['person/antony-blinken'],
    source: 'The Post',
    language: 'en',
    published: '2021-05-04',
  }),
  row('deutsch', {
    title: 'Außenminister in Zürich',
    text: 'Der Außenminister traf sich in Zürich. Über die Lage in der Ukraine sprach man lange.',
    entities: ['place/zurich'],
    source: 'Blatt',
    language: 'de',
    published: '2021-05-03',
  }),
  row('undated', {
    title: 'Undated note about Raab',
    text: 'The who and the what: to be or not to be.',
    entities: ['person/dominic-raab'],
    source: 'Wire',
    language: 'en',
  }),
  tombstone('gone', 1),
];

const ofDocuments = (...documents: string[]) => ({ where: { documents } });
const aWordOrADocument = { where: { any: [{ word: 'summit' }, { documents: ['profile'] }] } };
const aWordOrAnotherSource = { where: { any: [{ word: 'summit' }, { not: { source: 'Wire' } }] } };

export function queryContract(
  open: () => Promise<SearchFixture>,
  state: 'not optimised' | 'optimised' | 'half optimised',
): void {
  describe(`query, ${state}`, () => {
    const search = opened(open);
    beforeAll(async () => {
      const [old, recent] = state === 'half optimised' ? [news.slice(0, 3), news.slice(3)] : [news, []];
      await search().merge(old);
      if (state !== 'not optimised') await compactAll(search());
      await search().merge(recent);
    });

    it.each<[string, Question, string[]]>([
      ['a word in the text', { words: 'guitar' }, ['profile']],
      ['a word in the title', { words: 'arrives' }, ['g7']],
      ['a word in the standfirst', { words: 'summit' }, ['g7']],
      ['whatever the case', { words: 'BLINKEN' }, ['g7', 'profile']],
      ['whatever the ending', { words: 'discussing' }, ['g7', 'talks']],
      ['whatever the accents', { words: 'zurich' }, ['deutsch']],
      ['with the accents', { words: 'Zürich' }, ['deutsch']],
      ['all words must be there', { words: 'Russia Istanbul' }, ['talks']],
      ['in whichever field', { words: 'arrives summit sanctions' }, ['g7']],
      ['one is not there', { words: 'Russia guitar' }, []],
      ['small words count too', { words: 'the who' }, ['undated']],
      ['a phrase', { phrases: ['Antony Blinken'] }, ['g7']],
      ['a phrase in the title', { phrases: ['life in diplomacy'] }, ['profile']],
      ['a phrase of small words', { phrases: ['to be or not to be'] }, ['undated']],
      ['two phrases', { phrases: ['Russia and', 'prisoner exchange'] }, ['talks']],
      ['a phrase from the title on into what follows', { phrases: ['meeting foreign'] }, ['g7']],
      ['a phrase of one word', { phrases: ['Raab'] }, ['g7', 'undated']],
      ['a phrase and a word', { phrases: ['Dominic Raab'], words: 'sanctions' }, ['g7']],
      ['without a word', { words: 'blinken', without: ['guitar'] }, ['g7']],
      ['without a phrase', { words: 'ukraine', without: ['prisoner exchange'] }, ['deutsch', 'g7']],
      ['without several', { words: 'ukraine', without: ['Istanbul', 'Zürich'] }, ['g7']],
      ['without what is nowhere', { words: 'guitar', without: ['zebra'] }, ['profile']],
      ['only without', { without: ['ukraine', 'blinken'] }, ['undated']],
      ['a word or another source', aWordOrAnotherSource, ['deutsch', 'g7', 'profile']],
      ['an entity', { entities: [['person/antony-blinken']] }, ['g7', 'profile']],
      ['entities, all of them', { entities: [['person/antony-blinken'], ['place/london']] }, ['g7']],
      ['one of two entities', { entities: [['person/nobody', 'person/antony-blinken']] }, ['g7', 'profile']],
      ['an entity nobody has', { entities: [['person/nobody']] }, []],
      ['a part of an entity’s id is none', { entities: [['person/antony']] }, []],
      ['documents by id', ofDocuments('g7', 'undated', 'gone', 'nowhere'), ['g7', 'undated']],
      ['no documents at all', ofDocuments(), []],
      ['words in these documents', { words: 'blinken', ...ofDocuments('profile', 'deutsch') }, ['profile']],
      ['a word, or one of these documents', aWordOrADocument, ['g7', 'profile']],
      ['many ids', ofDocuments(...Array.from({ length: 1200 }, (_, i) => `x${i}`), 'g7'), ['g7']],
      ['a source', { source: 'Wire' }, ['g7', 'talks', 'undated']],
      ['a source is its whole name', { source: 'wire' }, []],
      ['a language', { language: 'de' }, ['deutsch']],
      ['from a day', { from: '2021-05-04' }, ['profile', 'talks']],
      ['to a day; the undated are on no day', { to: '2021-05-03' }, ['deutsch', 'g7']],
      ['on a day', { from: '2021-05-03', to: '2021-05-03' }, ['deutsch', 'g7']],
      ['days in the wrong order', { from: '2022-01-01', to: '2021-01-01' }, []],
      [
        'words and all filters',
        {
          words: 'London',
          entities: [['person/antony-blinken']],
          source: 'Wire',
          language: 'en',
          from: '2021-01-01',
          to: '2021-12-31',
        },
        ['g7'],
      ],
      ['words and a filter that excludes them', { words: 'guitar', source: 'Wire' }, []],
      ['everything that is not gone', {}, ['deutsch', 'g7', 'profile', 'talks', 'undated']],
      [
        'words of punctuation only ask nothing',
        { words: '?!' },
        ['deutsch', 'g7', 'profile', 'talks', 'undated'],
      ],
    ])('%s', async (_, query, expected) => {
      expect(await ids(search(), query)).toEqual(expected);
    });

    it('neither samples nor collapses what is gone', async () => {
      const all = ['deutsch', 'g7', 'profile', 'talks', 'undated'];
      const { rows } = await search().sample({ all: [] }, { atMost: 100, bands: false });
      expect(rows.map(({ id }) => id).sort()).toEqual(all);
      expect(await ids(search(), { collapse: true })).toEqual(all);
    });

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
