import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitFields } from '../../../../../core/formats/csv/csvRows.ts';
import type { ReadMember, RefusedMember } from '../../../../../core/formats/format.ts';
import { readObject } from '../../../../../core/formats/read.ts';
import { readOne, stored } from '../upload.ts';

const text = 'The quay is closed until the ice breaks, he said.';
const cell = (value: string, delimiter = ',') =>
  /["\n\r]/.test(value) || value.includes(delimiter) ? `"${value.replaceAll('"', '""')}"` : value;
const table = (rows: string[][], delimiter = ',', end = '\n') =>
  rows.map((row) => row.map((each) => cell(each, delimiter)).join(delimiter) + end).join('');
const header = ['id', 'Headline', 'Text', 'Published At'];

async function membersOf(
  body: string | Uint8Array,
  chunks?: readonly number[],
): Promise<(ReadMember | RefusedMember)[]> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const reading = await readObject({
    ...stored(bytes, { key: 'log/table.csv' }),
    async *stream() {
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const end = at + (chunks?.[i % chunks.length] ?? bytes.length);
        yield bytes.subarray(at, end);
        at = end;
      }
    },
  });
  if ('code' in reading) throw new Error(`refused: ${reading.code} (${reading.evidence})`);
  expect(reading.format).toBe('csv');
  return Array.fromAsync(reading.members);
}

const partsOf = async (body: string) =>
  (await membersOf(body)).map((member) =>
    'refusal' in member ? `${member.part}: ${member.refusal.code}` : member.part,
  );

test('tables that were joined have their names again and again, which are no article', async () => {
  const one = table([header, ['1', 'Quay', text, '2026-03-01']]);
  const other = table([header, ['2', 'Ferry', text, '2026-03-02']]);
  expect(await partsOf(`\ufeff${one}\ufeff${other}${other}`)).toEqual(['id 1', 'id 2', 'id 2']);
  const loud = table([header.map((name) => name.toUpperCase()), ['3', 'Text', text, '2026-03-03']]);
  expect(await partsOf(one + loud)).toEqual(['id 1', 'id 3']);
});

test('rows that end by two carriage returns and a line feed', async () => {
  expect(await partsOf(`id,title,text\r\r\na,Quay,It is shut.\r\r\n`)).toEqual(['id a']);
});

test('cells that are lists', async () => {
  const texts = `"[""It's shut."", 'Nobody\\'s here.']"`;
  const rows = `Quay,${texts},"['Jane Doe', 'John Roe']",[Ice]\nFerry,It is late.,[],[]\n`;
  const body = `title,content,authors,keywords\n${rows}`;
  expect(await membersOf(body)).toMatchObject([
    {
      content: {
        authors: ['Jane Doe', 'John Roe'],
        subjects: ['[Ice]'],
        paragraphs: [{ text: "It's shut." }, { text: "Nobody's here." }],
      },
    },
    { content: { authors: [], subjects: [] } },
  ]);
});

test('a table of a Macintosh has its letters', async () => {
  const body = Buffer.from('Titre;Texte\rLe quai ferm\x8e;Le quai est ferm\x8e, dit-il.\r', 'latin1');
  expect(await membersOf(body)).toMatchObject([
    { charset: 'macintosh', content: { title: 'Le quai fermé', quality: { flags: ['charset-guessed'] } } },
  ]);
});

