import { describe, expect, test } from 'vitest';
import { growth, maxGrowth } from '../../../../cpuTime.ts';
import { membersOf } from '../databases/stories.ts';
import { codeOf, contentOf, readOne } from '../upload.ts';

const quay = 'The quay is closed until the ice breaks, she said.';
const tugs = 'Tugs come today.';

const iptc = `eca0123 3 i 231  orsk 0456

Harbour/ice/
1ST LEAD
Harbour Master Closes Quay - No Ferries Today
By Jane Doe, dpa =

Kelmere (dpa) - The quay is closed until the ice
breaks, she said.

${tugs}

# Notebook

## Internet links
- [Quay](https://coast.example/quay)

* * * *
The following information is not intended for publication

dpa jd rm

031530 GMT Mai 21
`;

const anpa = `a0124-----
r a BC-US--FerriesLate 1stLd-Writethru   05-04 0099
^BC-US--Ferries Late, 1st Ld-Writethru, a0100,99<
^Ferries late<
^Ferries were late at Kelmere for a third day.<
^AP Photo XNP101, XNP102<
^Eds: UPDATES with quotes.<
^By JOHN ROE=
^Associated Press Writer=
\t   KELMERE, Ore. (AP) _ The ferries were late, passengers said.
\t   \`\`We wait,'' one of them said _ it was her third day.
\t   MORE

\t   AP-WF-05-04-21 1419GMT<
`;

const telegraph = `ZCZC0125/SXA
YBX12345_SX4_QBXB
R CRO S0A QBXB
IL GHIACCIO CHIUDE IL PORTO
   (ANSA) - ROMA, 5 MAG - Il molo resta chiuso finche' il ghiaccio
non si rompe.
   I rimorchiatori arrivano oggi. (ANSA).
     JD/RM
05-MAG-21 14:19 NNNN
`;

/** What a reader sees of a message. */
async function seen(body: string | Uint8Array) {
  const { title, kicker, standfirst, byline, published, dateline, source, subjects, urgency, paragraphs } =
    await contentOf(body);
  const texts = paragraphs.map(({ text }) => text);
  return {
    ...{ title, kicker, standfirst, byline, published: published?.value, place: dateline?.place },
    ...{ source: source.name, subjects, urgency, texts },
  };
}

