import { describe, expect, test } from 'vitest';
import { docx as wordFormat } from '../../../../../core/formats/office/docx.ts';
import { type ZipMember, zipOf } from '../makeArchives.ts';
import { codeOf, contentOf, readOne } from '../upload.ts';
import { main, relations } from './wordParts.ts';

const sentence = 'The harbour stayed closed for a third day, its manager said.';
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;
const document = (body: string) => `<w:document ${main}><w:body>${body}</w:body></w:document>`;

function docx(body: string, ...more: ZipMember[]): Uint8Array {
  return zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    { name: '_rels/.rels', body: relations(['officeDocument', 'word/document.xml']) },
    { name: 'word/document.xml', body },
    ...more,
  ]);
}
const rolesOf = async (file: Uint8Array) =>
  (await contentOf(file)).paragraphs.map(({ role, text }) => `${role}: ${text}`);

describe('paragraphs', () => {
  test('roles come from styles, or from built-in names if the file has no styles', async () => {
    const body = ['Heading2', 'Quote', 'IntenseQuote', 'ListBullet', 'Caption', 'Normal']
      .map((id) => p(`${id} it is`, `<w:pStyle w:val="${id}"/>`))
      .join('');
    expect(await rolesOf(docx(document(p('Storm') + body)))).toEqual([
      'subheading: Heading2 it is',
      'quote: Quote it is',
      'quote: IntenseQuote it is',
      'list: ListBullet it is',
      'caption: Caption it is',
      'text: Normal it is',
    ]);
  });

  test('styles may be based on one another in a circle', async () => {
    const style = (id: string, based: string) =>
      `<w:style w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${based}"/></w:style>`;
    const list = [style('a', 'b'), style('b', 'a'), style('c', 'Heading1'), style('Heading1', 'a')];
    const styles = `<w:styles ${main}>${list.join('')}</w:styles>`;
    const file = docx(
      document(
        p('Storm') +
          p(sentence, '<w:pStyle w:val="a"/>') +
          p('Why', '<w:pStyle w:val="c"/>') +
          p('x', '<w:pStyle w:val="none"/>'),
      ),
      { name: 'word/_rels/document.xml.rels', body: relations(['styles', '/word/./x/../styles.xml']) },
      { name: 'word/styles.xml', body: styles },
    );
    expect(await rolesOf(file)).toEqual([`text: ${sentence}`, 'subheading: Why', 'text: x']);
  });

  test('a strict file with another prefix and another main part is read', async () => {
    const body = `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Storm</x:t></x:r></x:p><x:p><x:pPr><x:pStyle x:val="Quote"/></x:pPr><x:r><x:t>${sentence}</x:t></x:r></x:p></x:body></x:document>`;
    const file = zipOf([
      { name: '_rels/.rels', body: relations(['officeDocument', 'word/document2.xml']) },
      { name: 'word/document2.xml', body },
    ]);
    expect(await rolesOf(file)).toEqual([`quote: ${sentence}`]);
  });

  test('a long first paragraph is no title; the title of the file is one', async () => {
    const core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Storm</dc:title></c>';
    const file = (body: string) =>
      zipOf([
        {
          name: '_rels/.rels',
          body: relations(['officeDocument', 'word/document.xml'], ['core-properties', 'docProps/core.xml']),
        },
        { name: 'word/document.xml', body: document(body) },
        { name: 'docProps/core.xml', body: core },
      ]);
    expect((await contentOf(file(p(`${sentence} ${sentence} ${sentence}`)))).title).toBe('Storm');
    expect((await contentOf(docx(document(p(`${sentence} ${sentence} ${sentence}`))))).quality.flags).toEqual(
      ['title-derived'],
    );
    expect(await codeOf(file('<w:p/>'))).toBe('extract.no_content');
  });
});

