import { expect, test } from 'vitest';
import { codeOf, contentOf } from '../upload.ts';

const spoken = async (body: string) => (await contentOf(body)).paragraphs.map(({ text }) => text);

test('SubRip is what is spoken, in paragraphs', async () => {
  const body = `1
00:00:01,000 --> 00:00:04,000
Good evening. The harbour is closed
tonight, the harbour master said.

2
00:00:04,500 --> 00:00:07,000
{\\an8}Nobody has seen <i>such ice</i>.

3
00:00:12,000 --> 00:00:14,000
- Two trawlers wait.

- 12 wait.
12
`;
  for (const text of [body, body.replaceAll('\n', '\r\n'), `\ufeff${body}`])
    expect(await spoken(text)).toEqual([
      'Good evening. The harbour is closed tonight, the harbour master said. Nobody has seen such ice.',
      'Two trawlers wait.',
      '12 wait. 12',
    ]);
  expect((await contentOf(body)).quality).toMatchObject({
    extractor: 'subtitles/1',
    flags: ['title-derived'],
  });
});

test('WebVTT names who speaks, and has no notes, styles and settings', async () => {
  const body = `WEBVTT - Evening news
Kind: captions

NOTE made by hand

STYLE
::cue { color: white }

intro
00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Moira Tulloch>Good evening. The harbour is closed</v>
tonight.

00:04.500 --> 00:07.000
<v.loud Moira Tulloch>Nobody has seen <c.yellow>such ice</c>, Tugs &amp; Sons say.

00:07.500 --> 00:09.000
And now the weather.
`;
  expect(await spoken(body)).toEqual([
    'Moira Tulloch: Good evening. The harbour is closed tonight. Nobody has seen such ice, Tugs & Sons say.',
    'And now the weather.',
  ]);
});

test('captions that roll say each line once', async () => {
  const cue = (from: string, ...lines: string[]) =>
    `00:00:0${from} --> 00:00:09.000\n${lines.join('\n')}\n\n`;
  const first = 'good<00:00:01.200><c> evening</c>';
  const rolled = [cue('1.000', first), cue('2.000', 'good evening')].join('');
  const body = `WEBVTT\n\n${rolled}${cue('3.000', 'good evening', 'the harbour is closed')}`;
  expect(await spoken(body)).toEqual(['good evening the harbour is closed']);
  const named = ['ANN: Yes.', 'TOM: Yes.', 'TOM: Yes.', 'ANN: No.'];
  expect(await spoken(named.map((line, i) => cue(`${i + 1}.000`, line)).join(''))).toEqual([
    'ANN: Yes.',
    'TOM: Yes.',
    'ANN: No.',
  ]);
});

test('numbers directly below what is said are none of it', async () => {
  const cue = (n: number, said: string) =>
    `${n}\n00:00:0${n},000 --> 00:00:0${n},900 X1:40 X2:600\n${said}\n`;
  expect(await spoken(cue(1, 'The quay') + cue(2, 'is shut since') + cue(3, '2019'))).toEqual([
    'The quay is shut since 2019',
  ]);
});

test.each([
  'WEBVTT explained\n\nCaptions have times.\n',
  'Swimming\n1:02.34, 1:03.50 were the best times.\n\nNobody was faster.\n',
  '00:00:01.000 --> 00:00:02.000 is how a cue begins.\n\nThe words are below it.\n',
])('a text that begins like subtitles is read whole: %j', async (body) => {
  const { title, paragraphs } = await contentOf(body);
  const read = [title, ...paragraphs.map(({ text }) => text)];
  expect(read).toEqual(body.split('\n').filter((line) => line !== ''));
});

test('SubViewer, and files that are none', async () => {
  expect(await spoken('0:00:01.000,0:00:04.000\nThe harbour is closed.\n')).toEqual([
    'The harbour is closed.',
  ]);
  const head = '[INFORMATION]\n[TITLE]Quay\n[END INFORMATION]\n[SUBTITLE]\n[COLF]&HFFFFFF,[SIZE]18\n';
  expect(await spoken(`${head}00:00:01.00,00:00:04.00\nThe harbour[br]is closed.\n\n`)).toEqual([
    'The harbour is closed.',
  ]);
  expect(await codeOf('WEBVTT\n\n00:01.000 --> 00:02.000\n\n')).toBe('extract.no_content');
  const [first] = await spoken('Quay shut\n\nThe film runs 00:01:00,000 --> 00:02:00,000 and ends.\n');
  expect(first).toBe('The film runs 00:01:00,000 --> 00:02:00,000 and ends.');
});

test('a name before a colon says who speaks, until another is named', async () => {
  const cue = (second: number, said: string) => `00:00:0${second}.000 --> 00:00:0${second}.900\n${said}\n\n`;
  const lines = [
    'Ann Muster: Good evening.',
    'Ann Muster: The crane is',
    'out of use.',
    'Tom Halcrow: Yes.',
    'Tom Halcrow: Since Friday.',
  ];
  const body = `WEBVTT\n\n${lines.map((line, i) => cue(i, line)).join('')}${cue(6, '- Who is there?')}`;
  expect(await spoken(body)).toEqual([
    'Ann Muster: Good evening. The crane is out of use.',
    'Tom Halcrow: Yes. Since Friday.',
    'Who is there?',
  ]);
});

test('captions that end no sentence are paragraphs all the same', async () => {
  const cue = (i: number) => `00:${10 + Math.floor(i / 60)}:${10 + (i % 50)}.000 --> 00:59:59.000\n`;
  const said = 'and the crane has been out of use since the engineers came to the board';
  const body = Array.from({ length: 60 }, (_, i) => `${cue(i)}${said} ${i}\n\n`).join('');
  const lengths = (await spoken(`WEBVTT\n\n${body}`)).map((text) => text.length);
  expect(lengths).toHaveLength(4);
  expect(Math.max(...lengths)).toBeLessThan(1400);
});
