import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../../core/document/record.ts';
import { codeOf, contentOf } from '../upload.ts';

const body = 'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on.';

test('a text that opens a quotation in its first line, and closes it in another', async () => {
  expect(
    (await contentOf('"We stay closed\nuntil Thursday," said the harbour master.\n\nThe storm went on.'))
      .paragraphs,
  ).toHaveLength(2);
});

describe('date and headline', () => {
  test('a leading date is metadata, the rest of its line the headline', async () => {
    const content = await contentOf(
      ` date 2024-03-09 Storm closes the harbour for a third day.\n\n${body}\n`,
    );
    expect(content.title).toBe('Storm closes the harbour for a third day.');
    expect(content.published).toEqual({
      value: '2024-03-09',
      precision: 'day',
      tzKnown: false,
      source: 'text',
    });
    expect(textOf(content)).toBe(`Storm closes the harbour for a third day.\n\n${body}`);
  });

  test('a date alone on its line; a date that no calendar has is text', async () => {
    expect(await contentOf(`date 2024-03-09\nStorm\n\n${body}`)).toMatchObject({
      title: 'Storm',
      published: { value: '2024-03-09' },
    });
    const odd = await contentOf(`date 2024-02-31 Storm\n\n${body}`);
    expect(odd.title).toBe('date 2024-02-31 Storm');
    expect(odd.published).toBeUndefined();
  });

  test('the headline is not repeated in the body', async () => {
    const content = await contentOf(`Storm closes harbour\n\nStorm closes harbour\n\n${body}`);
    expect(content.paragraphs.map(({ text }) => text)).toEqual([body]);
  });

  test('a text without a headline gets one from its first sentence, and keeps all of its text', async () => {
    const long = `${body} ${body} ${body}`;
    const content = await contentOf(long);
    expect(content.title).toBe(body);
    expect(content.paragraphs).toEqual([{ role: 'text', text: long }]);
    expect(content.quality.flags).toContain('title-derived');
  });

  test('a long first sentence is cut at the end of a word', async () => {
    const { title } = await contentOf(`${'harbour '.repeat(60)}.`);
    expect(title).toMatch(/^(harbour )+harbour…$/);
    expect(title.length).toBeLessThanOrEqual(161);
  });
});

describe('datelines', () => {
  test('are kept as metadata, and in the text', async () => {
    const content = await contentOf(`Storm closes harbour\n\nKELMERE, May 3 (Northwire) — ${body}`);
    expect(content.dateline).toEqual({
      text: 'KELMERE, May 3 (Northwire)',
      place: 'Kelmere',
      agency: 'Northwire',
    });
    expect(content.paragraphs[0]?.text).toMatch(/^KELMERE, May 3/);
    expect(content.published).toBeUndefined();
  });

  test('with a year they date a story that nothing else dates', async () => {
    const dated = await contentOf(`Storm\n\nKELMERE, May 3, 2024 (Northwire) - ${body}`);
    expect(dated.published).toMatchObject({ value: '2024-05-03', source: 'dateline' });
    const other = await contentOf(`date 2024-05-04 Storm\n\nKELMERE, May 3, 2024 (Northwire) - ${body}`);
    expect(other.published).toMatchObject({ value: '2024-05-04', source: 'text' });
  });

  test.each([
    'COVID-19 cases rise in the county again.',
    'Well — that was not expected of them.',
    'The minister - a farmer - said no.',
  ])('«%s» has none', async (text) => {
    expect((await contentOf(`Title\n\n${text}`)).dateline).toBeUndefined();
  });
});

describe('front matter and Markdown', () => {
  const body = '\n\nThe quay is closed until the ice breaks, the harbour master said on Tuesday.\n';

  test('all that a record has a field for', async () => {
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

  test('fields become metadata, signs become roles', async () => {
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

  test('an address that is not of the web is dropped', async () => {
    const { source } = await contentOf('---\ntitle: T\nurl: javascript:alert(1)\n---\nText of the story.');
    expect(source.url).toBeUndefined();
  });
});

describe('paragraphs', () => {
  test('lines wrapped by hand are joined', async () => {
    const wrapped =
      'The harbour at Kelmere stayed closed for a third day, its manager\nsaid on Tuesday, as the storm went on and boats lay at their\nmoorings.';
    const { paragraphs } = await contentOf(`Storm\n\n${wrapped}\n\n${wrapped}`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      wrapped.replaceAll('\n', ' '),
      wrapped.replaceAll('\n', ' '),
    ]);
  });

  test('without blank lines each long line is one', async () => {
    const { title, paragraphs } = await contentOf(`Storm\n${body} ${body}\n${body} ${body}`);
    expect(title).toBe('Storm');
    expect(paragraphs).toHaveLength(2);
  });

  test('bylines, corrections and end marks', async () => {
    const content = await contentOf(
      `Storm\n\nBy JANE DOE, Harbour Editor\n\n${body}\n\nCorrection: the harbour was closed on Monday.\n\n- 30 -`,
    );
    expect(content).toMatchObject({ byline: 'By JANE DOE, Harbour Editor', authors: ['Jane Doe'] });
    expect(content.paragraphs.map(({ role }) => role)).toEqual(['text', 'correction']);
  });
});

describe('a file of very many lines', () => {
  test('is read in time, and nothing of it is lost', async () => {
    const start = performance.now();
    const { paragraphs } = await contentOf(`Storm\n\n${'a\n\n'.repeat(2_000_000)}`);
    expect(paragraphs.reduce((letters, { text }) => letters + text.replaceAll(' ', '').length, 0)).toBe(
      2_000_000,
    );
    expect(paragraphs.length).toBeLessThanOrEqual(100_001);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('refusals', () => {
  test('white space is empty, signs are no content', async () => {
    expect(await codeOf(' \n\t\n')).toBe('input.empty');
    expect(await codeOf('--- *** ---')).toBe('extract.no_content');
  });

  test('letters that cannot be made out', async () => {
    expect(
      await codeOf(Uint8Array.from({ length: 200 }, (_, i) => (i % 7 === 6 ? 0x20 : 0xd0 + (i % 40)))),
    ).toBe('decode.charset');
  });
});
