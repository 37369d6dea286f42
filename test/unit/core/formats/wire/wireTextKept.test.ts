/** What is no head, no end and no note of a message, so it stays. */
import { expect, test } from 'vitest';
import { hash } from '../../../../../core/hash.ts';
import { membersOf } from '../databases/stories.ts';
import { contentOf } from '../upload.ts';

const quay = 'The quay is closed until the ice breaks, she said.';
const tugs = 'Tugs come today.';

async function seen(body: string) {
  const { title, standfirst, published, paragraphs } = await contentOf(body);
  return { title, standfirst, published: published?.value, texts: paragraphs.map(({ text }) => text) };
}

test.each([
  'Ed Doe leaves the quay',
  'Editors resign at Kelmere',
  'Stolen photos found on quay',
  'Copyright row at the quay ends',
  'Embargo on ice to end May 5',
  'Ferries advance for third day',
  'For release of tugs, a price',
])('has the headline %j, which is no note', async (line) => {
  const { title, standfirst } = await seen(`^BC-Ferry,99<\n^${line}<\n^Ice breaks<\n\t${quay}\n`);
  expect([title, standfirst]).toEqual([line, 'Ice breaks']);
});

test('keeps the text below a time, and has it if it is above', async () => {
  const stamp = '031530 GMT Mai 21';
  const above = await seen(`nws0123 4 i 9\n\n${stamp}\n\nFerry late\n\n   It waits.\n`);
  expect(above).toMatchObject({
    title: 'Ferry late',
    texts: ['It waits.'],
    published: '2021-05-03T15:30Z',
  });
  const amid = await seen(`nws0123 4 i 9\n\nFerry late =\n\n${quay}\n\n${stamp}\n\n${tugs}\n`);
  expect(amid.texts).toEqual([quay, stamp, tugs]);
});

test('keeps a last line of short words, and headings like those of a notebook', async () => {
  const { texts } = await seen(`ZCZC\nFERRY LATE\n\n${quay}\n\n# Ice\n\n## Tugs\n\nand she came\nNNNN\n`);
  expect(texts).toEqual([quay, '# Ice', '## Tugs', 'and she came']);
});

test('what is below "NNNN" is a message of its own', async () => {
  const message = (title: string) => `${title}\n\n${quay}\nNNNN\n`;
  const members = await membersOf(`ZCZC\n${['FERRY', 'QUAY'].map(message).join('\n')}\n-----\n${tugs}\n`);
  expect(members.map((member) => ('content' in member ? member.content.title : member))).toEqual([
    'FERRY',
    'QUAY',
    tugs,
  ]);
});

test('character references are decoded, but in what names the document', async () => {
  const sent = ['Ferry late &#8211; again', 'Quay closed'].map(
    (title) => `nws0123 4 i 9\n\n${title} =\n\nThe ferry of R&amp;D waits.\n\n031530 GMT Mai 21`,
  );
  const members = await membersOf(sent.join('\n\n\n'));
  expect(members.map(({ part }) => part)).toEqual(sent.map((each) => `content ${hash(Buffer.from(each))}`));
  expect(members[0]).toMatchObject({
    content: { title: 'Ferry late – again', paragraphs: [{ text: 'The ferry of R&D waits.' }] },
  });
});
