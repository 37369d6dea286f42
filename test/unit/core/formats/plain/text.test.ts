import { describe, expect, test } from 'vitest';
import { textOf } from '../../../../../core/document/record.ts';
import { growth, maxGrowth } from '../../../../cpuTime.ts';
import { codeOf, contentOf } from '../upload.ts';

const body = 'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on.';

test('a quotation that begins on the first line and ends on another', async () => {
  expect(
    (await contentOf('"We stay closed\nuntil Thursday," said the harbour master.\n\nThe storm went on.'))
      .paragraphs,
  ).toHaveLength(2);
});

describe('date and headline', () => {
  test('a leading date is metadata, and the rest of its line is the headline', async () => {
    const content = await contentOf(
      ` date 2024-03-09 Storm closes the harbour for a third day.\n\n${body}\n`,
    );
    expect(content.title).toBe('Storm closes the harbour for a third day.');
    expect(content.published).toEqual({
      value: '2024-03-09',
      precision: 'day',
      tzKnown: false,
      source: 'text',
    });
    expect(textOf(content)).toBe(`Storm closes the harbour for a third day.\n\n${body}`);
  });

  test('a date may be alone on its line; an impossible date is text', async () => {
    expect(await contentOf(`date 2024-03-09\nStorm\n\n${body}`)).toMatchObject({
      title: 'Storm',
      published: { value: '2024-03-09' },
    });
    const odd = await contentOf(`date 2024-02-31 Storm\n\n${body}`);
    expect(odd.title).toBe('date 2024-02-31 Storm');
    expect(odd.published).toBeUndefined();
  });

  test('the headline is not repeated in the body', async () => {
    const content = await contentOf(`Storm closes harbour\n\nStorm closes harbour\n\n${body}`);
    expect(content.paragraphs.map(({ text }) => text)).toEqual([body]);
  });

  test('a text without a headline gets one from its first sentence and keeps its whole text', async () => {
    const long = `${body} ${body} ${body}`;
    const content = await contentOf(long);
    expect(content.title).toBe(body);
    expect(content.paragraphs).toEqual([{ role: 'text', text: long }]);
    expect(content.quality.flags).toContain('title-derived');
  });

  test('a long first sentence is cut at the end of a word', async () => {
    const { title } = await contentOf(`${'harbour '.repeat(60)}.`);
    expect(title).toMatch(/^(harbour )+harbour…$/);
    expect(title.length).toBeLessThanOrEqual(161);
  });
});

describe('datelines', () => {
  test('become metadata and stay in the text', async () => {
    const content = await contentOf(`Storm closes harbour\n\nKELMERE, May 3 (Northwire) — ${body}`);
    expect(content.dateline).toEqual({
      text: 'KELMERE, May 3 (Northwire)',
      place: 'Kelmere',
      agency: 'Northwire',
    });
    expect(content.paragraphs[0]?.text).toMatch(/^KELMERE, May 3/);
    expect(content.published).toBeUndefined();
  });

  test('a year in the dateline dates a story without any other date', async () => {
    const dated = await contentOf(`Storm\n\nKELMERE, May 3, 2024 (Northwire) - ${body}`);
    expect(dated.published).toMatchObject({ value: '2024-05-03', source: 'dateline' });
    const other = await contentOf(`date 2024-05-04 Storm\n\nKELMERE, May 3, 2024 (Northwire) - ${body}`);
    expect(other.published).toMatchObject({ value: '2024-05-04', source: 'text' });
  });

  test.each([
    'COVID-19 cases rise in the county again.',
    'Well — that was not expected of them.',
    'The minister - a farmer - said no.',
  ])('"%s" has no dateline', async (text) => {
    expect((await contentOf(`Title\n\n${text}`)).dateline).toBeUndefined();
  });
});