describe('a table of articles', () => {
  test.each([
    ['commas', ',', '\n'],
    ['semicolons', ';', '\r\n'],
    ['tabs', '\t', '\n'],
    ['bars', '|', '\n'],
    ['carriage returns alone', ',', '\r'],
  ])('with %s', async (_, delimiter, end) => {
    const body = table(
      [
        header,
        ['a', 'Quay “shut”; again', `${text}\n\nIt is "cold", and\tstays so.`, '2026-03-04'],
        ['b', 'Ferry late', text, ''],
      ],
      delimiter,
      end,
    );
    expect(await membersOf(body)).toMatchObject([
      {
        part: 'id a',
        content: {
          title: 'Quay “shut”; again',
          published: { value: '2026-03-04' },
          paragraphs: [{ text }, { text: 'It is "cold", and\tstays so.' }],
        },
      },
      { part: 'id b', content: { title: 'Ferry late', quality: { extractor: 'csv/1' } } },
    ]);
  });

  test.each([
    ['sep=;', ';', '\uFEFF'],
    ['"sep=,"', ',', ''],
    ['SEP=\t', '\t', ''],
  ])('below the line %j, in which Excel names the delimiter', async (line, delimiter, mark) => {
    const rows = table([header, ['a', 'Quay', text, '2026-03-04'], ['b', 'Ferry', text, '']], delimiter);
    expect(await partsOf(`${mark}${line}\r\n${rows}`)).toEqual(['id a', 'id b']);
  });

  test('whose first article begins with a text of several paragraphs', async () => {
    const rows = [
      ['Text', 'Title'],
      [`The quay is shut.\n\n${text}`, 'Quay'],
      [text, 'Ferry'],
    ];
    const members = await membersOf(table(rows, ';'));
    expect(members).toMatchObject([{ content: { title: 'Quay' } }, { content: { title: 'Ferry' } }]);
  });

  test('a byte-order mark, a last line without an end, empty lines', async () => {
    expect(
      await partsOf(`\uFEFF${table([header, ['a', 'Quay', text, '']])}\n\r\nb,Ferry,"${text}",`),
    ).toEqual(['id a', 'id b']);
  });

  test('a row without an id is identified by its content', async () => {
    const rows = [
      ['title', 'body'],
      ['Quay', text],
      ['Ferry', text],
    ];
    const [one, two] = await partsOf(table(rows));
    expect(await partsOf(table([rows[0] ?? [], rows[2] ?? [], rows[1] ?? []]))).toEqual([two, one]);
  });

  test('windows-1252, as spreadsheets write it, and UTF-16', async () => {
    const body = table([
      header,
      ['a', 'Malmö', 'Fähren – so heißt es – fahren nicht, sagte der Käpt’n über Funk.', ''],
    ]);
    const western = Buffer.from(body.replaceAll('–', '\x96').replaceAll('’', '\x92'), 'latin1');
    expect(await membersOf(western)).toMatchObject([
      { charset: 'windows-1252', content: { title: 'Malmö', quality: { flags: ['charset-guessed'] } } },
    ]);
    expect(
      await membersOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body, 'utf16le')])),
    ).toMatchObject([{ charset: 'utf-16le', content: { title: 'Malmö' } }]);
  });

  test.each([
    ['prose', 'Title, text and tears\n\nThe minister spoke, and wept, on Tuesday.'],
    ['a line of names with prose below', 'Headline, text\n\nThe minister spoke, and wept.'],
    ['a table of something else', 'name,price\nherring,4.50\ncod,7.20\n'],
    ['names without a row', 'title,text\n'],
  ])('%s is not a table', async (_, body) => {
    expect(await readOne(body)).toMatchObject({ format: 'text' });
  });
});

describe('a broken row does not affect the others', () => {
  const good = (id: string) => `${id},Quay ${id},"${text}",\n`;
  test.each([
    ['a text in the middle of quotes', 'x,"Quay" shut,text,\n'],
    ['a quotation mark that is not closed', 'x,"Quay shut,text,\n'],
    ['more fields than names', `x,Quay,${text},,more\n`],
    ['no text', 'x,Quay,,\n'],
  ])('%s', async (_, bad) => {
    expect(await partsOf(`${header.join(',')}\n${good('a')}${bad}${good('b')}`)).toEqual([
      'id a',
      'line 3: csv.malformed',
      'id b',
    ]);
  });

  test('a missing quotation mark in the last row', async () => {
    expect(await partsOf(`${header.join(',')}\n${good('a')}x,"Quay shut,text`)).toEqual([
      'id a',
      'line 3: csv.malformed',
    ]);
  });

  test('line numbers include quoted line ends', async () => {
    const [, bad] = await membersOf(`${header.join(',')}\na,Quay,"${text}\n\n\nMore.",\nx,Quay,,\n`);
    expect(bad).toMatchObject({ part: 'line 6' });
  });

  test('a row without an end is refused', async () => {
    const reading = await readObject({
      ...stored('', { size: 60 * 1024 * 1024 }),
      async *stream() {
        yield Buffer.from(`${header.join(',')}\n${good('a')}x,"Quay,`);
        for (let i = 0; i < 27; i++) yield Buffer.alloc(1024 * 1024, 'harbour ');
        yield Buffer.from(`\n${good('b')}`);
      },
    });
    const members = 'members' in reading ? await Array.fromAsync(reading.members) : [];
    expect(
      members.map((member) => ('refusal' in member ? `${member.part}: ${member.refusal.code}` : member.part)),
    ).toEqual(['id a', 'line 3: input.too_large', 'id b']);
  });
});

describe('with any content and any changes', () => {
  const field = fc.string({
    unit: fc.constantFrom('a', 'B', ' ', '"', ',', ';', '\n', '\r\n', '\t', 'é'),
    maxLength: 20,
  });
  test('a row is read as it was written', () => {
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        (row, delimiter) => {
          expect(
            splitFields(`${row.map((each) => cell(each, delimiter)).join(delimiter)}\n`, delimiter),
          ).toEqual(row);
        },
      ),
    );
  });

  test('the members do not depend on the chunks, and nothing throws', async () => {
    const rows = fc.array(fc.tuple(field, field, field, field), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x22, 0x0a, 0x2c)), { maxLength: 4 }),
        async (given, sizes, changes) => {
          const first = table([header]);
          const bytes = Buffer.from(`${first}first,Quay,${text},\n${table(given)}`);
          for (const [at, byte] of changes) bytes[first.length + 60 + (at % bytes.length)] = byte;
          expect(await membersOf(bytes, sizes)).toEqual(await membersOf(bytes));
        },
      ),
      { numRuns: 150 },
    );
  });
});