describe('a message of an agency', () => {
  test('with a head of IPTC 7901', async () => {
    expect(await seen(iptc)).toEqual({
      title: 'Harbour Master Closes Quay - No Ferries Today',
      kicker: '1ST LEAD',
      standfirst: undefined,
      byline: 'By Jane Doe, dpa',
      published: '2021-05-03T15:30Z',
      place: 'Kelmere',
      source: 'dpa',
      subjects: ['Harbour', 'ice'],
      urgency: 3,
      texts: [`Kelmere (dpa) - ${quay}`, tugs],
    });
  });

  test('with a head of ANPA 1312', async () => {
    expect(await seen(anpa)).toEqual({
      title: 'Ferries late',
      kicker: '1st Ld-Writethru',
      standfirst: 'Ferries were late at Kelmere for a third day.',
      byline: 'By JOHN ROE, Associated Press Writer',
      published: '2021-05-04T14:19Z',
      place: 'Kelmere, Ore.',
      source: 'AP',
      subjects: ['US', 'Ferries Late'],
      urgency: 4,
      texts: [
        'KELMERE, Ore. (AP) — The ferries were late, passengers said.',
        '"We wait," one of them said — it was her third day.',
      ],
    });
  });

  test('of a telegraph', async () => {
    expect(await seen(telegraph)).toEqual({
      title: 'IL GHIACCIO CHIUDE IL PORTO',
      kicker: undefined,
      standfirst: undefined,
      byline: undefined,
      published: '2021-05-05T14:19',
      place: 'Roma',
      source: 'ANSA',
      subjects: [],
      urgency: undefined,
      texts: [
        "(ANSA) - ROMA, 5 MAG - Il molo resta chiuso finche' il ghiaccio non si rompe.",
        'I rimorchiatori arrivano oggi. (ANSA).',
      ],
    });
  });

  test('between control characters', async () => {
    const ofIptc = `\x01${iptc.replace('Kelmere', '\x02Kelmere').replace('031530', '\x03\n031530')}\x04`;
    expect(await seen(ofIptc.replaceAll('\n', '\r\n'))).toEqual(await seen(iptc));
    const ofAnpa = `\x16\x16\x01${anpa.replace('a0124', 'a0124\x1f').replace('^BC', '\x02^BC')}\x04`;
    expect(await seen(ofAnpa.replace('r a BC', 'r a\x13\x11 BC'))).toEqual(await seen(anpa));
    expect(await codeOf(new Uint8Array([1, 1]))).toBe('input.unknown_format');
  });

  test.each([
    [
      'BC-US--Ferry, 1st Ld-Writethru,231\nFerry late\nEds: With photos.',
      [['US', 'Ferry'], '1st Ld-Writethru'],
    ],
    ['^BC-FERRY:CO_ferry_0503 (EDS: With photos)\n\nFerry late', [['FERRY'], undefined]],
    ['BC-FERRY-COAST\n\n(FOR USE BY CLIENTS)\n\nFerry late', [['FERRY-COAST'], undefined]],
    ['a0105ORSKkoko-\nu s BC-Ferry   09-12 0344\nBC-Ferry\nFerry late+', [['Ferry'], undefined]],
    ['BC-FERRY-COAST (UPDATE 2)\n\nFerry late', [['FERRY-COAST'], 'UPDATE 2']],
    ['nws0123 4 i 9\n\nFerry/Ice/\n(Roundup)\nFerry late', [['Ferry', 'Ice'], 'Roundup']],
    ['bc-ferry 5-3 0231\n\nFerry late', [[], undefined]],
    ['ZCZC\nKEL012\nKELMERE FERRY\nFerry late', [[], 'KELMERE FERRY']],
    ['ZCZC NWS123 4 i 231\nKelmere-Ferry\nFerry late', [['Kelmere-Ferry'], undefined]],
    ['NWS0123 5 CI 0231 WI       Mo, 03.Mai 2021\n\nFerry/Ice\n\nFerry late', [['Ferry', 'Ice'], undefined]],
  ])('with the head %j', async (head, [subjects, kicker]) => {
    const text = `KELMERE, May 3 (Orsk) — ${quay}`;
    const read = await seen(`${head}\n\nBy Jane Doe\n\n   ${text}\n   ${tugs}\n`);
    expect(read).toMatchObject({ title: 'Ferry late', byline: 'By Jane Doe', texts: [text, tugs] });
    expect([read.subjects, read.kicker]).toEqual([subjects, kicker]);
  });

  test('with notes below the byline', async () => {
    const below = '^By JANE DOE=\n^Coast Writer=\n^(With pictures)<\n^EAST<\n';
    const read = await seen(`^BC-Ferry,99<\n^Ferry late<\n${below}\t${quay}\n`);
    expect(read).toMatchObject({ byline: 'By JANE DOE, Coast Writer', standfirst: 'EAST', texts: [quay] });
  });

  test('without a text has a headline alone', async () => {
    const { title, quality } = await contentOf(
      'nws0123 1 i 9\n\nFerry/\nHarbour closed =\n\n031530 Mai 21\n',
    );
    expect([title, quality.flags]).toEqual(['Harbour closed', ['title-only']]);
    expect(await codeOf('nws0123 1 i 9\n\n031530 Mai 21\n')).toBe('extract.no_content');
    expect(await codeOf('ZCZC\n')).toBe('extract.no_content');
  });

  test('without a headline has the first sentence', async () => {
    const { title, quality } = await contentOf(`nws0123 4 i 9\n\nKELMERE, May 3 (Orsk) — ${quay}\n`);
    expect([title, quality.flags]).toEqual([quay, ['title-derived']]);
  });

  test('of short paragraphs, whose last lines are no initials', async () => {
    const results = 'Kelmere beat Orsk.\n\nLeeds 2 York 1';
    const { title, texts } = await seen(
      `nws0123 4 s 9\n\nResults\n\n${results}\n\nnws jd rm\n\n031530 Mai 21`,
    );
    expect([title, texts]).toEqual(['Results', ['Kelmere beat Orsk.', 'Leeds 2 York 1']]);
  });

  test.each([
    'BC-based Velmar buys the quay',
    'PM-Kandidat besucht Hafen, 231',
    'AM-FM radio is back',
    'ZCZC-Verein feiert',
    'ZCZC is a code that begins telegraphs',
    'PM-2024-17',
    'BC-101: The quay is closed',
    'PM-KELMERE: The quay is closed',
    'PM-Treffen am Hafen,2024',
    'BC-Kelmere beat Orsk 21-14 2019',
    'LH454 3 h 45',
    'Psalm119 1 v 5',
    'abc123 4 pl',
  ])('is none that begins with %j', async (line) => {
    const read = await readOne(`${line}\n\n${quay}\n\n${tugs}\n`);
    expect(read).toMatchObject({ format: 'text', content: { title: line } });
  });
});

