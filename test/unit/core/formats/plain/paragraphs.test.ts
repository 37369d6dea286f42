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
  const questions = [
    'what the council decided about the works in the harbour',
    'why the ferries leave from Orsk and not from Kelmere in March',
    'how much the new gates will cost the town',
    'where people may park their cars while the quay is shut for the works',
    'when the buses leave in the morning and in the evening',
    'who pays for the tickets of pupils from the islands in these weeks',
    'which roads are shut and for how many weeks',
    'what happens if the works take longer than it was planned',
  ];
  expect((await contentOf(`Storm\n\n${questions.join('\n\n')}\n`)).paragraphs).toHaveLength(8);
});

test('rows of tables keep their cells, without the rules between them', async () => {
  const rows =
    '| Ferry | People | Late |\n|-------|-------:|:----:|\n| Orsk | 120 | |\n| **Velmar** | | 2 h |';
  const drawn =
    '+--------+------+\n| Ferry  | Late |\n+--------+------+\n| Orsk   |      |\n+--------+------+';
  const textsOf = async (head: string, table: string) =>
    (await contentOf(`${head}${body}\n\n${table}\n\nIt opens.\n`)).paragraphs.map((each) => each.text);
  const markdown = await textsOf('---\ntitle: Storm\n---\n\n', rows);
  expect(markdown).toEqual([body, 'Ferry | People | Late', 'Orsk | 120', 'Velmar | | 2 h', 'It opens.']);
  expect(await textsOf('Storm\n\n', drawn)).toEqual([body, 'Ferry | Late', 'Orsk', 'It opens.']);
});

describe('below front matter', () => {
  const textsOf = async (text: string) =>
    (await contentOf(`---\ntitle: Storm\n---\n\n${text}\n`)).paragraphs.map(({ role, text }) => [role, text]);

  test('a text may be HTML', async () => {
    const html = `<p>${body}</p>\n<h2>What now</h2>\n\n<blockquote><p>Open &amp; shut.</p></blockquote>`;
    expect(await textsOf(html)).toEqual([
      ['text', body],
      ['subheading', 'What now'],
      ['quote', 'Open & shut.'],
    ]);
    const box = `<div class="note">A box.</div>\n\n${body}\n\n**It** opens.`;
    expect((await textsOf(box)).slice(1)).toEqual([
      ['text', body],
      ['text', 'It opens.'],
    ]);
  });

  test('signs of a site generator are no text, and braces in a sentence are', async () => {
    const signs = '{% include map.html %}\n\n{{< figure src="pier.jpg" >}}';
    expect(await textsOf(`${signs}\n\n${body}\n\nThe sets {a} and {% b %} of it.`)).toEqual([
      ['text', body],
      ['text', 'The sets {a} and {% b %} of it.'],
    ]);
  });
});

test('rules of any length are no text', async () => {
  const rule = '='.repeat(38);
  expect(
    (await contentOf(`Storm\n${rule}\n\n${body}\n\n${'- '.repeat(30)}\n\nIt opens.`)).paragraphs,
  ).toMatchObject([{ text: body }, { text: 'It opens.' }]);
});

describe('the narrow lines of a scanned column', () => {
  const lines = [
    'The quay in the north is closed',
    'until the ice has broken, the',
    'master of the harbour said today.',
    'He spoke late.',
    'Two trawlers that came in late',
    'lie out there and wait with their',
    'catch, for which nobody will now',
    'pay, said the buyers in the hall',
    'on Wednesday. A tug may be hired,',
    'but not before next week.',
  ];

  test('are joined, although no word is divided', async () => {
    const { paragraphs } = await contentOf(`Storm\n\n${lines.join('\n')}\n`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      lines.slice(0, 4).join(' '),
      lines.slice(4).join(' '),
    ]);
  });

  test('are none if no sentence ends in them, as in a list', async () => {
    const list = [
      'two dozen brown eggs from the market',
      'four kilograms of white flour, salt',
      'half a kilogram of butter, six lemons',
      'six bottles of apple juice from Marsh',
      'one hundred paper cups, if you see any',
      'a roll of string and some sticky tape',
      'twelve candles for the lantern, matches',
      'a broom and two large buckets, if cheap',
    ];
    const { paragraphs } = await contentOf(`For the fair\n\n${list.join('\n')}\n`);
    expect(paragraphs).toHaveLength(list.length);
  });

  test('are none if the words of the next would have found room, as in a poem', async () => {
    const poem = lines.map((line, i) => (i % 2 === 0 ? line.slice(0, 9) : line.toLowerCase()));
    const { paragraphs } = await contentOf(`Storm\n\n${poem.join('\n')}\n`);
    expect(paragraphs).toHaveLength(lines.length);
  });

  test.each([
    ['they begin with capitals', lines.map((line) => line.replace(/^./, (first) => first.toUpperCase()))],
    ['there are fewer than eight', lines.slice(4)],
  ])('are none if %s', async (_, others) => {
    const { paragraphs } = await contentOf(`Storm\n\n${others.join('\n')}\n`);
    expect(paragraphs).toHaveLength(others.length);
  });
});
