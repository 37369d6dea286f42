/** The rows of tables in stories of wires, feeds and pages. */
import { expect, test } from 'vitest';
import { paragraphsOfPage } from '../../../../../core/formats/html/fragment.ts';
import { parseFragment } from '../../../../../core/markup/htmlFragment.ts';

const table = (...rows: string[][]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

function textsOf(html: string): string[] {
  const page = parseFragment(html);
  if ('code' in page) throw new Error(page.code);
  return paragraphsOfPage(page, []).map(({ text }) => text);
}

test('a row is a paragraph, also if its names are links', () => {
  const head = '<thead><tr><th>Team</th><th>Played</th><th>Points</th></tr></thead>';
  const rows = table(['<a href="/o">Orsk United</a>', '12', '<p>27</p>'], ['Velmar', '12', '']);
  expect(textsOf(`<p>The league after Sunday.</p>${rows.replace('<table>', `<table>${head}`)}`)).toEqual([
    'The league after Sunday.',
    'Team | Played | Points',
    'Orsk United | 12 | 27',
    'Velmar | 12',
  ]);
});

test('an empty cell keeps its place, where another row has a text in its column', () => {
  const rows = [
    ['', 'Played', 'Points'],
    ['Orsk', '', '27'],
    ['Velmar', '12', ''],
  ];
  expect(textsOf(table(...rows))).toEqual(['| Played | Points', 'Orsk | | 27', 'Velmar | 12']);
  const apart = table(['a', 'b', 'c', 'd', 'e'], ['Orsk', '', '', '', '27'], ['Velmar', '1', '', '', '12']);
  expect(textsOf(apart).at(1)).toBe('Orsk | | | | 27');
  const logo = '<img src="/x.png">';
  const wide = table(['Team', 'Points'], [logo, 'Orsk', '27'], [logo, 'Velmar', '12']);
  const spanned = wide.replace('<td>Team', '<td colspan="2">Team');
  for (const html of [wide, spanned, spanned.replace('"2"', '"1e9"')])
    expect(textsOf(html)).toEqual(['Team | Points', 'Orsk | 27', 'Velmar | 12']);
  expect(textsOf(table(['Orsk', '', '27'], ['Velmar', '<i> </i>', '12']))).toEqual([
    'Orsk | 27',
    'Velmar | 12',
  ]);
});

test('cells with prose, a row alone and cells of several paragraphs lay out a page', () => {
  const prose = 'The ferry sailed on four days in March and stayed in port on the others.';
  expect(textsOf(table(['March', prose], ['April', prose.replace('March', 'April')]))).toContain('March');
  expect(textsOf(table(['Harbour closed', 'Ferry waits']))).toEqual(['Harbour closed', 'Ferry waits']);
  expect(textsOf(table(['<p>One.</p><p>Two.</p>', 'Three.'], ['Four.', 'Five.']))).toEqual(
    'One. Two. Three. Four. Five.'.split(' '),
  );
});

test('links alone are no row, and names that are links are of theirs', () => {
  const link = (text: string) => `<a href="/x">${text}</a>`;
  const links = ['The harbour and what is in it', 'A visit to the lighthouse', 'Seven ferries in seven days']
    .concat('Where to eat on the island', 'Letters to the editor', 'A quiz of boats, ropes and sails')
    .concat('The tides of this week and the next one', 'All of our puzzles');
  expect(textsOf(`<p>The pier closed.</p>${table(links.map(link), links.map(link))}`)).toEqual([
    'The pier closed.',
  ]);
  expect(textsOf(table([link('Home'), '|', link('News')], [link('Sport'), '|', link('Arts')]))).toEqual([]);
  expect(
    textsOf(
      table([link('Orsk United Wanderers'), `12${link('[3]')}`], [link('Velmar'), link('Quelle'), '2-1']),
    ),
  ).toEqual(['Orsk United Wanderers | 12[3]', 'Velmar | Quelle | 2-1']);
});

test('a long cell is of its row where most rows have short ones', () => {
  const prose = 'The mayor speaks outside the town hall, and says that all of it is over.';
  const rows = [
    ['10:15', 'The pier burns.'],
    ['10:40', 'The fire is out.'],
    ['11:05', prose],
  ];
  expect(textsOf(table(...rows))).toContain(`11:05 | ${prose}`);
  expect(textsOf(table(...rows, ['12:00', prose]))).toContain('11:05');
  expect(textsOf(table(...rows.slice(0, 2), ['11:05', prose.repeat(4)]))).toContain('11:05');
});

test('a sum in bold ends a story', () => {
  expect(textsOf(table(['Orsk', '12'], ['<b>Total</b>', '<b>12</b>']))).toEqual(['Orsk | 12', 'Total | 12']);
});

test('headings, lists and captions in cells keep their roles', () => {
  const page = parseFragment(
    table(
      ['<h3>World</h3>', '<h3>Sport</h3>'],
      ['<figure><figcaption>The pier.</figcaption></figure>', '<ul><li>A boat.</li></ul>'],
      ['<p>Velmar</p>', '12'],
      ['Orsk', '13'],
    ),
  );
  if ('code' in page) throw new Error(page.code);
  expect(paragraphsOfPage(page, []).map(({ role, text }) => [role, text])).toEqual([
    ['subheading', 'World'],
    ['subheading', 'Sport'],
    ['caption', 'The pier.'],
    ['list', 'A boat.'],
    ['text', 'Velmar | 12'],
    ['text', 'Orsk | 13'],
  ]);
});
