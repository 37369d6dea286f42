/** The contract of what `Search.query` finds, by each kind of condition. The order of hits is not in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Search, SearchRow } from '../../../core/ports/search.ts';
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import { groupReprints, printFields } from '../../../core/search/reprintGroups.ts';
import {
  asked,
  compactAll,
  ids,
  opened,
  type Question,
  row,
  type SearchFixture,
  tombstone,
} from './searchRows.ts';

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
    text: 'Der Außenminister traf sich in Zürich. Über die Ukraine sprach man lange. Mbappés Œuvre.',
    standfirst: 'Gəncə שָׁלוֹם كَتَبَ ΑΘΗΝΑΣ.',
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

export type IndexState = 'not optimised' | 'optimised' | 'half optimised';

/** Opens a table of the news, of which all, none or a part is indexed. */
export function openedNews(open: () => Promise<SearchFixture>, state: IndexState): () => Search {
  const search = opened(open);
  beforeAll(async () => {
    const [old, recent] = state === 'half optimised' ? [news.slice(0, 3), news.slice(3)] : [news, []];
    await search().merge(old);
    if (state !== 'not optimised') await compactAll(search());
    await search().merge(recent);
  });
  return search;
}

const ofDocuments = (...documents: string[]) => ({ where: { documents } });
const aWordOrADocument = { where: { any: [{ word: 'summit' }, { documents: ['profile'] }] } };
const aWordOrAnotherSource = { where: { any: [{ word: 'summit' }, { not: { source: 'Wire' } }] } };

export function findingContract(open: () => Promise<SearchFixture>, state: IndexState): void {
  describe(`query, ${state}, finds`, () => {
    const search = openedNews(open, state);

    it.each<[string, Question, string[]]>([
      ['a word in the text', { words: 'guitar' }, ['profile']],
      ['a word in the title', { words: 'arrives' }, ['g7']],
      ['a word in the standfirst', { words: 'summit' }, ['g7']],
      ['whatever the case', { words: 'BLINKEN' }, ['g7', 'profile']],
      ['whatever the ending', { words: 'discussing' }, ['g7', 'talks']],
      ['whatever the accents', { words: 'zurich' }, ['deutsch']],
      ['with the accents', { words: 'Zürich' }, ['deutsch']],
      ['with an accent that is not there', { words: 'guitár' }, ['profile']],
      ['whatever the accent of an ending', { words: 'mbappe' }, ['deutsch']],
      ['with the accent of an ending', { words: 'Mbappé' }, ['deutsch']],
      ['without the points of Hebrew', { words: 'שלום' }, ['deutsch']],
      ['without the signs of Arabic', { words: 'كتب' }, ['deutsch']],
      ['in Greek capitals', { words: 'αθήνας' }, ['deutsch']],
      ['a phrase in Greek capitals', { phrases: ['Αθήνας'] }, ['deutsch']],
      ['a phrase with a letter that few keyboards have', { phrases: ['gence'] }, ['deutsch']],
      ['a letter that is written as two', { phrases: ['œuvre'] }, ['deutsch']],
      ['two letters that are written as one', { phrases: ['oeuvre'] }, ['deutsch']],
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
      ['words in no documents', { words: 'blinken', ...ofDocuments() }, []],
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
      const { rows } = await search().sample({ all: [] }, { atMost: 100, fields: [] });
      expect(rows.map(({ id }) => id).sort()).toEqual(all);
      expect(await ids(search(), { collapse: true })).toEqual(all);
    });

    it('shows of the prints of one day the one that was printed first', async () => {
      const day = '2031-05-03';
      const print = (id: string, hour: number) =>
        row(id, {
          published: day,
          printed: Date.parse(`${day}T0${hour}:00:00Z`),
          bands: ['0-print', '1-print'],
        });
      await search().merge([print('a', 9), print('b', 7), print('c', 8)]);
      const onDay = { from: day, to: day };
      const { hits } = await search().query(asked({ ...onDay, collapse: true }));
      expect(hits.map(({ id, prints }) => [id, prints])).toEqual([['b', 3]]);
      const where: SearchCondition = { all: [{ from: day }, { to: day }] };
      const { rows } = await search().sample(where, { atMost: 100, fields: printFields });
      expect([...groupReprints(rows)]).toEqual([['b', 3]]);
      // What was withdrawn stands for none that was not.
      await search().merge([{ ...print('b', 7), token: 2, status: 'canceled' }]);
      const after = await search().query(asked({ ...onDay, collapse: true }));
      expect(after.hits.map(({ id, prints }) => [id, prints])).toEqual([['c', 3]]);
      await search().merge(['a', 'b', 'c'].map((id) => tombstone(id, 3, day)));
    });
  });
}
