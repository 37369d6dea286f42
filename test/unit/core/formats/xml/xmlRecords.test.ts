import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { codeOf, contentOf, stored } from '../upload.ts';

const quay = 'The quay is closed until the ice breaks, the harbour master said on Monday.';
const ferry = 'The ferry was late because of a storm, and passengers waited for six hours.';

/** What is read of the records: the title, the day and the paragraphs of each, or why it is refused. */
async function recordsOf(xml: string, encoding: BufferEncoding = 'utf8'): Promise<unknown[]> {
  const reading = await readObject(stored(Buffer.from(xml, encoding), { key: 'dump.xml' }));
  if ('code' in reading) return [reading.code];
  const members = await Array.fromAsync(reading.members);
  return members.map((member) => {
    if ('refusal' in member) return `${member.part}: ${member.refusal.code}, ${member.refusal.evidence}`;
    const { title, published, paragraphs } = member.content;
    return [title, published?.value, ...paragraphs.map(({ text }) => text)];
  });
}
const declared = '<?xml version="1.0"?>\n';

describe('an export of a database in XML has an article in each record', () => {
  test.each([
    [
      'elements name the fields',
      `<articles><article><headline>Ice</headline><body>${quay}</body><date>2001-03-04</date></article>` +
        `<article><headline>Storm</headline><body>${ferry}</body></article></articles>`,
    ],
    [
      'the records are some levels down, beside what is none',
      `<export><title>Courier</title><by><name>CMS</name></by><content><row><Title>Ice</Title>` +
        `<Full_Text>${quay}</Full_Text><Pub-Date>2001-03-04</Pub-Date></row><row><Title>Storm</Title>` +
        `<Full_Text>${ferry}</Full_Text></row></content></export>`,
    ],
    [
      'the root has a title, and its records are of a name that a text may have',
      `<issue><title>Courier</title><article><title>Ice</title><text>${quay}</text><date>2001-03-04</date>` +
        `</article><article><title>Storm</title><text>${ferry}</text></article></issue>`,
    ],
    [
      'a number stands before the records',
      `<issue><title>Courier</title><content><count>2</count><row><title>Ice</title><text>${quay}</text>` +
        `<date>2001-03-04</date></row><row><title>Storm</title><text>${ferry}</text></row></content></issue>`,
    ],
    [
      'groups have what a record says of itself',
      `<issue><head><title>Courier</title></head><article><meta><title>Ice</title><date>2001-03-04</date>` +
        `</meta><body>${quay}</body></article><article><meta><title>Storm</title></meta><body>${ferry}</body>` +
        `</article></issue>`,
    ],
    [
      'mysqldump',
      `<mysqldump xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><database name="courier">` +
        `<table_data name="users"><row><field name="login">ann</field></row></table_data>` +
        `<table_data name="articles"><row><field name="title">Ice</field><field name="text">${quay}</field>` +
        `<field name="date">2001-03-04</field></row><row><field name="title">Storm</field>` +
        `<field name="text">${ferry}</field></row></table_data></database></mysqldump>`,
    ],
    [
      'phpMyAdmin',
      `<database name="courier"><table name="articles"><column name="titel">Ice</column>` +
        `<column name="inhalt">${quay}</column><column name="datum">2001-03-04</column></table>` +
        `<table name="articles"><column name="titel">Storm</column><column name="inhalt">${ferry}</column>` +
        `</table></database>`,
    ],
    [
      'Solr',
      `<response><result><doc><str name="title">Ice</str><arr name="content"><str>${quay}</str></arr>` +
        `<date name="published">2001-03-04</date></doc><doc><str name="title">Storm</str>` +
        `<str name="content">${ferry}</str></doc></result></response>`,
    ],
    [
      'attributes name the articles',
      `<issue title="Courier"><article title="Ice" date="2001-03-04"><body><p>${quay}</p></body></article>` +
        `<article headline="Storm"><text>${ferry}</text></article></issue>`,
    ],
  ])('%s', async (_, xml) => {
    expect(await recordsOf(declared + xml)).toEqual([
      ['Ice', '2001-03-04', quay],
      ['Storm', undefined, ferry],
    ]);
  });

  test('the root may have its title as an attribute, but its name is none', async () => {
    const body = `<body><p>${quay}</p></body>`;
    expect(await recordsOf(`${declared}<story title="Ice" date="2001-03-04">${body}</story>`)).toEqual([
      ['Ice', '2001-03-04', quay],
    ]);
    expect(await recordsOf(`${declared}<story headline="Fog"><title>Ice</title>${body}</story>`)).toEqual([
      ['Ice', undefined, quay],
    ]);
    for (const root of ['form name="Ice"', 'window title="Ice"'])
      expect(await codeOf(`${declared}<${root}><label>${quay}</label></${root.split(' ')[0]}>`)).toBe(
        'input.unknown_format',
      );
  });

  test('a file may have one article', async () => {
    const story = `<story id="7" lang="en"><title>Ice</title>
      <author><name>Jane Doe</name><mail>j@x</mail></author>
      <tags><tag>Sea</tag><tag>Ports</tag></tags><text>${quay}</text></story>`;
    expect(await contentOf(declared + story)).toMatchObject({
      title: 'Ice',
      authors: ['Jane Doe'],
      subjects: ['Sea', 'Ports'],
      source: { guid: '7' },
      language: { tag: 'en' },
    });
  });

  test.each([
    ['as elements of HTML', `<p>${quay}</p><p>Fog &amp; <b>ice</b></p>`],
    ['as elements of its own', `<para>${quay}</para>\n<para>Fog &amp; <b>ice</b></para>`],
    ['as escaped HTML', `&lt;p&gt;${quay}&lt;/p&gt;&lt;p&gt;Fog &amp;amp; ice&lt;/p&gt;`],
    ['in which elements mark words', `<p>${quay}</p><p><x>Fog</x> &amp; <y>ice</y></p>`],
    ['of other names, too', `<para>${quay}</para><para>Fog &amp; <name>ice</name></para>`],
    ['of questions and answers', `<q>${quay}</q><a>Fog &amp; ice</a>`],
    ['as text with empty lines', `${quay}\n\nFog &amp; ice`],
  ])('paragraphs %s', async (_, body) => {
    const xml = `${declared}<a><b><title>Ice</title><body>${body}</body></b></a>`;
    expect(await recordsOf(xml)).toEqual([['Ice', undefined, quay, 'Fog & ice']]);
  });

  test.each([0, 40, 80, 120, 160])('the head may end in any part of a record: %i', async (more) => {
    const article = (_: unknown, i: number) =>
      `<article><id>${i}</id><title>Ice</title><by>Ann</by><date>2001-03-04</date><body>${quay}</body>` +
      '</article>';
    const articles = Array.from({ length: 500 }, article).join('');
    const title = 'Courier'.padEnd(7 + more, '!');
    const issue = `${declared}<issue><title>${title}</title>${articles}</issue>`;
    expect((await recordsOf(issue)).length).toBe(500);
    const three = articles.slice(0, articles.indexOf('<article><id>3<'));
    const section = `<section><title>Sea</title>${three}</section>`;
    const sections = `${declared}<issue><name>${title}</name>${section.repeat(150)}</issue>`;
    expect((await recordsOf(sections)).length).toBe(450);
  });

  test('a box in a text is a part of it', async () => {
    const box = '<box><title>Fog</title><text>It is foggy.</text></box>';
    const xml = `${declared}<story><title>Ice</title><body><p>${quay}</p>${box}</body></story>`;
    expect(await recordsOf(xml)).toEqual([['Ice', undefined, quay, 'Fog', 'It is foggy.']]);
    const first = `${declared}<story><title>Ice</title><body>${box}<p>${quay}</p></body></story>`;
    expect(await recordsOf(first)).toEqual([['Ice', undefined, 'Fog', 'It is foggy.', quay]]);
  });

  test('other records tell whether the day or the month comes first', async () => {
    const row = (date: string) => `<row><title>Ice</title><body>${quay}</body><date>${date}</date></row>`;
    const xml = `${declared}<rows>${['05/03/2001', '25/03/2001'].map(row).join('')}</rows>`;
    expect(await recordsOf(xml)).toEqual([
      ['Ice', '2001-03-05', quay],
      ['Ice', '2001-03-25', quay],
    ]);
  });

  test('elements may have names of any language', async () => {
    const xml = `${declared}<x><y><Заголовок>Лёд</Заголовок><Текст>${quay}</Текст></y></x>`;
    expect(await recordsOf(xml)).toEqual([['Лёд', undefined, quay]]);
  });

  test('the declared character set counts', async () => {
    const named = '<?xml version="1.0" encoding="ISO-8859-1"?>';
    const xml = `${named}<a><b><title>Café</title><body>${quay}</body></b></a>`;
    expect(await recordsOf(xml, 'latin1')).toEqual([['Café', undefined, quay]]);
  });

  test('a record without a text is refused, and what breaks off keeps the records before', async () => {
    const row = (text: string) => `<row><title>Ice</title><body>${text}</body></row>`;
    expect(await recordsOf(`${declared}<rows>${row('')}${row(quay)}<row><title>Fog`)).toEqual([
      expect.stringMatching(/^record 1: extract.no_content, record 1: /),
      ['Ice', undefined, quay],
      expect.stringMatching(/^rest: input.truncated, after 2 items/),
    ]);
  });
});