describe('paragraphs', () => {
  test.each([
    ['the end of a file in DOS', '\x1a'],
    ['a block that CP/M filled up', '\x1a'.repeat(100)],
  ])('%s is no text and no sign of a binary file', async (_, end) => {
    const { paragraphs } = await contentOf(`Storm\r\n\r\n${body}\r\n${end}`);
    expect(paragraphs.map(({ text }) => text)).toEqual([body]);
  });

  test('words that the column of a newspaper divides are joined', async () => {
    const column = [
      'The harbour at Kelmere stayed',
      'closed for a third day, its man-',
      'ager said, as the storm went on',
      'and long-term repairs were post-',
      'poned. The ferry company expec-',
      'ted no passengers before Monday.',
    ];
    const { paragraphs } = await contentOf(`Storm closes the harbour\n\n${column.join('\n')}\n`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      'The harbour at Kelmere stayed closed for a third day, its manager said, as the storm went on and ' +
        'long-term repairs were postponed. The ferry company expected no passengers before Monday.',
    ]);
  });

  test('hyphens that wait for a word or a name divide no words, however many there are', async () => {
    const wrapped = [
      'The harbour at Kelmere stayed closed for a third day, and its pre-',
      'and post-war quays were under water, its manager, Mr Jean-',
      'Pierre Velmar, said on Tuesday, as the storm went on and the long-',
      'or short-term plans of the ferry company and of the state-',
      'owned railway were of no use to anybody who waited for a boat.',
    ];
    const { paragraphs } = await contentOf(`Storm closes the harbour\n\n${wrapped.join('\n')}\n`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      'The harbour at Kelmere stayed closed for a third day, and its pre- and post-war quays were under water, ' +
        'its manager, Mr Jean-Pierre Velmar, said on Tuesday, as the storm went on and the long- or short-term ' +
        'plans of the ferry company and of the state-owned railway were of no use to anybody who waited for a boat.',
    ]);
  });

  test('lines wrapped by hand are joined', async () => {
    const wrapped =
      'The harbour at Kelmere stayed closed for a third day, its manager\nsaid on Tuesday, as the storm went on and boats lay at their\nmoorings.';
    const { paragraphs } = await contentOf(`Storm\n\n${wrapped}\n\n${wrapped}`);
    expect(paragraphs.map(({ text }) => text)).toEqual([
      wrapped.replaceAll('\n', ' '),
      wrapped.replaceAll('\n', ' '),
    ]);
  });

  test('without blank lines each long line is a paragraph', async () => {
    const { title, paragraphs } = await contentOf(`Storm\n${body} ${body}\n${body} ${body}`);
    expect(title).toBe('Storm');
    expect(paragraphs).toHaveLength(2);
  });

  test('a byline below the points of a story, but not within its text', async () => {
    const points = '* Two ferries late\n\n(Adds quotes)\n\nBy Jane Doe';
    const content = await contentOf(`Storm closes harbour\n\n${points}\n\n${body}`);
    expect(content).toMatchObject({ byline: 'By Jane Doe', authors: ['Jane Doe'] });
    expect(content.paragraphs.map(({ text }) => text)).toEqual(['Two ferries late', '(Adds quotes)', body]);
    const long = await contentOf(`Storm closes harbour\n\n${`${body} `.repeat(4)}\n\nBy Jane Doe\n\n${body}`);
    expect([long.byline, long.paragraphs.length]).toEqual([undefined, 3]);
  });

  test('bylines, corrections and end marks', async () => {
    const content = await contentOf(
      `Storm\n\nBy JANE DOE, Harbour Editor\n\n${body}\n\nCorrection: the harbour was closed on Monday.\n\n———\n\n- 30 -`,
    );
    expect(content).toMatchObject({ byline: 'By JANE DOE, Harbour Editor', authors: ['Jane Doe'] });
    expect(content.paragraphs.map(({ role }) => role)).toEqual(['text', 'correction']);
  });
});

describe('a file of very many lines', () => {
  test('is read in linear time without losing text', async () => {
    const { paragraphs } = await contentOf(`Storm\n\n${'a\n\n'.repeat(2_000_000)}`);
    expect(paragraphs.reduce((letters, { text }) => letters + text.replaceAll(' ', '').length, 0)).toBe(
      2_000_000,
    );
    expect(paragraphs.length).toBeLessThanOrEqual(100_001);
    expect(await growth(400_000, (lines) => contentOf(`Storm\n\n${'a\n\n'.repeat(lines)}`))).toBeLessThan(
      maxGrowth,
    );
  });
});

describe('refusals', () => {
  test('white space counts as empty, punctuation as no content', async () => {
    expect(await codeOf(' \n\t\n')).toBe('input.empty');
    expect(await codeOf('--- *** ---')).toBe('extract.no_content');
  });

  test('none for the character set that the content type names', async () => {
    // "Šķūnis nodega" in windows-1257.
    const bytes = Uint8Array.from([0xd0, 0xed, 0xfb, ...new TextEncoder().encode('nis nodega')]);
    const { title, quality } = await contentOf(bytes, { contentType: 'text/plain; charset="windows-1257"' });
    expect(title).toBe('Šķūnis nodega');
    expect(quality.flags).not.toContain('charset-guessed');
  });

  test('bytes in no known character set', async () => {
    expect(
      await codeOf(Uint8Array.from({ length: 200 }, (_, i) => (i % 7 === 6 ? 0x20 : 0xd0 + (i % 40)))),
    ).toBe('decode.charset');
  });
});

test('each turn of a transcript is a paragraph', async () => {
  const turns = [
    '[00:00:01] HOST: Good evening. The harbour is closed tonight.',
    '[00:00:05] MOIRA TULLOCH: We have never seen such ice here.',
    'Q: And when will the quay be open again, do you think?',
    'A: Nobody knows that.',
    '31/03/2026, 10:15 - Jane Doe: Then nobody will come.',
  ];
  const { paragraphs } = await contentOf(`Evening news\n\n${turns.join('\n')}\n`);
  expect(paragraphs.map(({ text }) => text)).toEqual(turns);
});

test('what follows a byline does not make it the sender of a mail', async () => {
  const letter = await contentOf(`Der Hafen\n\nVon Jörg Beispiel\n\nAn: alle Leser der Zeitung\n\n${body}\n`);
  expect(letter.byline).toBe('Von Jörg Beispiel');
  const mail = await contentOf(`Der Hafen\n\nVon: Jörg Beispiel\n\nAn: alle Leser der Zeitung\n\n${body}\n`);
  expect(mail.byline).toBeUndefined();
});
