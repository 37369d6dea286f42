/** Where paragraphs of plain text begin. */
import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const body = 'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on.';

describe('lines that are set in', () => {
  const margin = 'and the boats of the fishermen lay at their moorings.';
  const first = '     The harbour at Kelmere stayed closed for a third day';
  const second = '     “We could see it swinging,” said the woman of the kiosk';

  test.each(['     ', '\t', '  '])('begin paragraphs, without empty lines: %j', async (space) => {
    const lines = [first, margin, second, margin, first].map((line) => line.replace('     ', space));
    const { paragraphs } = await contentOf(`Storm\n\n${lines.join('\n')}`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      `${first.trim()} ${margin}`,
      `${second.trim()} ${margin}`,
      first.trim(),
    ]);
  });

  test.each([
    [
      'the lines of an item',
      `- The boats lay at their moorings for three days, he said.\n  ${margin}\n- Two.`,
      2,
    ],
    [
      'a text that a program set in',
      `The harbour stayed closed for a third day, he said.\n    ${margin}\n    ${margin}`,
      1,
    ],
    [
      'a line below half a sentence',
      `The harbour at Kelmere stayed closed for a third day\n    ${margin}\nIt opens.`,
      1,
    ],
  ])('begin none in %s', async (_, lines, paragraphs) => {
    const content = await contentOf(`Storm\n\n${lines}\n`);
    expect(content.paragraphs).toHaveLength(paragraphs);
  });
});

test('lines of a double-spaced text are joined, and paragraphs of one line are not', async () => {
  const lines = [
    'The harbour at Kelmere stayed closed for a third day, its manager',
    'said, as the storm went on and the boats of the fishermen lay at',
    'their moorings. Two ferries turned back, and some of those who were',
    'on board spent the night in a hall beside the harbour.',
  ];
  const twice = [...lines, '', ...lines].join('\n\n');
  const text = lines.join(' ');
  expect((await contentOf(`Storm\n\n${twice}\n`)).paragraphs).toMatchObject([{ text }, { text }]);
  const sentences = Array.from(
    { length: 9 },
    (_, i) => `The ferry of ${i} o'clock waits for the storm to end.`,
  );
  expect((await contentOf(`Storm\n\n${sentences.join('\n\n')}\n`)).paragraphs).toHaveLength(9);
  const items = Array.from(
    { length: 9 },
    (_, i) => `${i} ferries that wait for the storm to come to its end`,
  );
  expect((await contentOf(`Storm\n\n${items.join('\n\n')}\n`)).paragraphs).toHaveLength(9);
  expect((await contentOf(`Storm\n\n${lines.join('\n\n')}\n`)).paragraphs).toHaveLength(4);
});

test('rules of any length are no text', async () => {
  const rule = '='.repeat(38);
  expect(
    (await contentOf(`Storm\n${rule}\n\n${body}\n\n${'- '.repeat(30)}\n\nIt opens.`)).paragraphs,
  ).toMatchObject([{ text: body }, { text: 'It opens.' }]);
});
