import { describe, expect, test } from 'vitest';
import { annotated } from '../annotatedStory.ts';

// 3 May 2021 was a Monday.
const dates = (text: string) =>
  annotated(text, { published: '2021-05-03' })
    .mentions.filter(({ type }) => type === 'date')
    .map(({ surface, value }) => `${surface} = ${value ?? 'unknown'}`);

describe('the verb of a sentence tells whether its date is past or to come', () => {
  test.each([
    ['They play Saturday.', 'Saturday = 2021-05-08'],
    ["Tuesday's vote was close, the mayor said.", 'Tuesday = 2021-04-27'],
    ["Friday's close was the lowest of the year.", 'Friday = 2021-04-30'],
    ["Last Tuesday's vote was close.", 'Tuesday = 2021-04-27'],
    ['Next Friday the council holds a meeting.', 'Friday = 2021-05-07'],
    ['Velmar to host the finals in June', 'June = 2021-06'],
    ['Quelle to leave the port in June, board says', 'June = 2021-06'],
    ['US, Russia and Quelle to meet in Orsk in June', 'June = 2021-06'],
    ['Football: Orsk Arena to open in June, says mayor', 'June = 2021-06'],
    ['Minister admits failure to open port in March', 'March = 2021-03'],
    ['Minister Admits Failure to Open Port in March', 'March = 2021-03'],
    ['Refusal to play in March costs Velmar points', 'March = 2021-03'],
    ['Orsk loses bid to host finals in April', 'April = 2021-04'],
    ['Last ferry to leave Orsk on Monday carries 40', 'Monday = 2021-05-03'],
    ['He asked her to leave in June.', 'June = 2020-06'],
    ['A ferry to Orsk in June', 'June = 2020-06'],
    ['The festival, which takes place in July, is sold out.', 'July = 2021-07'],
    ['She has been named director of the fair, to be held in June.', 'June = 2021-06'],
    ['He is to take part on Friday.', 'Friday = 2021-05-07'],
    ['They are tipped to win on Friday.', 'Friday = 2021-05-07'],
    ['Are you going to be there on Friday?', 'Friday = 2021-05-07'],
    ['The vote is expected in July.', 'July = 2021-07'],
    ['It comes ahead of a meeting on Friday.', 'Friday = 2021-05-07'],
    ['He ran on Friday ahead of the final.', 'Friday = 2021-04-30'],
    ['She said in September that they will pay.', 'September = 2020-09'],
    ['A group arrived on set on Friday.', 'Friday = 2021-04-30'],
    ['On Friday our established order will change.', 'Friday = 2021-05-07'],
    ['They said on Friday they would pay.', 'Friday = 2021-04-30'],
    ['He was expected to come on Friday.', 'Friday = 2021-04-30'],
    // A plan that somebody has just told is to come, one of an earlier time is not.
    ['She said she would visit Orsk on Friday.', 'Friday = 2021-05-07'],
    ['The hearing would go on in June, the judge said.', 'June = 2021-06'],
    ['She had said she would visit Orsk on Friday.', 'Friday = 2021-04-30'],
    ['They originally said they would pay on Friday.', 'Friday = 2021-04-30'],
    ['He said he would have played on Friday.', 'Friday = 2021-04-30'],
    ['The firm said it would not comment on Friday.', 'Friday = 2021-04-30'],
    ['The goal would decide the match on Friday.', 'Friday = 2021-04-30'],
  ])('%s', (text, date) => {
    expect(dates(text)).toEqual([date]);
  });

  test('a plan that was told in an earlier month is of that time', () => {
    expect(dates('They announced in March that they would quit in April.')).toEqual([
      'March = 2021-03',
      'April = 2021-04',
    ]);
  });
});
