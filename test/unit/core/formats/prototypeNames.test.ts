/** Names that every object of JavaScript has, where a file has a name of its own choice. */
import { expect, test } from 'vitest';
import { docxOf, nitfOf, pageOf, recordsOf, wordOf, wordParagraph } from '../../../hostile/carriers.ts';
import { contentOf } from './upload.ts';

const names = Object.getOwnPropertyNames(Object.prototype);
const sentence = 'The storm closed the harbour on Monday, and no ferry sailed to the islands in the north.';
const page = pageOf('Storm', `${sentence}\n\n${sentence} It opens again on Friday.`);

/** Files in which the name is that of an element, an attribute or a namespace. */
const files: Record<string, (name: string) => string | Uint8Array> = {
  docx: (name) =>
    docxOf(wordOf(`<w:p><w:r><${name}/><w:t>Storm closes</w:t></w:r></w:p>${wordParagraph(sentence)}`)),
  nitf: (name) =>
    nitfOf('Storm', sentence).replace('<p>', `<p ${name}="x"><${name}>It began on Sunday. </${name}>`),
  // A tag of HTML begins with a letter.
  html: (name) => page.replaceAll('p>', `${name.replaceAll('_', '')}>`).replace('<h1', `<h1 ${name}="x"`),
  xml: (name) => recordsOf(['Storm', sentence]).replace('<title', `<${name}>x</${name}><title`),
  namespace: (name) => nitfOf('Storm', sentence).replace('<nitf', `<nitf xmlns="${name}"`),
};

test.each(Object.entries(files))('%s reads them as it reads any other', async (_, fileWith) => {
  const expected = await contentOf(fileWith('landmark'));
  for (const name of names) expect(await contentOf(fileWith(name))).toEqual(expected);
});
