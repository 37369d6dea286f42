/** What every `Search` promises: rows merged under a token, and found by words, phrases and filters, indexed yet or not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Search, SearchQuery, SearchRow } from '../../../core/ports.ts';

export interface SearchFixture {
  search: Search;
  /** Another client of the same table, as another process would have it. */
  another?(): Promise<Search>;
  close(): Promise<void>;
}

const blank: SearchRow = {
  id: '',
  token: 1,
  gone: false,
  title: '',
  standfirst: '',
  text: '',
  entities: [],
  bands: [],
  source: '',
  language: '',
  published: '',
};
const row = (id: string, rest: Partial<SearchRow> = {}): SearchRow => ({ ...blank, id, ...rest });
const tombstone = (id: string, token: number): SearchRow => row(id, { token, gone: true });
const asked = (rest: Partial<SearchQuery>): SearchQuery => ({
  words: '',
  phrases: [],
  without: [],
  entities: [],
  limit: 100,
  offset: 0,
  ...rest,
});

/** Registers the suite. `open` gives an empty table, a new one at every call. */
export function searchContract(name: string, open: () => Promise<SearchFixture>): void {
  describe(`${name} is a Search`, { timeout: 120_000 }, () => {
    mergeContract(open);
    emptyContract(open);
    // A row must be found at once, and in the same way after `optimize` has brought it into the indices.
    for (const state of ['not optimised', 'optimised', 'half optimised'] as const) queryContract(open, state);
    hostileContract(open);
  });
}

function openedFixture(open: () => Promise<SearchFixture>): () => SearchFixture {
  let fixture: SearchFixture;
  beforeAll(async () => {
    fixture = await open();
  }, 60_000);
  afterAll(() => fixture?.close());
  return () => fixture;
}

function opened(open: () => Promise<SearchFixture>): () => Search {
  const fixture = openedFixture(open);
  return () => fixture().search;
}

async function ids(search: Search, query: Partial<SearchQuery>): Promise<string[]> {
  const { hits, total } = await search.query(asked(query));
  expect(total).toBe(hits.length);
  return hits.map((hit) => hit.id).sort();
}

