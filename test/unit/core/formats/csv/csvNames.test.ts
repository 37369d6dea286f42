import { describe, expect, test } from 'vitest';
import { readObject } from '../../../../../core/formats/read.ts';
import { codeOf, readOne, stored } from '../upload.ts';

const text = 'The quay is closed until the ice breaks, he said.';
const table = (rows: string[][], delimiter = ',') =>
  rows.map((row) => `${row.map((cell) => `"${cell}"`).join(delimiter)}\n`).join('');

async function membersOf(body: string | Uint8Array) {
  const reading = await readObject(stored(body, { key: 'log/table.csv' }));
  if ('code' in reading) throw new Error(`refused: ${reading.code} (${reading.evidence})`);
  expect(reading.format).toBe('csv');
  return Array.fromAsync(reading.members);
}

describe('tables of other languages and of content systems', () => {
  test.each([
    ['German', ['Titel', 'Text', 'Datum', 'Autor', 'Quelle'], ';', '04.03.2026'],
    ['French', ['Titre', 'Texte', 'Date', 'Auteur', 'Source'], ';', '4-mars-26'],
    ['Spanish', ['Título', 'Cuerpo', 'Fecha', 'Autor', 'Medio'], '\t', '2026-03-04'],
    [
      'a database',
      ['post_title', 'post_content', 'post_date', 'author', 'source'],
      ',',
      '2026-03-04 00:00:00',
    ],
  ])('%s', async (_, names, delimiter, date) => {
    const body = table([names, ['Quay shut', text, date, 'Jane Doe', 'Coast Daily']], delimiter);
    for (const bytes of [Buffer.from(body), Buffer.from(body, 'latin1')]) {
      const [member] = await membersOf(bytes);
      expect(member).toMatchObject({
        content: { title: 'Quay shut', authors: ['Jane Doe'], source: { name: 'Coast Daily' } },
      });
      expect(member && 'content' in member && member.content.published?.value.slice(0, 10)).toBe(
        '2026-03-04',
      );
    }
  });

  test('a text and its day, or a title with a summary and an address, are enough', async () => {
    expect(
      await membersOf(
        table([
          ['id', 'text', 'created_at'],
          ['7', text, '2026-03-04'],
        ]),
      ),
    ).toMatchObject([
      { content: { published: { value: '2026-03-04' }, quality: { flags: ['title-derived'] } } },
    ]);
    const monitored = [
      ['Headline', 'Summary', 'URL'],
      ['Quay shut', text, 'https://coast.example/1'],
    ];
    expect(await membersOf(table(monitored))).toMatchObject([
      { content: { title: 'Quay shut', quality: { flags: ['summary-only'] } } },
    ]);
  });

  test('a table of articles without their texts is refused, and says so', async () => {
    const body = table([
      ['title', 'author', 'date'],
      ['Quay shut', 'Jane Doe', '2026-03-04'],
    ]);
    expect(await readOne(body)).toMatchObject({
      ...{
        code: 'csv.malformed',
        evidence: 'no column of texts among those that it names: title, author, date',
      },
    });
  });

  test('a table of Markdown is a text', async () => {
    expect(await codeOf(`| title | text |\n|-------|------|\n| Quay | ${text} |\n`)).toBe('read as text');
    expect(await codeOf(`title | text\n:--- | ---\nQuay | ${text}\n`)).toBe('read as text');
  });

  test('what its system has not published is withheld', async () => {
    const rows = [
      ['title', 'text', 'post_status'],
      ['Quay', text, 'draft'],
      ['Ferry', text, 'publish'],
    ];
    const flags = (await membersOf(table(rows))).map((row) => 'content' in row && row.content.quality.flags);
    expect(flags).toEqual([['status-withheld'], []]);
  });
});

