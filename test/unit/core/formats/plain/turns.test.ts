import { expect, test } from 'vitest';
import { contentOf } from '../upload.ts';

const textsOf = async (lines: readonly string[]) =>
  (await contentOf(`The inquiry into the harbour fire\n\n${lines.join('\n')}\n`)).paragraphs.map(
    ({ text }) => text,
  );

test('questions and answers of a hearing are paragraphs', async () => {
  const hearing = [
    'MS EXAMPLE: I put it to you that you were at the quay of Kelmere on that night.',
    'A. No.',
    'Q. Where were you on the night when the harbour of Kelmere burned, Mr Muster?',
    'A. At home, with my wife and with the two children, as I told the police in May.',
  ];
  expect(await textsOf(hearing)).toEqual(hearing);
});

test('an initial at the end of a line begins none', async () => {
  const lines = [
    'The manager of the harbour said that nobody knew about the fire but',
    'A. Muster, who had been at the quay of Kelmere on that long night.',
  ];
  expect(await textsOf(lines)).toEqual([lines.join(' ')]);
});

test('a talk is divided where two speakers recur', async () => {
  const talk = [
    'Chair: Thank you for coming to the committee, Ms Beispiel. Who owns the harbour?',
    'Ann Beispiel: A trust in the capital does, as far as I know from the papers.',
    'Sir Jude Modelle: Which trust is that, and who in this room is a member of it?',
    'Ann Beispiel: I am not free to say anything about it before the court has.',
    'Chair: Thank you. We shall go on tomorrow morning at ten in the same room.',
  ];
  expect(await textsOf(talk)).toEqual(talk);
  const prose = [
    'The committee asked who owns the harbour, and what it paid for it in the year of the fire, and',
    'Ann Beispiel: a trust in the capital, she said, and nothing more could be had from her on that day.',
  ];
  expect(await textsOf(prose)).toEqual([prose.join(' ')]);
});