function mergeContract(open: () => Promise<SearchFixture>): void {
  describe('merge', () => {
    const fixture = openedFixture(open);
    const search = () => fixture().search;
    const tokenOf = async (id: string) => (await search().tokensOf([id])).get(id);

    it('inserts, and updates where the row there has an older token', async () => {
      await search().merge([row('a', { token: 1, title: 'first wording' })]);
      await search().merge([row('a', { token: 3, title: 'second wording' })]);
      expect(await tokenOf('a')).toBe(3);
      expect(await ids(search(), { words: 'first' })).toEqual([]);
      expect(await ids(search(), { words: 'second' })).toEqual(['a']);
    });

    it('never gives way to an older one', async () => {
      await search().merge([row('b', { token: 5, title: 'newest' })]);
      await search().merge([row('b', { token: 4, title: 'outdated' })]);
      expect(await tokenOf('b')).toBe(5);
      expect(await ids(search(), { words: 'outdated' })).toEqual([]);
      expect(await ids(search(), { words: 'newest' })).toEqual(['b']);
    });

    it('stays one row when the same comes twice', async () => {
      for (let i = 0; i < 2; i++) await search().merge([row('c', { token: 2, title: 'repeated' })]);
      expect(await ids(search(), { words: 'repeated' })).toEqual(['c']);
    });

    it('lets the newer of two rows with one id win, in whatever order they stand in the batch', async () => {
      await search().merge([row('d', { token: 7, title: 'dnewer' }), row('e', { token: 1 }), row('d', { token: 6, title: 'dolder' })]);
      await search().merge([row('f', { token: 6, title: 'folder' }), row('f', { token: 7, title: 'fnewer' })]);
      expect(await ids(search(), { words: 'dnewer' })).toEqual(['d']);
      expect(await ids(search(), { words: 'fnewer' })).toEqual(['f']);
      expect(await ids(search(), { words: 'dolder' })).toEqual([]);
      expect(await ids(search(), { words: 'folder' })).toEqual([]);
    });

    it('hides what a tombstone replaced, keeps its token, and lets a newer row back in', async () => {
      await search().merge([row('g', { token: 1, title: 'vanishing', entities: ['person/g'] })]);
      await search().merge([tombstone('g', 2)]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual([]);
      expect(await ids(search(), { entities: ['person/g'] })).toEqual([]);
      expect(await tokenOf('g')).toBe(2);
      await search().merge([row('g', { token: 1, title: 'vanishing' })]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual([]);
      await search().merge([row('g', { token: 3, title: 'vanishing' })]);
      expect(await ids(search(), { words: 'vanishing' })).toEqual(['g']);
    });

    it('takes nothing, and a tombstone of what never was', async () => {
      await search().merge([]);
      await search().merge([tombstone('h', 9)]);
      expect(await search().tokensOf(['h', 'never'])).toEqual(new Map([['h', 9]]));
    });

    it('takes 500 rows at once, and tells the tokens of as many', async () => {
      const rows = Array.from({ length: 500 }, (_, i) =>
        row(`bulk ${i}`, { token: i + 1, title: `bulkword number${i}`, text: 'x '.repeat(500) }),
      );
      await search().merge(rows);
      const tokens = await search().tokensOf([...rows.map((each) => each.id), 'never']);
      expect(tokens).toEqual(new Map(rows.map((each) => [each.id, each.token])));
      expect((await search().query(asked({ words: 'bulkword', limit: 10 }))).total).toBe(500);
      await search().optimize();
      expect(await search().tokensOf(rows.map((each) => each.id))).toEqual(tokens);
      expect((await search().query(asked({ words: 'bulkword', limit: 10 }))).total).toBe(500);
      expect(await ids(search(), { words: 'number123' })).toEqual(['bulk 123']);
    });

    it('loses nothing when many merge at once, new rows and the same row', async () => {
      await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          search().merge([row(`parallel ${i}`, { title: 'parallelword' }), row('contended', { token: i + 1, title: `contended${i}` })]),
        ),
      );
      expect(await ids(search(), { words: 'parallelword' })).toEqual(Array.from({ length: 6 }, (_, i) => `parallel ${i}`));
      expect(await tokenOf('contended')).toBe(6);
      expect(await ids(search(), { words: 'contended5' })).toEqual(['contended']);
    });

    it('never makes two rows of one id, even where several processes insert it at once', async ({ skip }) => {
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
        if (round === 1) await search().optimize();
      }
      for (const client of clients) {
        expect((await client.query(asked({ words: 'racedword' }))).total).toBe(16);
        expect(await ids(client, { words: 'by2' })).toEqual(['raced 0', 'raced 1', 'raced 2', 'raced 3']);
        expect(new Set((await client.tokensOf(['raced 0', 'raced 1', 'raced 2', 'raced 3'])).values())).toEqual(new Set([3]));
      }
    });

    it('keeps fencing rows that are in the indices, through merges and optimisations in turn', async () => {
      for (let round = 1; round <= 4; round++) {
        await search().merge(Array.from({ length: 10 }, (_, i) => row(`turn ${i}`, { token: round * 2, title: `turnword round${round}` })));
        await search().optimize();
        await search().merge(Array.from({ length: 10 }, (_, i) => row(`turn ${i}`, { token: round * 2 - 1, title: 'turnword stale' })));
        expect((await search().query(asked({ words: 'turnword' }))).total).toBe(10);
        expect(await ids(search(), { words: 'stale' })).toEqual([]);
        expect(await ids(search(), { words: `round${round}` })).toHaveLength(10);
      }
    });
  });
}

