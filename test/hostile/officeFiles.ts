/** Attacks on Word files and PDF. */
import { zipOf } from '../unit/core/formats/makeArchives.ts';
import { lines, pdfOf } from '../unit/core/formats/makePdf.ts';
import { docxOf, rtfOf, wordOf, wordParagraph } from './carriers.ts';
import { type Attacks, filled, hostileFiles, MB, prose } from './hostileFile.ts';

const docx: Attacks = {
  'a billion laughs': () =>
    docxOf(
      wordOf(
        wordParagraph('Storm'),
        `<!DOCTYPE x [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "&a;&a;">`).join('')}]>`,
      ),
    ),
  'elements a hundred thousand deep': () => docxOf(wordOf('<w:p>'.repeat(100_000))),
  'a part that unpacks without end': () => docxOf(wordOf(wordParagraph(filled('storm ', 60 * MB)))),
  'a hundred thousand paragraphs': () =>
    docxOf(wordOf(wordParagraph('Storm') + wordParagraph('The ferry waits.').repeat(100_000))),
  'styles in a circle': () =>
    docxOf(wordOf(wordParagraph('Storm')), [
      {
        name: 'word/styles.xml',
        body: '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>',
      },
    ]),
  'no document': () =>
    zipOf([
      { name: '[Content_Types].xml', body: '<Types/>' },
      { name: 'word/document.xml', body: '' },
    ]),
  'a document that breaks off': () => docxOf(wordOf(wordParagraph('Storm')).slice(0, -30)),
  'a relation that leads out': () =>
    zipOf([
      { name: '[Content_Types].xml', body: '<Types/>' },
      {
        name: '_rels/.rels',
        body: '<Relationships><Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="../../../etc/passwd"/></Relationships>',
      },
    ]),
};

const stormPdf = () => pdfOf([lines(['Storm closes harbour', prose.slice(0, 90)])]).toString('latin1');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const pdf: Attacks = {
  'a PDF without an end': () => latin1(stormPdf().replace(/trailer[\s\S]*/, filled('% padding\n', MB))),
  'pages in a circle': () => latin1(stormPdf().replace('/Kids [4 0 R]', '/Kids [2 0 R]')),
  'a million pages counted': () => latin1(stormPdf().replace('/Count 1', '/Count 1000000')),
  'three hundred and one pages': () =>
    pdfOf(Array.from({ length: 301 }, () => lines(['Storm', 'The ferry waits.']))),
  'a hundred thousand runs on one page': () =>
    pdfOf([
      Array.from({ length: 100_000 }, (_, i) => ({ text: 'storm', x: 60 + (i % 50) * 9, y: 60 + (i % 700) })),
    ]),
  'a stream in a circle': () => latin1(stormPdf().replace(/\/Length \d+/, '/Length 5 0 R')),
  'a length that lies': () => latin1(stormPdf().replace(/\/Length \d+/, '/Length 999999999')),
  'arrays a hundred thousand deep': () =>
    latin1(stormPdf().replace('/Kids [', `/Kids [${'['.repeat(100_000)}`)),
  'dictionaries a hundred thousand deep': () =>
    latin1(stormPdf().replace('/Type /Catalog', `/Type /Catalog /A ${'<< /A '.repeat(100_000)}`)),
  // pdf.js takes minutes, until it is killed (test/fuzz/formats.ts says why).
  'a name in a matrix': () => pdfWith(`BT /F1 10 Tf 1 0 0 1 60 7/> Tm (${'a"'.repeat(40_000)}) Tj ET`),
  'graphics states without end': () => pdfWith(`${'q '.repeat(300_000)}BT /F1 10 Tf (storm) Tj ET`),
  'forms that call themselves': () =>
    latin1(stormPdf().replace('/Resources <<', '/Resources << /XObject << /X 5 0 R >>')),
  'a password': () => pdfOf([lines(['Storm'])], { locked: true }),
  'a table of references that points nowhere': () =>
    latin1(stormPdf().replace(/startxref\n\d+/, 'startxref\n999999')),
  'a header alone': () => '%PDF-1.7\n',
  'a script at its opening': () =>
    latin1(
      stormPdf().replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (while(1);) >>'),
    ),
  'a page as large as a town': () =>
    latin1(stormPdf().replace(/\/MediaBox \[[^\]]*\]/, '/MediaBox [0 0 1e9 1e9]')),
};
function pdfWith(content: string): Buffer {
  return latin1(
    stormPdf().replace(
      /<< \/Length \d+ >>\nstream\n[\s\S]*?\nendstream/,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ),
  );
}

const rtfWith = (text: string) => rtfOf('Storm', 'PLACE').replace('PLACE', () => text);
const rtf: Attacks = {
  'groups a million deep': () => rtfWith(`${'{'.repeat(MB)}storm${'}'.repeat(MB)}`),
  'groups that end too often': () => rtfWith(`${'}'.repeat(MB)}storm`),
  'a letter of Unicode a million times': () => rtfWith('\\u1055?'.repeat(MB)),
  'paragraphs alone': () => rtfWith('\\par '.repeat(4 * MB)),
  'code pages in turn': () => rtfWith("\\ansicpg1251 \\'e0\\ansicpg932 \\'e0".repeat(100_000)),
  'a binary part longer than the file': () => rtfWith('\\bin9999999999 storm'),
  'backslashes alone': () => rtfWith('\\'.repeat(MB + 1)),
};

export function officeFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'docx', 'docx', docx),
    ...hostileFiles(seed, 'rtf', 'rtf', rtf),
    ...hostileFiles(seed, 'pdf', 'pdf', pdf, { 'a name in a matrix': 'refused' }),
  ];
}