describe('what stands above the columns', () => {
  test('a title, a date and an empty row are no articles', async () => {
    const rows = ['ID;Titel;Text;Erscheinungstag', `7;Quay shut;${text};04.03.2026`, ''];
    const body = ['Export vom 01.02.2024;;;', ';;;', '', ...rows].join('\r\n');
    expect(await membersOf(body)).toMatchObject([
      { part: 'id 7', content: { title: 'Quay shut', published: { value: '2026-03-04' } } },
    ]);
  });

  test.each([
    ['a row of tabs', 'Report\n\t\t'],
    ['a cell of two lines', '"Report\nof Monday"\t\t'],
  ])('%s is none, either', async (_, above) => {
    const body = `${above}\ntitle\ttext\tdate\nQuay\t${text}\t2026-03-04\nFerry\t${text}\t\n`;
    const titles = (await membersOf(body)).map((member) => 'content' in member && member.content.title);
    expect(titles).toEqual(['Quay', 'Ferry']);
  });

  test('two names with a comma in prose are no columns', async () => {
    const body = `Meeting\n\nTitle, text\nIt was long, dull, and late.\n\n${text}\n`;
    expect(await readOne(body)).toMatchObject({ format: 'text' });
  });

  test('six lines of prose above it are a text', async () => {
    const body = `${'The quay is shut.\n'.repeat(6)}title,text\nQuay,Shut\n`;
    expect(await readOne(body)).toMatchObject({ format: 'text' });
  });
});

describe('a table of texts in columns of unknown names', () => {
  const story = `${text} `.repeat(3);
  const rows = [
    ['Nr', 'Schlagzeilentext', 'Beitragstext'],
    ['1', 'Quay shut', story],
    ['2', 'Quay open', `${story}\n\n${story}`],
  ];

  test.each([',', ';', '\t', '|'])('is refused, and says which, between %j', async (delimiter) => {
    expect(await readOne(table(rows, delimiter))).toMatchObject({
      code: 'csv.malformed',
      evidence: 'no column of texts among those that it names: Nr, Schlagzeilentext, Beitragstext',
    });
  });

  test.each(['Script', 'Manuskript', 'transcript'])(
    'is read, if one is what is broadcast: %s',
    async (name) => {
      const [, ...others] = rows;
      expect(await membersOf(table([['Nr', 'Slug', name], ...others]))).toMatchObject([{}, {}]);
    },
  );

  test('takes no code of a writing system for a text', async () => {
    const text = story.trim();
    const body = `title,script,summary\nFerry late,Latn,"${text}"\nFerry early,Cyrl,"${text}"\n`;
    const summary = { content: { paragraphs: [{ text }] } };
    expect(await membersOf(body)).toMatchObject([summary, summary]);
  });

  test('is read, if one is for texts', async () => {
    const [, ...others] = rows;
    expect(await membersOf(table([['Nr', 'Schlagzeilentext', 'Text'], ...others]))).toMatchObject([
      { content: { paragraphs: [{ text: story.trim() }] } },
      { content: { paragraphs: [{ text: story.trim() }, { text: story.trim() }] } },
    ]);
  });

  test.each([
    ['prose with commas', `Quay, ferry, boat\n${story}, so, yes\n${story}\n`],
    ['a table of results', 'Club,Played,Points\nOrsk,3,7\nKelmere,3,5\n'],
  ])('%s is a text', async (_, body) => {
    expect(await readOne(body)).toMatchObject({ format: 'text' });
  });
});

test('a run-down of a broadcast has a slug, a script and who presents it', async () => {
  const rows = [
    ['Page', 'Slug', 'Presenter', 'Script', 'Duration'],
    ['A1', 'QUAY SHUT', 'Jane Doe', text, '0:45'],
  ];
  for (const body of [table(rows), table(rows, ';')]) {
    const [member] = await membersOf(body);
    expect(member).toMatchObject({
      content: { title: 'QUAY SHUT', byline: 'Jane Doe', paragraphs: [{ role: 'text', text }] },
    });
  }
  // The slug of a page is a part of its address.
  for (const slug of ['quay-shut-2', 'Quay-Shut-2', 'news.quay-shut']) {
    const [page] = await membersOf(
      table([
        ['slug', 'content'],
        [slug, text],
      ]),
    );
    expect(page).toMatchObject({ content: { title: text } });
  }
});

test.each(['nan', 'NaN', 'None', 'NULL', 'null', '\\N', 'N/A', '#N/A'])('%s is no value', async (none) => {
  const columns = ['title', 'text', 'summary', 'author', 'section'];
  const [quay, empty] = await membersOf(
    table([columns, ['Quay is closed', text, none, none, none], [none, none, none, none, none]]),
  );
  expect(quay).toMatchObject({ content: { title: 'Quay is closed', authors: [] } });
  expect(quay).not.toHaveProperty('content.standfirst');
  expect(quay).not.toHaveProperty('content.genre');
  expect(empty).toMatchObject({ refusal: { code: 'csv.malformed' } });
});
