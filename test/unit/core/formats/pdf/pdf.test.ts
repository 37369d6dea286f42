import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lines, pdfOf, type Run } from '../makePdf.ts';
import { codeOf, contentOf, readOne } from '../upload.ts';

/** A column of about 40 characters. */
const left = [
  'The northern quay is closed until the',
  'ice breaks, the harbour master said on',
  'Tuesday, and two trawlers that came in',
  'late lie outside with their catch, which',
  'the buyers will not wait for.',
];
const right = [
  'The council will meet on Thursday to',
  'decide whether a tug is to be hired. It',
  'costs nine thousand a day, and there is',
  'none nearer than Aberdeen, said Elspeth',
  'Manson, who runs the northern routes.',
];
const texts = (body: { paragraphs: { text: string }[] }) => body.paragraphs.map(({ text }) => text);

describe('the text of a page', () => {
  test('a headline in large letters and a paragraph', async () => {
    const content = await contentOf(
      pdfOf([[{ text: 'Quay closes until the ice breaks', x: 60, y: 60, size: 22 }, ...lines(left)]]),
    );
    expect(content).toMatchObject({
      title: 'Quay closes until the ice breaks',
      quality: { extractor: 'pdf/1' },
    });
    expect(texts(content)).toEqual([left.join(' ')]);
  });

  test.each([
    ['written column by column', [...lines(left, { x: 60 }), ...lines(right, { x: 320 })]],
    [
      'written line by line across the columns',
      lines(left, { x: 60 }).flatMap((run, i): Run[] => [run, ...lines(right, { x: 320 }).slice(i, i + 1)]),
    ],
    ['with a gutter barely wider than a space', [...lines(left, { x: 60 }), ...lines(right, { x: 255 })]],
  ])('two columns under a headline, %s, are read one after the other', async (_, runs) => {
    const headline = { text: 'Quay closes until the ice in the north breaks up', x: 60, y: 60, size: 20 };
    const content = await contentOf(pdfOf([[headline, ...runs]]));
    expect(content.title).toBe(headline.text);
    expect(texts(content)).toEqual([left.join(' '), right.join(' ')]);
  });

  test('a sentence continues from the second of three columns in the third', async () => {
    const narrow = (words: string[], x: number) => lines(words, { x, size: 8 });
    const columns = [
      [
        'The quay in the north is',
        'closed until the ice has',
        'broken, said the master',
        'of the harbour today.',
      ],
      [
        'Two trawlers that came',
        'in late lie out there and',
        'wait with their catch, for',
        'which nobody will now',
      ],
      [
        'pay, said the buyers in',
        'the hall on Wednesday.',
        'A tug may be hired, but',
        'not before next week.',
      ],
    ];
    const content = await contentOf(pdfOf([columns.flatMap((words, i) => narrow(words, 60 + 130 * i))]));
    expect(texts(content)).toEqual([
      columns[0]?.join(' '),
      [...(columns[1] ?? []), ...(columns[2] ?? [])].join(' '),
    ]);
  });

  test('a byline of two lines and the date below it are no part of the text', async () => {
    const head = ['By Margaret Ainsworth and', 'Dennis Okafor', '12 June 2001'];
    const headline = { text: 'Quay closes until the ice breaks', x: 60, y: 60, size: 22 };
    const content = await contentOf(pdfOf([[headline, ...lines([...head, ...left])]]));
    expect(content).toMatchObject({
      authors: ['Margaret Ainsworth', 'Dennis Okafor'],
      published: { value: '2001-06-12' },
    });
    expect(texts(content)).toEqual([left.join(' ')]);
  });

  test('a date with which a sentence begins is part of it', async () => {
    const headline = { text: 'Quay closes until the ice breaks', x: 60, y: 60, size: 22 };
    const sentence = ['On 12 June 2001', 'the quay was closed, said the master of', 'the harbour.'];
    const content = await contentOf(pdfOf([[headline, ...lines(sentence)]]));
    expect(content.published).toBeUndefined();
    expect(texts(content)).toEqual([sentence.join(' ')]);
  });

  test('space or an indent begins a paragraph', async () => {
    const indented = lines(right, { y: 160 }).map((run, i) => (i === 0 ? { ...run, x: run.x + 12 } : run));
    const spaced = lines(['A third paragraph stands apart from the', 'two above it.'], { y: 250 });
    expect(texts(await contentOf(pdfOf([[...lines(left), ...indented, ...spaced]])))).toEqual([
      left.join(' '),
      right.join(' '),
      'A third paragraph stands apart from the two above it.',
    ]);
  });

  test('a word hyphenated at the end of a line is joined, and a compound keeps its hyphen', async () => {
    const runs = lines([
      'The harbour mas-',
      'ter will hire a tug-boat this week. The tug-',
      'boat comes from Aberdeen on Thurs-',
      'day.',
    ]);
    expect(texts(await contentOf(pdfOf([runs])))).toEqual([
      'The harbour master will hire a tug-boat this week. The tug-boat comes from Aberdeen on Thursday.',
    ]);
  });

  test('subheadings are larger than the text', async () => {
    const runs = [
      ...lines(left),
      { text: 'A tug from Aberdeen', x: 60, y: 180, size: 13 },
      ...lines(right, { y: 200 }),
    ];
    expect((await contentOf(pdfOf([runs]))).paragraphs).toEqual([
      { role: 'text', text: left.join(' ') },
      { role: 'subheading', text: 'A tug from Aberdeen' },
      { role: 'text', text: right.join(' ') },
    ]);
  });

  test('running heads, page numbers and rotated text are left out', async () => {
    const page = (number: number, body: string[]): Run[] => [
      { text: `The Harbour Gazette · ${number} March`, x: 60, y: 30, size: 8 },
      ...lines(body),
      { text: String(number), x: 290, y: 815, size: 8 },
      { text: 'Photograph: Ola Brekke', x: 580, y: 400, size: 6, rotated: true },
    ];
    const content = await contentOf(
      pdfOf([page(1, left), page(2, right), page(3, ['And that was all that the council said.'])]),
    );
    expect(texts(content)).toEqual([
      left.join(' '),
      right.join(' '),
      'And that was all that the council said.',
    ]);
  });

  test('a sentence continues on the next page', async () => {
    const pages = [lines(left.slice(0, 3)), lines(left.slice(3))];
    expect(texts(await contentOf(pdfOf(pages)))).toEqual([left.join(' ')]);
  });
});

