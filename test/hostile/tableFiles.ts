/** Attacks on CSV, JSON, JSON Lines and JSON Feed. */
import { type Attacks, filled, hostileFiles, kB, MB, prose } from './hostileFile.ts';
import { nameOf } from './texts.ts';

const header = 'id,title,text,published\r\n';
const row = (id: string, title = 'Storm', text = prose) => `${id},${title},${text.trim()},2026-03-06\r\n`;

const csv: Attacks = {
  'quotes that never close, 1.2 MB': () => header + filled('a","b', 1.2 * MB),
  'a quote opens in each line': () => header + '"a,b\r\n'.repeat(60_000),
  'a quote inside each field': () => header + 'a"b,c"d,e"f,g"h\r\n'.repeat(60_000),
  'doubled quotes without end': () => `${header}1,"${'""'.repeat(400_000)}`,
  'one quoted field to the end': () => `${header}1,"${filled(prose, 2 * MB)}`,
  'quotes and line feeds in turn': () => header + filled('"\n', MB),
  'ten thousand and one rows': () =>
    header + Array.from({ length: 10_001 }, (_, i) => row(String(i))).join(''),
  'ten thousand rows': () =>
    header + Array.from({ length: 10_000 }, (_, i) => row(String(i), 'Storm', 'The ferry waits.')).join(''),
  'twenty thousand broken rows': () => header + 'a,b\r\n'.repeat(20_000),
  'a header of fifty thousand columns': () => `title,text,${'c,'.repeat(50_000)}\r\nStorm,${prose}\r\n`,
  'commas alone': () => `title,text\r\n${','.repeat(MB)}\r\n`,
  'an id of 450 KB': () => header + row('x'.repeat(450 * kB)) + row('2', 'A neighbour'),
  'ids that are prototypes': () =>
    header + ['__proto__', 'constructor', 'toString'].map((id) => row(id)).join(''),
  'a line of 20 MB': () => header + filled('a,', 20 * MB),
  'formulas in each cell': () => header + '=1+1,@SUM(A1),"-cmd|\' /C calc\'!A0",+2\r\n'.repeat(100),
  'delimiters that change': () =>
    'title;text\r\nStorm;The ferry waits.\r\ntitle,text\r\nStorm\tThe ferry|waits\r\n'.repeat(500),
  'NULs in cells': () => header + row('1', 'St\0rm') + row('2', 'A neighbour'),
  'a mark in the middle of the header': () => `id,\ufefftitle,text\r\n1,Storm,${prose}\r\n`,
};

const article = { title: 'Storm', text: prose, published: '2026-03-06' };
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

