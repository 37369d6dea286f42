/** Carriers: the smallest valid file of each format that carries a title and a text, however hostile. */
import { gzipSync } from 'node:zlib';
import { httpOf, tarOf, warcRecord, zipOf } from '../unit/core/formats/makeArchives.ts';
import { pdfOf, type Run } from '../unit/core/formats/makePdf.ts';
import { altoOf, head, hocrOf, scannedPageOf, xml } from './scannedPages.ts';

export interface Carrier {
  format: string;
  ending: string;
  wrap(title: string, text: string): string | Uint8Array;
}

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const paragraphs = (text: string) =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${xml(part)}</p>`)
    .join('\n');

export const pageOf = (title: string, text: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${xml(title)}</title></head>` +
  `<body><article><h1>${xml(title)}</h1>\n${paragraphs(text)}</article></body></html>\n`;
export const plainOf = (title: string, text: string) => `${title}\n\n${text}\n`;
export const mailOf = (title: string, text: string, more: readonly string[] = []) =>
  [
    'From: Ann Example <ann@coast.example>',
    'Date: Fri, 6 Mar 2026 08:30:00 +0000',
    'Message-ID: <storm@coast.example>',
    `Subject: ${title.replaceAll(/[\r\n]+/g, ' ')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...more,
    '',
    text,
    '',
  ].join('\r\n');
const jsonOf = (title: string, text: string) => ({ title, text, published: '2026-03-06' });
export const rssOf = (items: string, more = '') =>
  `${head}${more}<rss version="2.0"><channel><title>Coast</title><link>https://coast.example/</link>${items}</channel></rss>`;
export const rssItem = (title: string, text: string, guid = '1') =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${xml(title)}</title><description>${xml(text)}</description></item>`;
export const nitfOf = (title: string, text: string, more = '') =>
  `${head}${more}<nitf><head><title>${xml(title)}</title></head><body><body.head><hedline><hl1>${xml(title)}</hl1>` +
  `</hedline></body.head><body.content>${paragraphs(text)}</body.content></body></nitf>`;
export const newsmlOf = (title: string, text: string, guid = 'urn:newsml:coast.example:20260306:storm') =>
  `${head}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="1" standard="NewsML-G2" ` +
  `standardversion="2.33" conformance="power"><itemMeta><itemClass qcode="ninat:text"/></itemMeta><contentMeta>` +
  `<headline>${xml(title)}</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">` +
  `<html xmlns="http://www.w3.org/1999/xhtml"><body>${paragraphs(text)}</body></html></inlineXML></contentSet></newsItem>`;

export const newsml1Of = (title: string, text: string) =>
  `${head}<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>coast.example</ProviderId>` +
  `<DateId>20260306</DateId><NewsItemId>storm</NewsItemId></NewsIdentifier></Identification><NewsComponent>` +
  `<NewsLines><HeadLine>${xml(title)}</HeadLine></NewsLines><ContentItem><DataContent>${paragraphs(text)}` +
  `</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`;

export const recordsOf = (...records: (readonly [title: string, text: string])[]) =>
  `${head}<articles>${records
    .map(([title, text]) => `<article><title>${xml(title)}</title><body>${paragraphs(text)}</body></article>`)
    .join('')}</articles>`;

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
/** A Word file whose main part is this XML. */
export const docxOf = (main: string, more: { name: string; body: string }[] = []) =>
  zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    {
      name: '_rels/.rels',
      body: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="${office}" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/document.xml', body: main },
    ...more,
  ]);
export const wordOf = (body: string, prolog = '') =>
  `${prolog}<w:document ${word}><w:body>${body}</w:body></w:document>`;
export const wordParagraph = (text: string) => `<w:p><w:r><w:t>${xml(text)}</w:t></w:r></w:p>`;

const inRtf = (text: string) =>
  text
    .replace(/[\\{}]/g, '\\$&')
    .replace(/[^\n -~]/g, (letter) => `\\u${letter.charCodeAt(0)}?`)
    .replaceAll('\n', '\\par\n');
export const rtfOf = (title: string, text: string) =>
  `{\\rtf1\\ansi\\ansicpg1252 ${inRtf(title)}\\par\n${inRtf(text)}\\par\n}`;

/** Text of any length on pages of sixty lines. */
function pdfPages(title: string, text: string): Run[][] {
  const lines = text.match(/[\s\S]{1,90}/g) ?? [];
  const pages: Run[][] = [[{ text: title.slice(0, 200), x: 60, y: 60, size: 20 }]];
  lines.slice(0, 6_000).forEach((line, i) => {
    const page = Math.floor(i / 60);
    pages[page] ??= [];
    pages[page].push({ text: line, x: 60, y: 100 + (i % 60) * 12 });
  });
  return pages;
}

