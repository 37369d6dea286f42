import { describe, expect, test } from 'vitest';
import { docxOf, wordOf, wordParagraph } from '../../../../hostile/carriers.ts';
import { membersOf, storiesOf } from './stories.ts';

const quay = [
  'Harbour Master Closes Quay Until the Ice Breaks',
  ['Jane Doe'],
  '2021-03-03',
  'The Coast Times',
  ['The quay is closed until the ice breaks, she said.', 'Section: a line of the text.', 'Tugs come today.'],
];
const ferry = ['Ferries late', [], '2021-03-05', 'The Gazette', ['The ferries were late, passengers said.']];
const text =
  'The quay is closed until the ice breaks, she said.\n\nSection: a line of the text.\n\nTugs come today.';
const late = 'The ferries were late, passengers said.';

const nexis = `
                               1 of 2 DOCUMENTS

                               The Coast Times

                             March 3, 2021 Wednesday
                              Late Edition - Final

Harbour Master Closes Quay
Until the Ice Breaks

BYLINE: By JANE DOE

SECTION: Section A; Foreign Desk; Pg. 1

LENGTH: 512 words

DATELINE: BRACKWATER, March 3

${text}

URL: https://coast.example/quay

GRAPHIC: PHOTO: The quay.

LOAD-DATE: March 4, 2021

SUBJECT: HARBORS & PORTS (92%); ICE (78%)

                   Copyright 2021 The Coast Times Company
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                   Copyright 2021 Gazette Press
                              The Gazette

                             March 5, 2021 Friday

HEADLINE: Ferries late

LENGTH: 99 words

BODY:
${late}
`;

const nexisUni = `Search Terms: quay
1. Harbour Master Closes Quay Until the Ice Breaks
Harbour Master Closes Quay Until the Ice Breaks
The Coast Times
March 3, 2021 Wednesday
Late Edition - Final

Copyright 2021 The Coast Times Company All Rights Reserved

Section: Section A; Foreign Desk; Pg. 1
Length: 512 words
Byline: By Jane Doe

Body

${text}

Classification

Language: ENGLISH

Load-Date: March 4, 2021

End of Document

Ferries late
The Gazette
March 5, 2021 Friday

Length: 99 words
Body

${late}

Load-Date: March 5, 2021

End of Document
`;

const codes = `SE    World
HD    Harbour Master Closes Quay
      Until the Ice Breaks
BY    By Jane Doe
WC    512 words
PD    3 March 2021
SN    The Coast Times
LA    English
LP    ${text.replaceAll('Section: a', 'IN a').replace('\n\nTugs', '\n\nTD    \nTugs')}

IN    i72 : Shipping
NS    gcat : Political/General News | e12 : Economics
AN    Document CTIM000020210303eh33000xx

HD Ferries late
WC 99 words
PD 5 March 2021
SN The Gazette
LP The ferries were late,
TD passengers said.

TD Bank lends.
AN Document GAZE000020210305eh35000xy
`;

const numbers = `World
Harbour Master Closes Quay Until the Ice Breaks
By Jane Doe
512 words
3 March 2021
The Coast Times
CTIM
English
Copyright 2021 The Coast Times Company.

${text}

Document CTIM000020210303eh33000xx

Ferries late

99 words
5 March 2021
The Gazette
English
© 2021 Gazette Press

${late}

Document GAZE000020210305eh35000xy
`;

describe('a file of several stories', () => {
  test.each([
    ['labels in capitals', nexis],
    ['labels', nexisUni],
    ['numbers', numbers],
  ])('with %s', async (_, body) => {
    expect(await storiesOf(body)).toEqual([quay, ferry]);
    const lines = body.split('\n').map((line) => line.trim());
    const word = docxOf(
      wordOf(
        lines
          .filter((line) => line !== '')
          .map(wordParagraph)
          .join(''),
      ),
    );
    if (body !== nexis) expect(await storiesOf(word)).toEqual([quay, ferry]);
  });

  test('with codes', async () => {
    const [, , , , [lead, , end] = []] = quay as [unknown, unknown, unknown, unknown, string[]];
    expect(await storiesOf(codes)).toEqual([
      [...quay.slice(0, 4), [lead, 'IN a line of the text.', end]],
      [...ferry.slice(0, 4), ['The ferries were late,', 'passengers said.', 'TD Bank lends.']],
    ]);
  });

  test('says what the labels say', async () => {
    expect(await membersOf(nexis)).toMatchObject([
      {
        format: 'news-database',
        content: {
          dateline: { place: 'BRACKWATER' },
          genre: 'Section A; Foreign Desk; Pg. 1',
          source: {
            url: 'https://coast.example/quay',
            usageTerms: 'Copyright 2021 The Coast Times Company All Rights Reserved',
          },
          subjects: ['HARBORS & PORTS', 'ICE'],
        },
      },
      { content: { title: 'Ferries late' } },
    ]);
    expect(await membersOf(codes)).toMatchObject([
      {
        part: 'id CTIM000020210303eh33000xx',
        content: { genre: 'World', subjects: ['Political/General News', 'Economics'] },
      },
      { part: 'id GAZE000020210305eh35000xy' },
    ]);
  });

  test('keeps lines of a text that look like labels', async () => {
    const lines = [
      'UPDATE: It is shut.',
      'UPDATE: 5 tugs came.',
      'LOCATION: Kelmere',
      'Copyright law will not change, she said.',
    ];
    const said = `${late}\n\n${lines.join('\n\n')}`;
    const end = 'UPDATE: 4. März 2021\n\nORGANIZATION: TUGS (91%)\n';
    const [, second] = await storiesOf(nexis.replace(late, said) + end);
    expect(second).toEqual([...ferry.slice(0, 4), [late, ...lines]]);
  });

  test('refuses a story without a text, and keeps the others', async () => {
    const [, second] = await storiesOf(nexis.replace(late, ''));
    expect(second).toBe('extract.no_content: story 2 has no text below its labels');
  });
});

test.each([
  ['a list', '1 of 3 documents is here\n\nLength: long\n\nBody\n\nThe quay is shut.'],
  ['a text about codes', 'HD is a format\n\nPD and WC are too.\n\nSN 5\n'],
])('%s is a plain text', async (_, body) => {
  expect(await membersOf(body)).toMatchObject([{ format: 'text', part: '' }]);
});