const treeOf = (content: unknown) => JSON.stringify({ title: 'Storm', body: { type: 'doc', content } });
const paragraphOf = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
const json: Attacks = {
  'a tree of fifty thousand paragraphs': () =>
    treeOf(Array.from({ length: 50_000 }, () => paragraphOf('The ferry waits.'))),
  'a tree of ampersands': () => treeOf([paragraphOf('&'.repeat(MB))]),
  'a tree a hundred levels deep': () =>
    treeOf(Array.from({ length: 120 }).reduce<unknown[]>((content) => [{ type: 'li', content }], [])),
  'a tree without words': () => treeOf(Array.from({ length: 120_000 }, () => ({ content: [{ text: '' }] }))),
  'headings and line ends': () =>
    JSON.stringify({ title: 'Storm', body: [{ heading: 'a', text: '\n '.repeat(MB) }] }),
  'stories in a story': () => JSON.stringify({ content: Array.from({ length: 9_999 }, () => article) }),
  'white space that makes a pattern backtrack': () => `[${' '.repeat(80_000)}x`,
  'commas and white space in turn': () => `[{"title":"a","text":"b"}${filled(' ,\n', 80_000)}x]`,
  'a list that breaks off in each element': () => `[${'{"title":"a","text":"b"'.repeat(20_000)}`,
  'lists a hundred thousand deep': () => `{"title":"Deep","text":${nested('[', ']', 100_000)}}`,
  'objects a hundred thousand deep': () => nested('{"a":', '}', 100_000).replace('}', '1}'),
  'half a million values': () =>
    JSON.stringify({ ...article, values: Array.from({ length: 500_001 }, () => 0) }),
  'a key of a megabyte': () => JSON.stringify({ [filled('k', MB)]: 1, ...article }),
  'one key a hundred thousand times': () => `{${'"title":"Storm",'.repeat(100_000)}"text":"${prose}"}`,
  'prototypes as keys': () =>
    `{"__proto__":{"title":"x"},"constructor":{"prototype":{"y":1}},"title":"Storm","text":"${prose}"}`,
  'half surrogates in escapes': () =>
    `{"title":"Storm \\ud800","text":"${prose}\\udc00\\ud83d","author":"\\udfff"}`,
  'a number without end': () => `{"title":"Storm","text":"${prose}","n":${'9'.repeat(500_000)}}`,
  'an exponent without end': () => `{"title":"Storm","text":"${prose}","published":1e99999}`,
  'a string without end': () => `{"title":"Storm","text":"${filled('storm ', MB)}`,
  'backslashes without end': () => `{"title":"Storm","text":"${'\\\\'.repeat(500_000)}`,
  'a list of twenty thousand articles': () => JSON.stringify(Array.from({ length: 20_000 }, () => article)),
  'markup in the text': () => JSON.stringify({ ...article, text: `${'<div>'.repeat(20_000)}${prose}` }),
  'an article of entities': () => JSON.stringify({ ...article, text: '&amp;'.repeat(100_000) }),
  'a schema graph in a circle': () =>
    JSON.stringify({
      '@graph': [
        { '@id': 'a', '@type': 'NewsArticle', headline: 'Storm', articleBody: prose, author: { '@id': 'a' } },
      ],
    }),
};

const jsonl: Attacks = {
  'an id of 450 KB': () =>
    [
      { id: 'x'.repeat(450 * kB), ...article },
      { id: '2', ...article },
    ]
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(''),
  'an address of 450 KB': () =>
    [{ url: `https://a.example/${'x'.repeat(450 * kB)}`, ...article }, { ...article }]
      .map((each) => `${JSON.stringify(each)}\n`)
      .join(''),
  'half surrogates in ids': () =>
    '{"id":"a\\ud800","title":"Storm","text":"The ferry waits."}\n{"id":"b","title":"Neighbour","text":"The ferry waits."}\n',
  'ten thousand and one lines': () => `${JSON.stringify({ title: 'a', text: 'b' })}\n`.repeat(10_001),
  'ten thousand lines': () =>
    Array.from(
      { length: 10_000 },
      (_, i) => `${JSON.stringify({ id: String(i), title: 'Storm', text: 'The ferry waits.' })}\n`,
    ).join(''),
  'twenty thousand broken lines': () => `{"title":"a","text":"b"}\n${'{"title":\n'.repeat(20_000)}`,
  'a line of 26 MB': () =>
    `{"title":"a","text":"${'x'.repeat(26 * MB)}"}\n{"title":"A neighbour","text":"The ferry waits."}\n`,
  'lines that are lists': () => `{"title":"a","text":"b"}\n${'[[[[]]]]\n'.repeat(5_000)}`,
  'names without bound in each line': (random) =>
    Array.from(
      { length: 300 },
      () => `${JSON.stringify({ ...article, author: nameOf(random).repeat(2_000) })}\n`,
    ).join(''),
  'one id in each line': () =>
    `${JSON.stringify({ id: 'same', title: 'Storm', text: 'The ferry waits.' })}\n`.repeat(1_000),
};

const item = { id: '1', title: 'Storm', content_text: prose };
const feedOf = (...items: object[]) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Coast', items });
const jsonFeed: Attacks = {
  'an id of 450 KB': () => feedOf({ ...item, id: 'x'.repeat(450 * kB) }, { ...item, id: '2' }),
  'half surrogates in ids': () => feedOf(item).replace('"1"', '"a\\ud800"'),
  'ten thousand and one items': () =>
    feedOf(...Array.from({ length: 10_001 }, (_, i) => ({ ...item, id: String(i), content_text: 'b' }))),
  'items that are no objects': () => feedOf(...([1, null, 'x', [], true, item] as object[])),
  'pages a hundred thousand deep': () => feedOf({ ...item, content_html: '<div>'.repeat(100_000) }),
  'an id that is an object': () => feedOf({ ...item, id: { a: [1] } }, { ...item, id: '2' }),
};