export const carriers: readonly Carrier[] = [
  { format: 'text', ending: 'txt', wrap: plainOf },
  {
    format: 'frontmatter',
    ending: 'md',
    wrap: (title, text) => `---\ntitle: ${title}\ndate: 2026-03-06\nauthor: ${title}\n---\n\n${text}\n`,
  },
  { format: 'html', ending: 'html', wrap: pageOf },
  { format: 'json', ending: 'json', wrap: (title, text) => JSON.stringify(jsonOf(title, text)) },
  {
    format: 'jsonl',
    ending: 'jsonl',
    wrap: (title, text) =>
      [jsonOf(title, text), jsonOf('A neighbour', sentenceOfNeighbour)]
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
  },
  {
    format: 'csv',
    ending: 'csv',
    wrap: (title, text) =>
      `title,text,published\r\n${cell(title)},${cell(text)},2026-03-06\r\nA neighbour,${sentenceOfNeighbour},2026-03-06\r\n`,
  },
  {
    format: 'news-database',
    ending: 'txt',
    wrap: (title, text) =>
      `1 of 1 DOCUMENT\n\nCoast Times\n\nMarch 6, 2026 Friday\n\n${title}\n\nLENGTH: 9 words\n\nBODY:\n${text}\n\nLOAD-DATE: March 6, 2026\n`,
  },
  {
    format: 'wire-text',
    ending: 'txt',
    wrap: (title, text) =>
      `nws0123 4 i 231  orsk 0456\n\nFerry/\n${title} =\n\n   ${text}\n\n061530 GMT Mar 26\n\n` +
      `nws0124 4 i 9\n\nA neighbour =\n\n   ${sentenceOfNeighbour}\n\n061531 GMT Mar 26\n`,
  },
  { format: 'rss', ending: 'rss', wrap: (title, text) => rssOf(rssItem(title, text)) },
  {
    format: 'rss-1.0',
    ending: 'rdf',
    wrap: (title, text) =>
      `${head}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">` +
      `<channel rdf:about="https://coast.example/"><title>Coast</title></channel>` +
      `<item rdf:about="https://coast.example/1"><title>${xml(title)}</title><description>${xml(text)}</description></item></rdf:RDF>`,
  },
  {
    format: 'atom',
    ending: 'atom',
    wrap: (title, text) =>
      `${head}<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><id>tag:coast.example,2026:f</id>` +
      `<updated>2026-03-06T08:00:00Z</updated><entry><id>tag:coast.example,2026:1</id><title>${xml(title)}</title>` +
      `<updated>2026-03-06T08:00:00Z</updated><content>${xml(text)}</content></entry></feed>`,
  },
  {
    format: 'json-feed',
    ending: 'json',
    wrap: (title, text) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Coast',
        items: [{ id: '1', title, content_text: text }],
      }),
  },
  { format: 'nitf', ending: 'xml', wrap: nitfOf },
  { format: 'newsml', ending: 'xml', wrap: newsmlOf },
  { format: 'newsml-1', ending: 'xml', wrap: newsml1Of },
  { format: 'xml', ending: 'xml', wrap: (title, text) => recordsOf([title, text]) },
  { format: 'alto', ending: 'xml', wrap: altoOf },
  { format: 'page-xml', ending: 'xml', wrap: scannedPageOf },
  { format: 'hocr', ending: 'hocr', wrap: hocrOf },
  { format: 'mail', ending: 'eml', wrap: mailOf },
  {
    format: 'mbox',
    ending: 'mbox',
    wrap: (title, text) => `From ann@coast.example Fri Mar  6 08:30:00 2026\n${mailOf(title, text)}\n`,
  },
  {
    format: 'mhtml',
    ending: 'mhtml',
    wrap: (title, text) =>
      [
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; boundary="X"; type="text/html"',
        '',
        '--X',
        'Content-Location: https://coast.example/storm',
        'Content-Type: text/html; charset=utf-8',
        '',
        pageOf(title, text),
        '--X--',
        '',
      ].join('\r\n'),
  },
  {
    format: 'docx',
    ending: 'docx',
    wrap: (title, text) =>
      docxOf(
        wordOf(
          wordParagraph(title) +
            text
              .split(/\n{2,}/)
              .map(wordParagraph)
              .join(''),
        ),
      ),
  },
  { format: 'rtf', ending: 'rtf', wrap: rtfOf },
  { format: 'pdf', ending: 'pdf', wrap: (title, text) => pdfOf(pdfPages(title, text), { title }) },
  {
    format: 'zip',
    ending: 'zip',
    wrap: (title, text) => zipOf([{ name: 'storm.html', body: pageOf(title, text) }]),
  },
  {
    format: 'tar',
    ending: 'tar',
    wrap: (title, text) => tarOf([{ name: 'storm.txt', body: plainOf(title, text) }]),
  },
  {
    format: 'warc',
    ending: 'warc',
    wrap: (title, text) =>
      warcRecord({ uri: 'https://coast.example/storm', body: httpOf(pageOf(title, text)) }),
  },
  { format: 'gzip', ending: 'txt.gz', wrap: (title, text) => gzipSync(plainOf(title, text)) },
];

const sentenceOfNeighbour = 'The ferry to Bergen sails again on Monday said its master.';
