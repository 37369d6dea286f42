/** Lines "Title: …", "Author: …" at the head of a text, where a label stands before the text, too. */
import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const text = 'The quay is closed until the ice breaks, the harbour master said on Tuesday.';
const head =
  'Form: Story\nSlug: QUAY\nHeadline: Quay shut\nAuthor: Jane Doe\nPublication Date: 31 March 2026';

describe('a label before the text ends the head', () => {
  test.each([
    ['on its line', `${head}\nBody: ${text}\n\nTugs come.\n`],
    ['above it', `${head}\nBody Text:\n${text}\n\nTugs come.\n`],
    ['below an empty line', `${head}\n\nSTORY:\n\n${text}\n\nTugs come.\n`],
  ])('%s', async (_, file) => {
    expect(await contentOf(file)).toMatchObject({
      title: 'Quay shut',
      authors: ['Jane Doe'],
      published: { value: '2026-03-31' },
      paragraphs: [{ text: 'Form: Story' }, { text: 'Slug: QUAY' }, { text }, { text: 'Tugs come.' }],
    });
  });

  test.each([
    ['who wrote a text', `Title: Quay shut\nText: Jane Doe\nPhotos: John Roe\n\n${text}\n`],
    ['a text without a head', `Body: ${text}\n\nTugs come.\n`],
    ['a sentence with a colon', `Quay shut\n\n${text}\n\nContent: ${text}\n`],
  ])('but not %s', async (_, file) => {
    const { title, byline = '', paragraphs } = await contentOf(file);
    const read = [title, byline, ...paragraphs.map((each) => each.text)].join('\n');
    for (const line of file.split('\n')) expect(read).toContain(line);
  });
});
