import { describe, expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const textsOf = async (body: string) => (await contentOf(body)).paragraphs.map(({ text }) => text);

const [greeting, crane, engineers] = [
  'Good evening, everybody. We will begin with the crane.',
  'It has been out of use since Friday.',
  'The engineers found a crack in the jib, and want it replaced.',
];
const spoken = [
  `Ingrid Sinclair: ${greeting}`,
  `Tom Halcrow: ${engineers}`,
  'Ingrid Sinclair: How long will that take?',
];

/** Turns as a program writes them, with a speaker, a time and what is said. */
const turns = (turn: (name: string, time: string, said: string) => string) =>
  `Harbour board of Kelmere\n\n${[
    turn('Ingrid Sinclair', '0:03', greeting),
    turn('Tom Halcrow', '0:41', engineers),
    turn('Ingrid Sinclair', '1:12', 'How long will that take?'),
  ].join('\n\n')}\n`;

describe('a transcript is what is said, by speaker, without times', () => {
  test.each([
    ['the time behind the name', turns((name, time, said) => `${name}  ${time}\n${said}`)],
    ['the time below an empty line', turns((name, time, said) => `${name}   ${time}\n\n${said}`)],
    ['one in round brackets', turns((name, time, said) => `${name} (${time}):\n${said}`)],
    ['one in a line with the text', turns((name, time, said) => `${name} (${time}): ${said}`)],
    ['one in square brackets', turns((name, time, said) => `${name} [00:0${time}]: ${said}`)],
    ['the time first', turns((name, time, said) => `[00:0${time}] ${name}: ${said}`)],
    ['the name in a line below it', turns((name, time, said) => `[00:0${time}] ${name}\n${said}`)],
    ['a name in brackets', turns((name, time, said) => `[${name}] 19:0${time}\n${said}`)],
    ['from and to', turns((name, time, said) => `00:0${time}:12 - 00:01:59:00\n${name}\n${said}`)],
    ['a wrapped text', turns((name, time, said) => `${name}  ${time}\n${said.replace(/ (\w+\.)$/, '\n$1')}`)],
    [
      'times within',
      turns((name, time, said) => `[00:0${time}] ${name}: ${said.replace(' the', ` [00:0${time}] the`)}`),
    ],
  ])('%s', async (_, body) => {
    const { title, paragraphs } = await contentOf(body);
    expect(title).toBe('Harbour board of Kelmere');
    expect(paragraphs.map(({ text }) => text)).toEqual(spoken);
  });
});

test('a short line below a time is no name, unless it comes back', async () => {
  const cues = [
    ['0:00', 'Good evening', 'We will begin with the crane of Kelmere'],
    ['0:04', 'It stands still', 'Nobody knows what is wrong with it'],
    ['0:08', 'The ferry', 'It was late again on Thursday'],
  ];
  expect(await textsOf(cues.flat().join('\n'))).toEqual([cues.flatMap(([, ...said]) => said).join(' ')]);
});

test('a time that somebody speaks of stays', async () => {
  const lines = ['Ann Muster (0:03): The ferry at [17:40] was late.', 'Jude Beispiel (0:09): Was it?'];
  expect(await textsOf([...lines, 'Ann Muster (0:12): It was.'].join('\n'))).toEqual([
    'Ann Muster: The ferry at [17:40] was late.',
    'Jude Beispiel: Was it?',
    'Ann Muster: It was.',
  ]);
});

test('what is said twice is read twice', async () => {
  const lines = ['Ann Muster (0:03): Thank you.', 'Jude Beispiel (0:05): Thank you.'];
  const more = ['Ann Muster (0:06): No.', 'Ann Muster (0:07): No.'];
  expect(await textsOf([...lines, ...more].join('\n'))).toEqual([
    'Ann Muster: Thank you.',
    'Jude Beispiel: Thank you.',
    'Ann Muster: No. No.',
  ]);
});

test('a day with a time stands above a transcript', async () => {
  const body = turns((name, time, said) => `${name}  ${time}\n${said}`);
  const dated = body.replace('\n\n', '\n\nThursday 12 November 2026  17:40\n\n');
  const { published, paragraphs } = await contentOf(dated);
  expect(published?.value.slice(0, 10)).toBe('2026-11-12');
  expect(paragraphs.map(({ text }) => text)).toEqual(spoken);
});

test('an excerpt may begin late', async () => {
  const body = turns((name, time, said) => `${name} (00:1${time}): ${said}`);
  expect(await textsOf(body)).toEqual(spoken);
});

test('scripts without capitals and spaces have transcripts, too', async () => {
  const said = ['大家好，我们开始。', '工程师发现了裂缝。', '要多久？'];
  const [greeting, crack, question] = said;
  const named = [
    ['张三', greeting],
    ['李四', crack],
    ['张三', question],
  ].map(([name, text], i) => `${name}  00:0${2 * i}\n${text}`);
  expect(await textsOf(named.join('\n\n'))).toEqual([
    `张三: ${greeting}`,
    `李四: ${crack}`,
    `张三: ${question}`,
  ]);
  expect(await textsOf(said.map((text, i) => `00:0${2 * i}\n${text}`).join('\n'))).toEqual([said.join(' ')]);
});

test('nothing that is said is a headline', async () => {
  const body = turns((name, time, said) => `${name} (${time}): ${said}`);
  const content = await contentOf(body.slice(body.indexOf('\n\n') + 2));
  expect(content.quality.flags).toContain('title-derived');
  expect(content.paragraphs).toHaveLength(3);
});

test('who goes on is not named again, and a long turn keeps its paragraphs', async () => {
  const body = [`Ann Muster (0:02): ${greeting}`, `Ann Muster (0:09): ${crane}`, '', engineers];
  expect(await textsOf([...body, 'Jude Beispiel (0:20): Yes.'].join('\n'))).toEqual([
    `Ann Muster: ${greeting} ${crane}`,
    engineers,
    'Jude Beispiel: Yes.',
  ]);
});

test('lines with times alone are speech at its pace', async () => {
  const lines = [
    ['0:03', 'good evening everybody we will begin with'],
    ['0:05', 'the crane which has been out of use since Friday'],
    ['0:09', 'and the engineers came from Aberdeen'],
  ];
  const all = lines.map(([, said]) => said).join(' ');
  expect(await textsOf(lines.flat().join('\n'))).toEqual([all]);
  const ranges = lines.map(([time, said]) => `[0${time}.000 --> 0${time}.900]  ${said}`);
  expect(await textsOf(ranges.join('\n'))).toEqual([all]);
  const named = [
    '0:00',
    '',
    `Ann Muster: ${greeting}`,
    `Jude Beispiel: ${crane}`,
    `Ann Muster: ${engineers}`,
  ];
  const more = [...named, '0:20', `Jude Beispiel: ${greeting}`, '0:25', `Ann Muster: ${crane}`];
  expect((await textsOf(more.join('\n'))).map((text) => text.split(':')[0])).toEqual([
    ...['Ann Muster', 'Jude Beispiel', 'Ann Muster', 'Jude Beispiel', 'Ann Muster'],
  ]);
});

describe('other texts with times are read as they are', () => {
  test.each([
    [
      'a ticker',
      ['12:03 Goal! Halcrow heads in.', '12:40 Yellow card for Muster.', '12:51 Kelmere are level.'],
    ],
    [
      'a ticker in brackets',
      ['[12:03] Goal! He heads in.', '[12:40] Yellow card.', '[12:51] They are level.'],
    ],
    [
      'the events of a day',
      ['17:40', 'The last ferry has left.', '18:05', 'Power is out.', '18:30', 'It is back.'],
    ],
    [
      'events below names',
      ['Ferry (17:40)', 'It left.', 'Power (18:05)', 'It is out.', 'Schools (18:30)', 'Shut.'],
    ],
    [
      'flashes of a day',
      [
        '[17:40] KELMERE: The ferry has left.',
        '[18:05] KELMERE: Power is out.',
        '[18:30] STROMA: It is back.',
      ],
    ],
    [
      'events of a day that come back',
      ['Ferry (17:40): It left.', 'Power (18:05): It is out.', 'Ferry (18:30): It is back.'],
    ],
    [
      'the goals of a match',
      ['Goal (12:03): He heads in.', 'Foul (17:40): A yellow card.', 'Goal (61:20): They are level.'],
    ],
    [
      'steps of a recipe',
      [
        '[0:00] Fry the onions with the garlic until they are brown.',
        '[0:15] Add the fish and the wine and let it all boil.',
        '[0:40] Add cream and serve.',
      ],
    ],
    [
      'the shots of a video',
      [
        '[0:00] Wide of the harbour of Kelmere with its crane.',
        '[0:04] SOUNDBITE: Ann Muster: "It has been out of use since Friday."',
        '[0:09] Mid of the harbour master.',
      ],
    ],
    ['a track', ['0:01', '58.9 3.1', '0:02', '58.8 3.2', '0:03', '58.7 3.3']],
    [
      'broadcasts',
      [
        'News  18:00',
        'Headlines.',
        'Weather  18:30',
        'Wind.',
        'Boats  18:35',
        'Yoles.',
        'News  19:30',
        'Headlines.',
      ],
    ],
    ['results', ['Ann Muster  4:51', 'Jude Beispiel  4:58', 'Tom Halcrow  5:03', 'Magnus Modelle  5:20']],
    ['a plan', ['0:00', 'Walk slowly.', '5:00', 'Run until you are out of breath.', '7:00', 'Walk again.']],
    ['parts of a broadcast', ['0:00 Welcome', '1:20 The crane', '12:40 The ferry', '31:05 The fish market']],
    [
      'prose',
      ['Tom Halcrow (12:03) won.', 'Ann Muster (12:40) was second.', 'Jude Beispiel (12:51) was third.'],
    ],
  ])('%s', async (_, lines) => {
    expect(await textsOf(`What there was at Kelmere\n\n${lines.join('\n\n')}\n`)).toEqual(lines);
  });
});
