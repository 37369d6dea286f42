import { describe, expect, test } from 'vitest';
import { zipOf } from '../makeArchives.ts';
import { contentOf } from '../upload.ts';
import { main, relations } from './wordParts.ts';

const sentence = 'The harbour stayed closed for a third day, its manager said.';
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const p = (text: string) => `<w:p>${run(text)}</w:p>`;
const docx = (body: string): Uint8Array =>
  zipOf([
    { name: '[Content_Types].xml', body: '<Types/>' },
    { name: '_rels/.rels', body: relations(['officeDocument', 'word/document.xml']) },
    { name: 'word/document.xml', body: `<w:document ${main}><w:body>${body}</w:body></w:document>` },
  ]);

describe('a transcript of a conference is what is said, by speaker', () => {
  const said: [name: string, time: string, text: string][] = [
    ['Ann Muster', '0:03', 'Good evening, everybody.'],
    ['Jude Beispiel', '0:41', sentence],
    ['Ann Muster', '1:12', 'For how long?'],
  ];
  test.each([
    [
      'in lines of a paragraph',
      said.map(
        ([name, time, text]) => `<w:p>${run(name)}${run(`   ${time}`)}<w:r><w:br/></w:r>${run(text)}</w:p>`,
      ),
    ],
    ['in paragraphs', said.map(([name, time, text]) => p(`${name} ${time}`) + p(text))],
    [
      'from and to, above the name',
      said.map(([name, , text], i) => p(`0:${i}:5.100 --&gt; 0:${i}:9.2`) + p(name) + p(text)),
    ],
  ])('%s', async (_, turns) => {
    const { title, paragraphs } = await contentOf(docx(p('Board of the harbour') + turns.join('')));
    expect(title).toBe('Board of the harbour');
    expect(paragraphs.map(({ text }) => text)).toEqual(said.map(([name, , text]) => `${name}: ${text}`));
  });
});
