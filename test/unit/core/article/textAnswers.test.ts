import { describe, expect, test } from 'vitest';
import { storyInScripts } from '../../../../core/article/pageData/scriptData.ts';
import { contentOf } from '../formats/upload.ts';

const sentence = (n: number) =>
  `${n}. The harbour at Kelmere stayed closed for day ${n}, its manager said, as storm ${n} went on along the coast and ferry ${n} stayed in port. `;
const story = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    sentence(from + i)
      .repeat(2)
      .trim(),
  );
const foreign = (n: number) =>
  `Council ${n} met in Aldport on evening ${n} and put off its vote on street ${n}, where shop ${n} has been empty since winter ${n}. `;
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('');
const title = 'Storm closes the harbour';
const page = (body: string, data?: string) => {
  const fields = { '@type': 'NewsArticle', headline: title, articleBody: data };
  const json = data === undefined ? '' : JSON.stringify(fields);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
    <script type="application/ld+json">${json}</script></head>
    <body><article><h1>${title}</h1>${body}</article></body></html>`;
};

const textOf = (content: { paragraphs: { text: string }[] }) => content.paragraphs.map(({ text }) => text);

describe('the data beside the blocks', () => {
  test('that says the same makes the answer surer', async () => {
    const texts = story(1, 6);
    const alone = await contentOf(page(paragraphs(texts)));
    const confirmed = await contentOf(page(paragraphs(texts), texts.join('\n')));
    expect(textOf(confirmed)).toEqual(texts);
    expect(confirmed.quality.confidence).toBeGreaterThan(alone.quality.confidence);
    expect(confirmed.quality.flags).not.toContain('text-from-data');
  });

  test('that has only the first of several stories ends it, and paragraphs keep their roles', async () => {
    const texts = story(1, 6);
    const others = Array.from({ length: 14 }, (_, i) => foreign(i).repeat(2).trim());
    const body = `<h2>The first day</h2>${paragraphs([...texts, ...others])}`;
    const content = await contentOf(page(body, ['The first day', ...texts].join(' ')));
    expect(textOf(content)).toEqual(['The first day', ...texts]);
    expect(content.paragraphs[0]?.role).toBe('subheading');
    expect(content.quality.flags).toContain('text-from-data');
  });

  test('that has a long text is the story if the page prints only a few other lines', async () => {
    const texts = story(1, 6);
    const biography = paragraphs([foreign(1) + foreign(2)]);
    const content = await contentOf(page(biography, texts.join('\n')));
    expect(textOf(content)).toEqual(texts);
    expect(content.quality.flags).toContain('text-from-data');
  });

  test('that scripts alone have is the story if the page prints a notice', async () => {
    const texts = story(1, 6);
    const scripts = (data: object) =>
      page(paragraphs([foreign(1) + foreign(2)])).replace(
        '</body>',
        `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script></body>`,
      );
    const content = await contentOf(scripts({ story: { body: texts.join('\n') } }));
    expect(textOf(content)).toEqual(texts);
    expect(content.quality.flags).toContain('text-from-data');
    // A short story of the page's own, beside the text of another one.
    const both = { own: { body: foreign(1) + foreign(2) }, other: { body: texts.join('\n') } };
    expect(textOf(await contentOf(scripts(both)))).toEqual([(foreign(1) + foreign(2)).trim()]);
  });

  test('that is a teaser changes nothing', async () => {
    const texts = story(1, 6);
    const content = await contentOf(page(paragraphs(texts), texts[0]?.slice(0, 120)));
    expect(textOf(content)).toEqual(texts);
  });
});

test('a template in a script is the story of a page that prints none', async () => {
  const texts = story(1, 4);
  const template = `\n<div>${paragraphs(texts)}</div>`;
  const body = `<div class="post-body"><script type="text/template">${template}</script></div>`;
  const content = await contentOf(page(body));
  expect(textOf(content)).toEqual(texts);
  expect(content.quality.flags).toContain('text-from-data');
});

describe('a formatted text in a script, as editors keep it', () => {
  const texts = story(1, 4);
  /** A text in three runs, the second of them in a link. */
  const inRuns = (text: string, runOf: (part: string) => object, linkOf: (run: object) => object) => [
    runOf(text.slice(0, 30)),
    linkOf(runOf(text.slice(30, 50))),
    runOf(text.slice(50)),
  ];
  const withChildren = (text: string) =>
    inRuns(
      text,
      (part) => ({ text: part }),
      (run) => ({ type: 'link', children: [run] }),
    );
  const withContent = (key: string) => (text: string) =>
    inRuns(
      text,
      (part) => ({ type: 'text', [key]: part }),
      (run) => ({ type: 'link', data: {}, content: [run] }),
    );

  test.each([
    ['a list of children', { body: texts.map((text) => ({ type: 'p', children: withChildren(text) })) }],
    [
      'a document of contents with values',
      {
        body: { content: texts.map((text) => ({ type: 'paragraph', content: withContent('value')(text) })) },
      },
    ],
    [
      'a document of contents with texts',
      {
        content: {
          content: texts.map((text) => ({ type: 'paragraph', content: withContent('text')(text) })),
        },
      },
    ],
    ['tags with data', { body: texts.map((data) => ({ type: 'p', children: [{ type: 'text', data }] })) }],
  ])('%s', async (_, story) => {
    const script = `<script type="application/json">${JSON.stringify({ page: { story } })}</script>`;
    const content = await contentOf(page(`<div id="app"></div>${script}`));
    expect(textOf(content)).toEqual(texts);
  });

  test('comes before longer ones of other stories if the page prints its opening', () => {
    const others = Array.from({ length: 9 }, (_, i) => foreign(i).repeat(2));
    const scripts = [JSON.stringify({ a: { body: others }, b: { body: texts } })];
    expect(storyInScripts(scripts, '')?.length).toBe(others.length);
    expect(storyInScripts(scripts, texts[0]?.slice(0, 60) ?? '')).toEqual(texts);
  });
});

test('a table in the story is in it as a whole', async () => {
  const rows = ['January', 'February', 'March'].map(
    (month, i) =>
      `<tr><td>${month}</td><td>The ferry sailed on ${i + 4} days and stayed in port on the others.</td></tr>`,
  );
  const [first, second, ...rest] = story(1, 6);
  const content = await contentOf(
    page(`${paragraphs([first ?? '', second ?? ''])}<table>${rows.join('')}</table>${paragraphs(rest)}`),
  );
  expect(textOf(content)).toEqual(expect.arrayContaining(['January', 'March']));
});
