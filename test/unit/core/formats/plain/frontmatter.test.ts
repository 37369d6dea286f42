import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

describe('front matter and Markdown', () => {
  const body = '\n\nThe quay is closed until the ice breaks, the harbour master said on Tuesday.\n';

  test('of a clipped page has its address as the source, and links to notes', async () => {
    const front = 'title: Quay\nsource: "https://www.a.example/quay"\nauthor:\n  - "[[Moira Tulloch]]"';
    expect(await contentOf(`---\n${front}\n---${body}`, { key: 'a.md' })).toMatchObject({
      authors: ['Moira Tulloch'],
      source: { name: 'a.example', url: 'https://www.a.example/quay', domain: 'a.example' },
    });
  });

  test.each([
    'author: "[[Moira Tulloch]]"',
    'author: [[Moira Tulloch]]',
    "authors: ['[[People/Moira Tulloch|Moira Tulloch]]']",
    'authors:\n  - [[Moira Tulloch]]',
  ])('has links to notes: %s', async (line) => {
    const read = await contentOf(`---\ntitle: On [[Quay|the quay]]\n${line}\n---${body}`, { key: 'a.md' });
    expect([read.title, read.authors]).toEqual(['On the quay', ['Moira Tulloch']]);
  });

  test('has several links to notes, and lists in lists are none', async () => {
    const subjects = async (tags: string) =>
      (await contentOf(`---\ntitle: Quay\n${tags}\n---${body}`)).subjects;
    expect(await subjects('tags: [[ports]], [[The sea|sea]]')).toEqual(['ports', 'sea']);
    expect(await subjects('tags: ["[[ports]]", "[[sea]]", ice]')).toEqual(['ports', 'sea', 'ice']);
    expect(await subjects('tags: ["a [1]", "b"]')).toEqual(['a [1]', 'b']);
  });

  test('a text has them too', async () => {
    const line =
      'The [[Quay|old quay]] and the [[Ferry]] are shut.![[pier.png]] See [[1]](https://a.example/x) [[2].';
    const { paragraphs } = await contentOf(`---\ntitle: Quay\n---\n\n${line}\n`);
    expect(paragraphs[0]?.text).toBe(
      'The old quay and the Ferry are shut. See [[1]](https://a.example/x) [[2].',
    );
    expect((await contentOf(`Quay\n\n${line}\n`)).paragraphs[0]?.text).toBe(line);
  });

  test('names the author, and a line of the text names her again', async () => {
    const read = async (line: string) => {
      const content = await contentOf(`---\ntitle: Quay\nauthor: Moira Tulloch\n---\n\n${line}${body}`);
      return [content.byline, content.paragraphs.map(({ text }) => text)];
    };
    expect(await read('By Moira Tulloch')).toEqual(['Moira Tulloch', [body.trim()]]);
    expect(await read('By Bo Ek')).toEqual(['Moira Tulloch', ['By Bo Ek', body.trim()]]);
  });

  test('says who uploaded a text and where it stood, which are no author and no source', async () => {
    const front = 'title: Quay\nuser: admin\naccount: desk\nmedium: print';
    const { byline, source } = await contentOf(`---\n${front}\n---${body}`, { key: 'courier/a.md' });
    expect([byline, source.name]).toEqual([undefined, 'courier']);
  });

  test.each([
    ['---', String.raw`title: "He said \"no\" – \u00dcbel" # checked`, 'He said "no" – Übel'],
    ['---', "title: 'It''s over: ''no'' is no'", "It's over: 'no' is no"],
    ['---', 'title: "Quay" is "shut"', '"Quay" is "shut"'],
    ['---', 'title: "She said "no" today"', 'She said "no" today'],
    ['---', "title: 'It's over'", "It's over"],
    ['+++', String.raw`title = "The \"Quay\""`, 'The "Quay"'],
  ])('between %s: %s', async (fence, line, title) => {
    expect(await contentOf(`${fence}\n${line}\n${fence}${body}`)).toMatchObject({ title });
  });

  test.each([
    'tags: [ports, "wind: sea", \'fish, fresh\']',
    'tags: [\n  ports,\n  "wind: sea",\n  "fish, fresh"\n]',
    'tags:\n  [\n    ports, # first\n    "wind: sea",\n    "fish, fresh",\n  ] # last',
    'tags:\n  - ports\n  - "wind: sea"\n  - "fish, fresh"',
  ])('has a list: %j', async (tags) => {
    const { subjects, title } = await contentOf(`---\ntitle: Quay\n${tags}\nlang: en\n---${body}`);
    expect([title, subjects]).toEqual(['Quay', ['ports', 'wind: sea', 'fish, fresh']]);
  });

  test('goes on after a list that is not closed, and keeps the apostrophes of one', async () => {
    const front = "tags: ['tis ice, Jane's]\ntitle: [Live\nlang: en\nauthor: Moira Tulloch";
    expect(await contentOf(`---\n${front}\n---${body}`)).toMatchObject({
      title: '[Live',
      authors: ['Moira Tulloch'],
      subjects: ["'tis ice", "Jane's"],
    });
  });

  test.each([
    ['embargo: 2026-12-18T06:00:00Z', '2026-12-18T06:00:00Z'],
    ['embargo_until: 18 December 2026', '2026-12-18'],
    ['date: 2026-12-01\nembargo: Friday 18 December, 6am', '2026-12-18T06:00'],
    ['embargoed: true', undefined],
  ])('holds back until the end of an embargo: %s', async (line, until) => {
    const { quality, embargoedUntil } = await contentOf(`---\ntitle: Ferry\n${line}\n---\n\nIt is late.\n`);
    expect([quality.flags, embargoedUntil?.value]).toEqual([['embargoed'], until]);
  });

  test.each(['embargo: false', 'embargo: none', 'embargo: lifted on 3 May 2026'])(
    'holds nothing back that has no embargo: %s',
    async (line) => {
      const { quality } = await contentOf(`---\ntitle: Ferry\n${line}\n---\n\nIt is late.\n`);
      expect(quality.flags).toEqual([]);
    },
  );

  test('withholds a draft', async () => {
    const flags = async (line: string) =>
      (await contentOf(`---\ntitle: Quay\n${line}\n---${body}`)).quality.flags;
    expect(await flags('draft: true')).toEqual(['status-withheld']);
    expect(await flags('draft: false')).toEqual([]);
  });

  test('sets every field that a record has', async () => {
    const front = [
      ...[
        'title: "Quay: shut"',
        'kicker: Harbour',
        'summary: >-',
        '  Two trawlers lie outside',
        '  until it opens.',
        'author:',
        '  - name: Moira Tulloch',
      ],
      ...[
        '    role: reporter',
        '  - name: Bo Ek',
        'date: 2026-03-04',
        'updated: 2026-03-05T10:00:00Z',
        'lang: en-GB',
        'tags: [ice, harbours]',
        'genre: News',
      ],
      ...[
        'urgency: 3',
        'id: q-1',
        'source: Harbour Gazette',
        'publisher: Gazette Press',
        'license: Free for all.',
      ],
      ...['url: https://a.example/quay', 'canonical: https://a.example/2026/quay'],
    ];
    const content = await contentOf(`---\n${front.join('\n')}\n---${body}`);
    expect(content).toMatchObject({
      title: 'Quay: shut',
      kicker: 'Harbour',
      standfirst: 'Two trawlers lie outside until it opens.',
      authors: ['Moira Tulloch', 'Bo Ek'],
      published: { value: '2026-03-04' },
      modified: { value: '2026-03-05T10:00:00Z' },
      language: { tag: 'en-GB', source: 'document' },
      subjects: ['ice', 'harbours'],
      genre: 'News',
      urgency: 3,
    });
    expect(content.source).toEqual({
      name: 'Harbour Gazette',
      domain: 'a.example',
      url: 'https://a.example/quay',
      canonicalUrl: 'https://a.example/2026/quay',
      guid: 'q-1',
      publisher: 'Gazette Press',
      usageTerms: 'Free for all.',
    });
    expect(content.paragraphs).toHaveLength(1);
  });

  test('in TOML', async () => {
    const front =
      'title = "Quay shut"\ndate = 2026-03-04T08:00:00Z\ntags = ["ice", "harbours"]\nauthor = "Moira Tulloch"';
    expect(await contentOf(`+++\n${front}\n+++${body}`)).toMatchObject({
      title: 'Quay shut',
      published: { value: '2026-03-04T08:00:00Z' },
      subjects: ['ice', 'harbours'],
      authors: ['Moira Tulloch'],
    });
  });

  const markdown = [
    '---',
    'title: "Ferry line: a year on"',
    'date: 2024-03-09T08:15:00+02:00',
    'author: Ann Example and Bo Sample',
    'standfirst: Passengers are back.',
    'url: https://news.example.org/ferry',
    'source: Coast Daily',
    'lang: en_GB',
    'tags: [ferries, transport]',
    '---',
    '# Ferry line: a year on',
    '',
    '## The first winter',
    '',
    'A **hard** winter, said [the owner](https://example.org/x).',
    '',
    '- first boat',
    '- second boat',
    '',
    '> We were lucky.',
  ].join('\n');

  test('fields become metadata, and Markdown signs become roles', async () => {
    const content = await contentOf(markdown);
    expect(content).toMatchObject({
      title: 'Ferry line: a year on',
      standfirst: 'Passengers are back.',
      byline: 'Ann Example and Bo Sample',
      authors: ['Ann Example', 'Bo Sample'],
      published: { value: '2024-03-09T08:15:00+02:00', precision: 'second', tzKnown: true },
      language: { tag: 'en-GB', source: 'document' },
      source: { name: 'Coast Daily', url: 'https://news.example.org/ferry', domain: 'news.example.org' },
      subjects: ['ferries', 'transport'],
    });
    expect(content.paragraphs).toEqual([
      { role: 'subheading', text: 'The first winter' },
      { role: 'text', text: 'A hard winter, said the owner.' },
      { role: 'list', text: 'first boat' },
      { role: 'list', text: 'second boat' },
      { role: 'quote', text: 'We were lucky.' },
    ]);
  });

  test('an address that is not http or https is dropped', async () => {
    const { source } = await contentOf('---\ntitle: T\nurl: javascript:alert(1)\n---\nText of the story.');
    expect(source.url).toBeUndefined();
  });
});