describe('tables', () => {
  const prose = `${sentence} Nobody was hurt, and the boats in the inner harbour are safe.`;
  const cell = (body: string, span = '') =>
    `<w:tc><w:tcPr>${span === '' ? '' : `<w:gridSpan w:val="${span}"/>`}</w:tcPr>${body}</w:tc>`;
  const row = (...cells: string[]) =>
    `<w:tr>${cells.map((text) => cell(text === '' ? '<w:p/>' : p(text))).join('')}</w:tr>`;
  const table = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
  const textsOf = async (...parts: string[]) =>
    (await contentOf(docx(document(p('Storm') + parts.join(''))))).paragraphs.map(({ text }) => text);

  test('a row is a paragraph, with a place for each empty cell', async () => {
    const rows = [row('Port', 'Ferries', 'Tugs'), row('Lerwick', '', '12'), row('', '7', '')];
    expect(await textsOf(p(prose), table(...rows), p('Tugs come.'))).toEqual([
      prose,
      'Port | Ferries | Tugs',
      'Lerwick | | 12',
      '7',
      'Tugs come.',
    ]);
  });

  test('columns without a text are no cells, also below a cell that spans them', async () => {
    const head = `<w:tr>${cell(p('Team'), '2')}${cell(p('Points'))}</w:tr>`;
    expect(await textsOf(p(prose), table(head, row('', 'Velmar', '12'), row('', 'Orsk', '9')))).toEqual([
      prose,
      'Team | Points',
      'Velmar | 12',
      'Orsk | 9',
    ]);
  });

  test('the cells of a letterhead, of prose, and a row alone are paragraphs', async () => {
    const letterhead = table(row('Date', '3 March 2026'), row('Contact', 'Jane Doe'));
    expect((await contentOf(docx(document(p('Storm') + letterhead + p(prose))))).published?.value).toBe(
      '2026-03-03',
    );
    const release = document(letterhead + p('Quay shut') + p(prose));
    expect(await contentOf(docx(release))).toMatchObject({
      title: 'Quay shut',
      paragraphs: [{ text: 'Date' }, { text: 'Contact' }, { text: 'Jane Doe' }, { text: prose }],
    });
    const signed = document(table(row('Storm', 'In brief')) + p('By Jane Doe') + p(prose));
    expect(await contentOf(docx(signed))).toMatchObject({ title: 'Storm', authors: ['Jane Doe'] });
    const banner = document(`<w:tbl><w:tr>${cell(p('Storm'))}</w:tr></w:tbl>${p('The pier')}${p(prose)}`);
    expect((await contentOf(docx(banner))).title).toBe('Storm');
    const layout = document(table(row('Storm', 'In brief'), row(prose, prose)) + p('Ends'));
    expect((await contentOf(docx(layout))).title).toBe('Storm');
    const laidOut = table(row('Harbour', prose), row('Ferry', prose), row('Tugs', prose));
    expect(await textsOf(p(prose), laidOut)).toEqual([
      prose,
      'Harbour',
      prose,
      'Ferry',
      prose,
      'Tugs',
      prose,
    ]);
    expect(await textsOf(p(prose), table(row('Harbour closed', 'Ferry waits')))).toHaveLength(3);
    const twice = cell(p('One') + p('Two'));
    expect(await textsOf(p(prose), table(`<w:tr>${twice}${twice}</w:tr>`, row('a', 'b')))).toHaveLength(7);
  });
});

describe('recognised by content', () => {
  test('in any order of parts; a zip that holds a Word file is a zip', () => {
    const file = docx(document(p(sentence)));
    expect(wordFormat.recognises(file)).toBe(true);
    expect(wordFormat.recognises(zipOf([{ name: 'word/settings.xml', body: 'x' }]))).toBe(true);
    expect(
      wordFormat.recognises(
        zipOf([
          { name: 'release.docx', body: file },
          { name: 'word/document.xml', body: 'x' },
        ]),
      ),
    ).toBe(false);
    expect(wordFormat.recognises(zipOf([{ name: 'word/2026.txt', body: 'x' }]))).toBe(false);
    expect(
      wordFormat.recognises(
        zipOf([
          { name: '[Content_Types].xml', body: 'x' },
          { name: 'xl/workbook.xml', body: 'x' },
        ]),
      ),
    ).toBe(false);
    expect(wordFormat.recognises(Buffer.from('PK\x03\x04'))).toBe(false);
  });
});

describe('hostile files', () => {
  const whole = docx(document(p('Storm') + p(sentence)));
  const evidence = async (file: Uint8Array) => {
    const read = await readOne(file);
    return 'code' in read ? `${read.code}: ${read.evidence}` : read.content.title;
  };

  test.each([
    ['cut off', whole.subarray(0, whole.length - 30), /^input.truncated: the directory of parts/],
    [
      'without a document',
      zipOf([{ name: 'word/styles.xml', body: '<a/>' }]),
      /^docx.malformed: the file has no main document/,
    ],
    ['a bomb', docx(document(`<w:p><w:r><w:t>${' '.repeat(50_000_000)}</w:t></w:r></w:p>`)), /^archive.bomb/],
    [
      'a wrong size',
      zipOf([{ name: 'word/document.xml', body: document(p(sentence)), size: 7 }]),
      /^docx.malformed|^input.truncated/,
    ],
    [
      'encrypted',
      zipOf([{ name: 'word/document.xml', body: document(p(sentence)), encrypted: true }]),
      /^docx.malformed: .*password/,
    ],
    ['entities', docx(`<!DOCTYPE a [<!ENTITY b "c">]>${document(p('&b;'))}`), /^xml.entity_decl/],
    ['200 deep', docx(document(`${'<w:sdt>'.repeat(200)}${'</w:sdt>'.repeat(200)}`)), /^xml.too_deep/],
    [
      '150,000 paragraphs',
      docx(
        document(
          Array.from(
            { length: 150_000 },
            (_, i) => `<w:p id="${i}"><w:r><w:t>${i * 7919}</w:t></w:r></w:p>`,
          ).join(''),
        ),
      ),
      /^input.too_large/,
    ],
    [
      'a name that points outside the package',
      docx(document(p(sentence)), { name: '../../etc/passwd', body: 'x' }),
      /^docx.malformed: a member named/,
    ],
    ['not XML', docx('text'), /^xml.malformed: line 1/],
  ])('%s', async (_, file, expected) => {
    expect(await evidence(file)).toMatch(expected);
  });

  test('macros are ignored', async () => {
    expect(
      await evidence(
        docx(document(p('Storm') + p(sentence)), {
          name: 'word/vbaProject.bin',
          body: Buffer.from([0, 1, 2]),
        }),
      ),
    ).toBe('Storm');
  });
});