function emptyContract(open: () => Promise<SearchFixture>): void {
  describe('an empty table', () => {
    const search = opened(open);
    it('answers', async () => {
      const nothing = { hits: [], total: 0 };
      for (let i = 0; i < 2; i++) {
        expect(await search().query(asked({ words: 'anything' }))).toEqual(nothing);
        expect(await search().query(asked({ phrases: ['any thing'], without: ['else'] }))).toEqual(nothing);
        expect(await search().query(asked({}))).toEqual(nothing);
        expect(await search().query(asked({ entities: ['person/x'], source: 's', from: '2020-01-01' }))).toEqual(nothing);
        expect(await search().tokensOf(['a'])).toEqual(new Map());
        expect(await search().tokensOf([])).toEqual(new Map());
        await search().optimize();
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

function queryContract(open: () => Promise<SearchFixture>, state: 'not optimised' | 'optimised' | 'half optimised'): void {
  describe(`query, ${state}`, () => {
    const search = opened(open);
    beforeAll(async () => {
      const [old, recent] = state === 'half optimised' ? [news.slice(0, 3), news.slice(3)] : [news, []];
      await search().merge(old);
      if (state !== 'not optimised') await search().optimize();
      await search().merge(recent);
    }, 60_000);

    it.each<[string, Partial<SearchQuery>, string[]]>([
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
      ['a phrase does not span fields', { phrases: ['meeting foreign'] }, []],
      ['a phrase of one word', { phrases: ['Raab'] }, ['g7', 'undated']],
      ['a phrase and a word', { phrases: ['Dominic Raab'], words: 'sanctions' }, ['g7']],
      ['without a word', { words: 'blinken', without: ['guitar'] }, ['g7']],
      ['without a phrase', { words: 'ukraine', without: ['prisoner exchange'] }, ['deutsch', 'g7']],
      ['without several', { words: 'ukraine', without: ['Istanbul', 'Zürich'] }, ['g7']],
      ['without what is nowhere', { words: 'guitar', without: ['zebra'] }, ['profile']],
      ['only without', { without: ['ukraine', 'blinken'] }, ['undated']],
      ['an entity', { entities: ['person/antony-blinken'] }, ['g7', 'profile']],
      ['entities, all of them', { entities: ['person/antony-blinken', 'place/london'] }, ['g7']],
      ['an entity nobody has', { entities: ['person/nobody'] }, []],
      ['a part of an entity’s id is none', { entities: ['person/antony'] }, []],
      ['a source', { source: 'Wire' }, ['g7', 'talks', 'undated']],
      ['a source is its whole name', { source: 'wire' }, []],
      ['a language', { language: 'de' }, ['deutsch']],
      ['from a day', { from: '2021-05-04' }, ['profile', 'talks']],
      ['to a day; the undated are on no day', { to: '2021-05-03' }, ['deutsch', 'g7']],
      ['on a day', { from: '2021-05-03', to: '2021-05-03' }, ['deutsch', 'g7']],
      ['days in the wrong order', { from: '2022-01-01', to: '2021-01-01' }, []],
      [
        'words and all filters',
        { words: 'London', entities: ['person/antony-blinken'], source: 'Wire', language: 'en', from: '2021-01-01', to: '2021-12-31' },
        ['g7'],
      ],
      ['words and a filter that excludes them', { words: 'guitar', source: 'Wire' }, []],
      ['everything that is not gone', {}, ['deutsch', 'g7', 'profile', 'talks', 'undated']],
      ['words of punctuation only ask nothing', { words: '?!' }, ['deutsch', 'g7', 'profile', 'talks', 'undated']],
    ])('%s', async (_, query, expected) => {
      expect(await ids(search(), query)).toEqual(expected);
    });

    it('says token and score of a hit, the best first; the title weighs more', async () => {
      await search().merge([
        row('in text', { token: 4, title: 'Some heading here', text: 'A story that names Ouagadougou in it once' }),
        row('in title', { token: 5, title: 'Ouagadougou', text: 'A story that names it only once in its title, above' }),
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

    it('gives pages that add up, and the total of all', async () => {
      const many = Array.from({ length: 25 }, (_, i) => row(`page ${i}`, { title: 'pageword', text: 'same text', source: 'Pages' }));
      await search().merge(many);
      const queries: Partial<SearchQuery>[] = [{ words: 'pageword' }, { phrases: ['same text'] }, { source: 'Pages' }];
      for (const query of queries) {
        const seen: string[] = [];
        for (let offset = 0; offset < 30; offset += 10) {
          const { hits, total } = await search().query(asked({ ...query, limit: 10, offset }));
          expect(total).toBe(25);
          expect(hits).toHaveLength(Math.min(10, 25 - offset));
          seen.push(...hits.map((hit) => hit.id));
        }
        expect(seen.sort()).toEqual(many.map((each) => each.id).sort());
        expect(await search().query(asked({ words: 'pageword', limit: 10, offset: 1_000 }))).toEqual({ hits: [], total: 25 });
      }
      await search().merge(many.map((each) => tombstone(each.id, 2)));
    });

    it('gives undisturbed pages of filtered rows in the same order every time, the newest first', async () => {
      const { hits } = await search().query(asked({ source: 'Wire' }));
      expect(hits.map((hit) => hit.id)).toEqual(['talks', 'g7', 'undated']);
    });
  });
}

function hostileContract(open: () => Promise<SearchFixture>): void {
  describe('hostile text', () => {
    const search = opened(open);
    const nasty = [
      `it's`,
      `''`,
      `"`,
      `' OR 1=1 --`,
      `') OR gone = true OR ('`,
      `\\' OR true`,
      `a"b\\"c`,
      '`id`',
      '$' + '{x}',
      '%',
      '_',
      '*',
      '?',
      'a:b',
      '+must -not',
      'AND OR NOT',
      '(((',
      '[1 TO 2]',
      '~1 ^2',
      '/re.*/',
      '{"match":{}}',
      '\u0000',
      'line\nbreak',
      '\u{1F4F0}',
      '\u202Ertl',
      'x'.repeat(5_000),
    ];

    it('is stored and found as it is, in every field and filter', async () => {
      await search().merge([
        row('plain', { title: 'plain', text: 'plain text', entities: ['person/plain'], source: 'plain', language: 'en' }),
        tombstone('dead', 1),
      ]);
      await search().merge(
        nasty.map((text, i) =>
          row(text, { token: i + 1, title: text, standfirst: text, text, entities: [text], bands: [text], source: text, language: text }),
        ),
      );
      for (let round = 0; round < 2; round++) {
        const tokens = await search().tokensOf(nasty);
        expect([...tokens]).toHaveLength(nasty.length);
        for (const [i, text] of nasty.entries()) {
          expect(tokens.get(text), text).toBe(i + 1);
          expect(await ids(search(), { entities: [text] }), `entity ${text}`).toEqual([text]);
          expect(await ids(search(), { source: text }), `source ${text}`).toEqual([text]);
          expect(await ids(search(), { language: text }), `language ${text}`).toEqual([text]);
          expect(await ids(search(), { from: text, to: `${text}`, entities: ['nobody'] }), `days ${text}`).toEqual([]);
        }
        await search().optimize();
      }
    });

    it('is taken for words, phrases and what must not be there, never for syntax', async () => {
      for (const text of nasty) {
        for (const query of [
          { words: text },
          { phrases: [text] },
          { without: [text] },
          { words: 'plain', phrases: ['plain text'], without: [text] },
        ]) {
          const { hits } = await search().query(asked({ ...query, limit: 100 }));
          expect(hits.map((hit) => hit.id)).not.toContain('dead');
        }
      }
      expect(await ids(search(), { words: 'plain', without: [`' OR 1=1 --`] })).toEqual(['plain']);
      expect(await ids(search(), { words: `it's` })).toEqual([`it's`]);
    });

    it('replaces rows whose ids are hostile', async () => {
      await search().merge(nasty.map((text) => row(text, { token: 1_000, source: 'replaced' })));
      expect(await ids(search(), { source: 'replaced' })).toEqual([...nasty].sort());
      expect(await ids(search(), { source: nasty[0] ?? '' })).toEqual([]);
    });
  });
}
