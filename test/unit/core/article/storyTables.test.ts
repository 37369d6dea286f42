/** The rows of tables in stories of wires, feeds and pages. */
import { expect, test } from 'vitest';
import { paragraphsOfPage } from '../../../../core/formats/html/fragment.ts';
import { parseFragment } from '../../../../core/markup/htmlFragment.ts';

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

test('cells with prose, a row alone and cells of several paragraphs lay out a page', () => {
  const prose = 'The ferry sailed on four days in March and stayed in port on the others.';
  expect(textsOf(table(['March', prose], ['April', prose.replace('March', 'April')]))).toContain('March');
  expect(textsOf(table(['Harbour closed', 'Ferry waits']))).toEqual(['Harbour closed', 'Ferry waits']);
  expect(textsOf(table(['<p>One.</p><p>Two.</p>', 'Three.'], ['Four.', 'Five.']))).toEqual(
    'One. Two. Three. Four. Five.'.split(' '),
  );
});