describe('metadata of the file', () => {
  const runs = [{ text: 'Quay closes until the ice breaks', x: 60, y: 60, size: 22 }, ...lines(left)];
  test('author and language are read', async () => {
    const content = await contentOf(pdfOf([runs], { author: 'Moira Tulloch', language: 'en-GB' }));
    expect(content).toMatchObject({
      authors: ['Moira Tulloch'],
      language: { tag: 'en-GB', source: 'document' },
    });
  });

  test.each([
    ['Microsoft Word - quay draft 3.doc', 'Quay closes until the ice breaks'],
    ['Gazette page 14 of the third edition', 'Quay closes until the ice breaks'],
    ['Quay closes until the ice breaks', 'Quay closes until the ice breaks'],
  ])('the title "%s" counts only if the page has it', async (title, expected) => {
    expect(await contentOf(pdfOf([runs], { title }))).toMatchObject({ title: expected });
  });

  test('without larger letters, the title of the file counts', async () => {
    expect(await contentOf(pdfOf([lines(left)], { title: 'The quay is closed' }))).toMatchObject({
      title: 'The quay is closed',
    });
    expect((await contentOf(pdfOf([lines(left)]))).quality.flags).toContain('title-derived');
  });
});

describe('refused files', () => {
  const good = pdfOf([lines(left)]);
  test.each([
    ['an encrypted file', pdfOf([lines(left)], { locked: true }), 'pdf.encrypted'],
    ['only pictures', pdfOf([[], []]), 'pdf.no_text'],
    ['a file that is cut off', good.subarray(0, good.length - 60), 'input.truncated'],
    ['only a header', Buffer.from('%PDF-1.7\n'), 'input.truncated'],
    ['a header and an end', Buffer.from('%PDF-1.7\nnothing at all\n%%EOF\n'), 'pdf.malformed'],
    ['301 pages', pdfOf(Array.from({ length: 301 }, () => lines(['A page.']))), 'input.too_large'],
  ])('%s', async (_, bytes, code) => {
    expect(await codeOf(bytes, { key: 'page.txt' })).toBe(code);
  });

  test('300 pages are read', async () => {
    const word = (i: number) =>
      String.fromCharCode(97 + (i % 26), 97 + ((7 * i) % 26), 97 + Math.floor(i / 26));
    const pages = Array.from({ length: 300 }, (_, i) =>
      lines([`The report says ${word(i)} and ${word(i + 1)}.`]),
    );
    expect((await contentOf(pdfOf(pages))).paragraphs).toHaveLength(300);
  });

  test('a file with changed bytes is refused or read, with the same result each time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 20 }),
        async (changes) => {
          const bytes = Buffer.from(good);
          for (const [at, byte] of changes) bytes[at] = byte;
          const [once, twice] = [await readOne(bytes), await readOne(bytes)];
          expect(twice).toEqual(once);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('byline and dateline of a wire story', () => {
  const headline = { text: 'Bridge over the Rhone closes', x: 60, y: 60, size: 22 };
  const dateline = 'LYON, March 3, 2021 (dpa) \x96 The old bridge';
  const story = [
    dateline,
    'is closed until the river falls again, the',
    'prefect said on Tuesday in the city hall.',
  ];

  test.each([
    ['with space below the byline', [...lines(['By Marie Durand'], { y: 110 }), ...lines(story, { y: 140 })]],
    ['without space', lines(['By Marie Durand', ...story], { y: 110 })],
    ['with a byline in capitals', lines(['BY MARIE DURAND', ...story], { y: 110 })],
    ['with a role below the name', lines(['By Marie Durand', 'Staff Writer', ...story], { y: 110 })],
  ])('%s', async (_, runs) => {
    const content = await contentOf(pdfOf([[headline, ...runs]]));
    expect(content).toMatchObject({
      title: headline.text,
      authors: ['Marie Durand'],
      dateline: { place: 'Lyon', agency: 'dpa' },
      published: { value: '2021-03-03', source: 'dateline' },
    });
    expect(texts(content).at(-1)).toMatch(/^LYON, .* city hall\.$/);
  });
});