const numbered = '1 of 9 DOCUMENTS\n\nCoast Times\n\nMarch 6, 2026\n\nStorm\n\nLENGTH: 9 words\n\nBODY:\n';
const newsDatabase: Attacks = {
  'a label a million times': () => `${numbered}${'BYLINE: Ann Lee\n'.repeat(MB)}`,
  'a head of a million lines': () =>
    `${numbered}1 of 9 DOCUMENTS\n${'March 6, 2026\n'.repeat(MB)}LENGTH: 9\n`,
  'numbers alone': () => `${numbered}${'1 of 9 DOCUMENTS\n'.repeat(MB)}`,
  'stories without a text': () => numbered.repeat(20_000),
  'codes alone': () => `HD a\nWC 9 words\nPD 6 March 2026\nSN Coast\nLP b\n${'HD a\nLP b\n'.repeat(MB)}`,
  'names without a comma': () => numbered.replace('BODY:', `AUTHOR: ${'a'.repeat(MB)}\n\nFull text: b`),
};

const message = 'nws0123 4 i 231\n\nFerry/\nStorm =\n\n   The ferry waits.\n\n061530 GMT Mar 26\n\n';
const wireText: Attacks = {
  'heads alone': () => 'nws0123 4 i 231\n\n'.repeat(300_000),
  'ten thousand and one messages': () => message.repeat(10_001),
  'openings alone': () => `ZCZC\nFerry\n${'ZCZC\n'.repeat(MB)}`,
  'closings alone': () => `ZCZC\nFerry\n${'NNNN\n'.repeat(MB)}`,
  'starts of headings alone': () => `\x01${message}${'\x01'.repeat(5 * MB)}`,
  'a head of a million lines': () => `nws0123 4 i 231\n${'Ferry\n'.repeat(MB)}`,
  'keywords of six megabytes': () => `nws0123 4 i 231\n${'Ferry/'.repeat(MB)} =\nStorm =\n\nThe ferry waits.`,
  'versions of five megabytes': () => `^BC-Ferry${', Ld'.repeat(MB)}<\n^Storm<\n\tThe ferry waits.`,
  'lines of times alone': () => `${message}${'061530 GMT Mar 26\n'.repeat(MB / 4)}`,
  'lines of keywords alone': () => `^BC-Ferry<\n${'^Storm<\n'.repeat(MB)}`,
  'a notebook at each line': () => `${message.slice(0, -20)}${'# Notebook\n'.repeat(MB / 2)}`,
  'signatures alone': () => `${message.slice(0, -20)}${'orsk mm ab\n'.repeat(MB / 2)}`,
  'codes alone': () => `ZCZC\n${'YBX1 S0A\n'.repeat(MB / 2)}`,
  'lines set in': () => `${message.slice(0, -20)}${'\tThe ferry\n'.repeat(MB / 2)}`,
  spaces: () => `nws0123 4 i 231${' '.repeat(5 * MB)}\nStorm =\n(${' '.repeat(MB)}`,
  'a line of five megabytes': () => `BC-${'FERRY-'.repeat(MB)}\n\nThe ferry waits.`,
  'instructions that do not close': () => `${message.slice(0, -20)}${'(EDS: '.repeat(MB / 2)}`,
};

export function tableFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'csv', 'csv', csv),
    ...hostileFiles(seed, 'json', 'json', json),
    ...hostileFiles(seed, 'jsonl', 'jsonl', jsonl),
    ...hostileFiles(seed, 'json-feed', 'json', jsonFeed),
    ...hostileFiles(seed, 'news-database', 'txt', newsDatabase),
    ...hostileFiles(seed, 'wire-text', 'txt', wireText),
  ];
}
