import { expect, test } from 'vitest';
import { zipOf } from '../makeArchives.ts';
import { contentOf } from '../upload.ts';
import { main, relations } from './wordParts.ts';

const p = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const notes = (tag: string, text: string) =>
  `<w:${tag}s ${main}><w:${tag} w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:${tag}>` +
  `<w:${tag} w:id="1">${p(text)}</w:${tag}></w:${tag}s>`;

const sentence = 'The harbour stayed closed for a third day, its manager said.';

function fileOf(lines: readonly string[], footnote: string, endnote: string): Uint8Array {
  return zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    { name: '_rels/.rels', body: relations(['officeDocument', 'word/document.xml']) },
    {
      name: 'word/document.xml',
      body: `<w:document ${main}><w:body>${lines.map(p).join('')}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', body: relations(['footnotes', 'f.xml'], ['endnotes', 'e.xml']) },
    { name: 'word/f.xml', body: notes('footnote', footnote) },
    { name: 'word/e.xml', body: notes('endnote', endnote) },
  ]);
}

test('footnotes and endnotes stand behind the text', async () => {
  const file = fileOf(['Storm', sentence], 'Formerly of Kelmere.', 'See the register.');
  const { title, paragraphs } = await contentOf(file);
  expect(title).toBe('Storm');
  expect(paragraphs.map(({ text }) => text)).toEqual([sentence, 'Formerly of Kelmere.', 'See the register.']);
});

test('a note is no date, byline or text below a headline', async () => {
  const file = fileOf(['The quay of Kelmere is shut'], '3 May 2021', 'By Jane Doe');
  const { title, published, byline, paragraphs } = await contentOf(file);
  expect({ title, published, byline }).toEqual({ title: 'The quay of Kelmere is shut' });
  expect(paragraphs.map(({ text }) => text)).toEqual([
    'The quay of Kelmere is shut',
    '3 May 2021',
    'By Jane Doe',
  ]);
});