test.each([
  ['a list of addresses', '<urlset><url><loc>https://news.example/</loc></url></urlset>'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><title>Sea</title><text>Sea</text></svg>'],
  [
    'records of other names',
    '<r><row><h>Ice</h><body>Sea</body></row><row><h>Fog</h><body>Fog</body></row></r>',
  ],
])('%s is unknown XML', async (_, xml) => {
  expect(await codeOf(declared + xml)).toBe('input.unknown_format');
});

test.each([
  ['that declares to be XML', `${declared}<html><head>`],
  ['of capitals', `${declared}<HTML><HEAD>`],
  ['behind a style sheet', `${declared}<style>p {}</style><html><head>`],
  ['without a head', '<!DOCTYPE html><meta charset="utf-8">'],
])('a page %s stays a page', async (_, begin) => {
  const page = `${begin}<title>Ice</title><body><h1>Ice</h1><p>${quay}</p><p>${ferry}</p></body>`;
  expect((await contentOf(page)).quality.extractor).toBe('article/2');
});

test.each([
  [
    'a text in TEI',
    `<TEI><teiHeader><title>Ice</title></teiHeader><text><body><head>Ice</head><p>${quay}</p><p>${ferry}</p>` +
      '</body></text></TEI>',
  ],
  [
    'subtitles in TTML',
    `<tt xmlns="http://www.w3.org/ns/ttml"><head><metadata><title>Ice</title></metadata></head>` +
      `<body><div><p begin="0s">${quay}</p><p begin="9s">${ferry}</p></div></body></tt>`,
  ],
])('%s is read as a page, since it has one body', async (_, xml) => {
  const { title, paragraphs } = await contentOf(declared + xml);
  expect([title, ...paragraphs.map(({ text }) => text)]).toEqual(['Ice', quay, ferry]);
});
