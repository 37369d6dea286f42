import { expect, test } from 'vitest';
import { annotated } from '../annotatedStory.ts';

// 3 May 2021 was a Monday.
const dates = (text: string) =>
  annotated(text, { published: '2021-05-03' })
    .mentions.filter(({ type }) => type === 'date')
    .map(({ surface, value }) => `${surface} = ${value ?? 'unknown'}`);

test.each([
  ['They will strike from Wednesday to Friday.', 'Wednesday to Friday = 2021-05-05/2021-05-07'],
  ['They will strike from Monday to Friday.', 'Monday to Friday = 2021-05-03/2021-05-07'],
  ['They will meet from Saturday until Tuesday.', 'Saturday until Tuesday = 2021-05-08/2021-05-11'],
  ['They met from Monday to Friday.', 'Monday to Friday = 2021-04-26/2021-04-30'],
  ['It rained between Saturday and Monday.', 'Saturday and Monday = 2021-05-01/2021-05-03'],
  ['The shop: from Monday to Friday, with tea.', 'Monday to Friday = unknown'],
  [
    'They were there from Monday through Friday of last week.',
    'Monday through Friday = 2021-04-26/2021-04-30',
  ],
  ['It will open a week on Friday.', 'Friday = 2021-05-14'],
  ['They met in the last week of January 2021.', 'January 2021 = 2021-01'],
  ['It lasted through 2004/05, officials said.', '2004/05 = 2004/2005'],
  ['The vote was moved from Wednesday to Friday.', 'Wednesday = 2021-04-28'],
  ['The death last week of a sailor shocked them.', 'last week = 2021-04-26/2021-05-02'],
])('%s', (text, date) => {
  expect(dates(text)).toContain(date);
});

test('"two weeks ago on Sunday" is no Sunday before publication', () => {
  expect(dates('They met two weeks ago on Sunday.')).toEqual([
    'two weeks ago = 2021-04-19~',
    'Sunday = unknown',
  ]);
});

test('"this week" has a reason in words', () => {
  const { mentions } = annotated('They meet this week.', { published: '2021-05-03' });
  expect(mentions.find(({ type }) => type === 'date')?.link.reason).toBe(
    'the one of that day, counted from publication',
  );
});
