import { expect, test } from 'vitest';
import { codeOf, contentOf, partsOf, readOne } from '../upload.ts';

const sentence = 'The quay is closed until the ice breaks, the harbour master said on Tuesday.';
const rtf = (body: string, head = '\\ansi\\ansicpg1252') => `{\\rtf1${head} ${body}}`;
const paragraphsOf = async (body: string, head?: string) =>
  (await contentOf(rtf(`Storm\\par ${body}`, head))).paragraphs.map(({ text }) => text);

test('a document has its headline, its byline, its day and its paragraphs', async () => {
  const head = '\\pard\\b\\fs28 Quay shut\\b0\\par\r\nBy Jane Doe\\par\\par ';
  const body = `${head}LERWICK, 3 March 2026 \\endash  ${sentence}\\par Tugs come.`;
  expect(await readOne(rtf(body))).toMatchObject({
    format: 'rtf',
    part: '',
    content: {
      title: 'Quay shut',
      authors: ['Jane Doe'],
      published: { value: '2026-03-03' },
      paragraphs: [{ text: `LERWICK, 3 March 2026 – ${sentence}` }, { text: 'Tugs come.' }],
    },
  });
});

test('what is no text is left out', async () => {
  const fonts = '{\\fonttbl{\\f0\\froman Times;}}{\\colortbl;\\red0;}{\\*\\generator Riched20;}';
  const field = '{\\field{\\*\\fldinst HYPERLINK "https://a.example"}{\\fldrslt a link}}';
  const deleted = '{\\deleted not}\\deleted neither\\deleted0 {\\xe an index}';
  const hidden = '{\\v hidden}\\v also\\v0 , {\\pict\\wmetafile8 0123abcd}{\\header Page 1}';
  expect(await paragraphsOf(`${fonts}It has ${field}${hidden}${deleted} no more{\\bin5 }}{{{}.`)).toEqual([
    'It has a link, no more.',
  ]);
});

test('notes stand behind the text', async () => {
  const note = (text: string) => `{\\super\\chftn{\\footnote\\pard\\plain {\\super\\chftn} ${text}}}`;
  const first = `The quay${note('Of {\\b Kelmere}.')} is shut${note('Since May.\\par By law.')}.`;
  expect(await paragraphsOf(`${first}\\par Tugs come.`)).toEqual([
    'The quay is shut.',
    'Tugs come.',
    'Of Kelmere.',
    'Since May.',
    'By law.',
  ]);
});

test('a day in a note is not that of the text', async () => {
  const content = await contentOf('{\\rtf1 The quay of Kelmere is shut{\\footnote 3 May 2021}}');
  expect(content.published).toBeUndefined();
  expect(content.title).toBe('The quay of Kelmere is shut');
});

test('two ends of lines end a paragraph', async () => {
  expect(await paragraphsOf('The quay\\line is shut.\\line\\line Tugs come.')).toEqual([
    'The quay is shut.',
    'Tugs come.',
  ]);
});

test('characters of code pages and of Unicode', async () => {
  expect(await paragraphsOf("caf\\'e9 \\u8364?5 \\ldblquote x\\rdblquote  a\\~b \\{c\\} \\\\ d\\-e")).toEqual(
    ['café €5 “x” a b {c} \\ de'],
  );
  expect(await paragraphsOf("\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2", '\\ansi\\ansicpg1251')).toEqual(['Привет']);
  expect(await paragraphsOf("\\'93\\'fa\\'96\\'7b", '\\ansi\\ansicpg932')).toEqual(['日本']);
  expect(await paragraphsOf("\\uc2 \\u26085\\'93\\'fa\\u-10179??\\u-8704??", '')).toEqual(['日😀']);
});

test('characters of the code page of a font', async () => {
  const fonts = '{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fnil\\fcharset204 A;}{\\f2\\fcharset128 A;}}';
  const body =
    "\\f1 \\'cf\\'f0\\'e8{\\b \\'e2\\'e5}\\'f2\\plain  caf\\'e9 {\\f2 \\'93{\\b \\'fa}\\'96\\'7b}\\'e9";
  expect(await paragraphsOf(fonts + body, '\\ansi\\ansicpg1252\\deff0')).toEqual(['Привет café 日本é']);
  expect(await paragraphsOf(`${fonts}\\'cf\\'f0`, '\\ansi\\deff1')).toEqual(['Пр']);
});

const row = (...cells: string[]) =>
  `\\trowd\\cellx1000\\cellx2000\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}{\\trowd\\cellx1000\\row}\r\n`;
const prose = `${sentence} Nobody was hurt, and the boats are safe.`;

test('a row of a table is a paragraph, with a place for each empty cell', async () => {
  const rows = row('Port', 'Ferries', 'Tugs') + row('Lerwick', '', '12') + row("Kirkw\\'e5ll", '30', '');
  expect(await paragraphsOf(`${prose}\\par ${rows}\\pard Tugs come.`)).toEqual([
    prose,
    'Port | Ferries | Tugs',
    'Lerwick | | 12',
    'Kirkwåll | 30',
    'Tugs come.',
  ]);
});

test('a cell that is open at the end of its row keeps its text', async () => {
  const open = (cells: string) => `\\trowd\\cellx1000\\pard\\intbl ${cells}\\row\r\n`;
  const rows = open('Port\\cell Ferries') + open('Lerwick\\cell 12') + open('In all');
  expect(await paragraphsOf(`${prose}\\par ${rows}`)).toEqual([
    prose,
    'Port | Ferries',
    'Lerwick | 12',
    'In all',
  ]);
});

test('the cells of a letterhead, of prose, and of a table in a cell are paragraphs', async () => {
  const letterhead = row('Date', '3 March 2026') + row('Contact', 'Jane Doe');
  expect(await contentOf(rtf(`Quay shut\\par ${letterhead}\\pard ${prose}\\par`))).toMatchObject({
    published: { value: '2026-03-03' },
  });
  const laidOut = row(`Pier\\par ${prose}`, 'Tugs') + row(prose, prose);
  expect(await paragraphsOf(`${prose}\\par ${laidOut}`)).toEqual([
    prose,
    'Pier',
    prose,
    'Tugs',
    prose,
    prose,
  ]);
  expect(
    await paragraphsOf(`${prose}\\par ${row('A\\nestcell B\\nestcell {\\*\\nesttableprops\\nestrow}')}`),
  ).toEqual([prose, 'A', 'B']);
});

test('a file of a database has its stories', async () => {
  const story = (title: string, number: string) =>
    `${title}\n9 words\n3 March 2026\nCoast Times\nEnglish\nCopyright 2026 Coast Times\n\n${sentence}\n\nDocument ${number}\n`;
  const lines = story('Quay', 'CTIM000020260303eh33000xx') + story('Ferry', 'CTIM000020260303eh33000xy');
  expect(await partsOf(rtf(lines.replaceAll('\n', '\\par\n')))).toEqual([
    ['id CTIM000020260303eh33000xx', 'Quay'],
    ['id CTIM000020260303eh33000xy', 'Ferry'],
  ]);
});

test('a file without a text', async () => {
  expect(await codeOf(rtf('{\\info{\\title Storm}}\\par'))).toBe('extract.no_content');
  for (const space of ['', '\n'])
    expect(await codeOf(`${space}{\\rtf1 Storm\\par ${sentence}`)).toBe('read as rtf');
});