test('a file has each of its messages', async () => {
  const members = await membersOf([iptc, anpa, telegraph, telegraph.replace('GHIACCIO', 'MARE')].join('\n'));
  const [first] = await membersOf(iptc);
  expect(members.map((member) => ('content' in member ? member.content.title : member))).toEqual([
    'Harbour Master Closes Quay - No Ferries Today',
    'Ferries late',
    'IL GHIACCIO CHIUDE IL PORTO',
    'IL MARE CHIUDE IL PORTO',
  ]);
  expect(members[0]).toMatchObject({ content: first && 'content' in first ? first.content : {} });
  expect(members.every(({ part }) => /^content [\da-f]{32}$/.test(part))).toBe(true);
  expect(first?.part).toBe('');
  const [same, ...more] = await membersOf(`${iptc}\n\n\n${anpa}\n${telegraph}`);
  expect([same?.part, more.length]).toEqual([members[0]?.part, 2]);
  expect(more[0]?.part).toBe(members[1]?.part);
});

test('the message behind one without a header is found by the end of it', async () => {
  const head =
    '^BC-Ferry,99<\n^Ferry late<\n\tThe ferry waits.\n\n^BC-is no head of a message<\n\tIt does.\n';
  const members = await membersOf(`${head}AP-WF-05-04-21 1419GMT<\n\n${head.replace('Ferry late', 'Two')}`);
  expect(members.map((member) => ('content' in member ? member.content.title : member))).toEqual([
    'Ferry late',
    'Two',
  ]);
});

test.each([
  ['031530 GMT Mar 26', '2026-03-03T15:30Z'],
  ['ORK 031530 GMT MAY 21', '2021-05-03T15:30Z'],
  ['031530 MESZ Mai 21', '2021-05-03T15:30+02:00'],
  ['031530 Dez 1998', '1998-12-03T15:30'],
  ['AP-NY-05-03-99 1419EDT<', '1999-05-03T14:19-04:00'],
  ['ORK0123    2021-05-03/14:19', '2021-05-03T14:19'],
  ['KWS-21:37-09-12-18', undefined],
])('%s is when a message was sent', async (line, value) => {
  const { published, paragraphs } = await contentOf(`nws0123 4 i 9\n\nFerry late =\n\n${quay}\n\n${line}\n`);
  expect([published?.value, paragraphs.length]).toEqual([value, 1]);
});

test('time grows with the number of messages', async () => {
  const measured = await growth(2_000, (size) => membersOf(iptc.repeat(size)));
  expect(measured).toBeLessThan(maxGrowth);
});

test('a head has a bounded number of lines', async () => {
  const body = (lines: number) => `nws0123 4 i 231\n${'Ferry\n'.repeat(lines)}`;
  expect(await growth(20_000, (lines) => contentOf(body(lines)))).toBeLessThan(maxGrowth);
});
