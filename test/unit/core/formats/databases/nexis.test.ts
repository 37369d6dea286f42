import { expect, test } from 'vitest';
import { membersOf, storiesOf } from './stories.ts';

const says = ['Quay shut', ['Jane Doe'], '2021-03-03', 'The Coast Times'];
const text =
  'The quay is closed until the ice breaks, she said.\n\nCompany: a line of the text.\n\nTugs come today.';
const late = 'The ferries were late, passengers said.';

test('a story of ProQuest has no labels below its text', async () => {
  const labels = [
    'Company / organization: Tugs',
    'Title: Quay shut',
    'Publication title: The Coast Times',
    'First page: A1',
    'Publication date: Mar 3, 2021',
    'Publisher: Coast Group',
    'ProQuest document ID: 123456',
    'Document URL: https://database.example/1',
    'Copyright: Copyright Coast Group Mar 3, 2021',
    'Database: News of the Coast',
  ];
  const body = ['Document 1 of 1', 'Author: Doe, Jane', `Full text: ${text}`, ...labels].join('\n\n');
  expect(await storiesOf(body)).toEqual([[...says, text.split('\n\n')]]);
});

test('names whose surname comes first are turned', async () => {
  const head = 'Document 1 of 1\n\nQuay shut\n\nAuthor: Doe, Jane; Roe, John\n\n';
  const end = 'Publication title: The Coast Times\n\nPublication date: Mar 3, 2021\n';
  const body = `${head}Full text: ${late}\n\nSubject: Ice\n\nIt is cold.\n\n${end}`;
  expect(await storiesOf(body)).toEqual([
    ['Quay shut', ['Jane Doe', 'John Roe'], ...says.slice(2), [late, 'It is cold.']],
  ]);
});

test('a day may begin with its weekday', async () => {
  const head = 'Dokument 1 von 1\n\nKüstenzeitung\n\nMittwoch, 3. März 2021\n\nKai zu\n\n';
  expect(await storiesOf(`${head}AUTOR: Von Jane Doe\n\nLÄNGE: 9 Wörter\n\n${late}`)).toEqual([
    ['Kai zu', ['Jane Doe'], '2021-03-03', 'Küstenzeitung', [late]],
  ]);
});

test('a bundle of papers is a text', async () => {
  const papers = `Brief\n\nDocument 1 of 2\n\nTitle: Affidavit\nAuthor: Jane Doe\n\n${late}\n`;
  expect(await membersOf(papers)).toMatchObject([{ format: 'text', content: { title: 'Brief' } }]);
});
