import { describe, expect, test } from 'vitest';
import { pieces } from '../../../../pieces.ts';
import { typesIn } from './typesIn.ts';

describe('in a match report', () => {
  const about =
    'The striker scored two goals in the match, and the coach praised his players after half-time. ';

  test.each([
    ['[Norway|place] beat the hosts.', 'team: organization'],
    ['They played well in [Norway|place].', 'place'],
    ["They overcame [Norway|place]'s [Velmar|organization] there.", 'organization'],
    ['They lost to [Norway|place].', 'team: organization'],
    ['It was in Bergen, [Norway|place].', 'place'],
    ['He impressed since joining them from [Velmar|place] there.', 'team: organization'],
    ['He turned to [Velmar|place] pair Ana Orsk and Vera Tilde.', 'organization'],
    ['They beat [Wales|place]. The tour of [Norway|place] ended.', 'team: organization'],
    ['They beat [Wales|place]. He is on the tour to [Norway|place].', 'place'],
    ['The governor of [Norway|place] came.', 'place'],
    ['They left [Velmar|organization]. He plays in [Velmar|place].', 'place'],
    ['He plays in [Velmar|place]. They left [Velmar|organization].', 'team: organization'],
    ['They left [Velmar|organization]. They saw [Velmar|place].', 'team: organization'],
    ['They suffered a reverse to [Velmar|place].', 'team: organization'],
    ['They drew with [Velmar County|place].', 'team: organization'],
    ['The [Norway|place] midfielder came.', 'team: organization'],
    ['The [Velmar|person] boss came.', 'organization'],
    ['He came to [Leeds|place].', 'place'],
    ['They beat [Norway|place]. The squad has ten [Norway|place]-based players.', 'place'],
    ['He joined the tour of the [Alps|place] there.', 'place'],
    ['He came to [Leeds|place]. [Leeds|place] have won.', 'team: organization'],
    ['He is a signing from [Velmar|place] there.', 'team: organization'],
    ['It came after a spell at [Velmar|place] there.', 'team: organization'],
    ['He moved to Orsk for £2.25m from [Velmar|place].', 'team: organization'],
    ['He impressed since joining the city side from [Velmar|place].', 'team: organization'],
    ['It was a defeat at the hands of [Velmar|place].', 'team: organization'],
    ['They will be playing [Velmar|place] soon.', 'team: organization'],
    ['He moved to the [Velmar|place] in May.', 'place'],
    ['He faces a charge at [Velmar|place] now.', 'place'],
    ['He moved to the [Velmars|place] in May.', 'team: organization'],
    ['He is in charge at [Velmar|place] now.', 'team: organization'],
    ['[Velmar|person] were poor.', 'organization'],
    ['He left because [Velmar|person] have debts.', 'organization'],
    ['They would miss him if [Velmar|person] were hurt.', 'person'],
    ['They play as though [Velmar|person] were there.', 'person'],
    ['Orsk and [Velmar|person] were poor.', 'person'],
    ['The two, Orsk and Tilde, and [Velmar|person] have gone.', 'person'],
    ['They saw how [Ana Velmar|person] have fun.', 'person'],
    ['It comes before the derby with [Velmar|place].', 'team: organization'],
    ['They play the [Velmar|place] final.', 'place'],
    ['He left the [Velmar|place] club.', 'place'],
    ['They beat the [Velmars|place].', 'team: organization'],
    ['Referee: R Styles ([Velmar|place])', 'place'],
    ['Ref: R Styles ([Velmar|place]).', 'place'],
    ['Quelle 59. 1,375 T Parkes ([Velmar|place]).', 'place'],
    ['Quelle 59. 1,375 T Parkes ([Velmar|organization]).', 'place'],
    ['They will take on [Velmar|place] there.', 'team: organization'],
    ['They came to [Mexico City|place] there.', 'place'],
    ['He was in [Velmar City|place] there.', 'place'],
    ['It went into the [Velmar|place] net.', 'organization'],
    ["They beat [Norway|place]'s Tilde.", 'team: organization'],
    ['Subs not used: [Velmar|place].', 'person'],
    ['[Leeds United|organization] and [Velmar|place] came.', 'team: organization'],
    ['[Orsk|place] and [Velmar|place] came.', 'place'],
    ['He was at [Orsk College|organization], [Velmar|place].', 'place'],
    ['They are third behind leaders [Velmar|place] there.', 'team: organization'],
    ['He saw his former club [Leeds|place] there.', 'team: organization'],
    ['He sat six rows behind [Velmar|place] there.', 'place'],
    ['He said that [Velmar|place] claimed a lead in the vote.', 'place'],
    ["It was [Velmar|place]'s final presentation there.", 'place'],
    ["It was [Velmar|place]'s final game there.", 'team: organization'],
    ["It was [Velmar|place]'s 17-16 win over them.", 'team: organization'],
    ["He saw [Velmar|place]'s European Cup quarter-final there.", 'team: organization'],
    ["He saw [Velmar|place]'s old town hall there.", 'place'],
    ["They were at [St Orsk's|place] to earn a replay.", 'place'],
    ['He has a contract with the [Velmar|place] region.', 'place'],
    ['It ended in [Velmar|place], beaten by two goals.', 'place'],
    ['It was a game in [Velmar|place] dominated by them.', 'place'],
    ['It stopped [Velmar|place] trains there.', 'place'],
    ['They hold [Velmar|place] talks there.', 'place'],
    ['It means that [Velmar|place] finished its stadium.', 'place'],
    ['He helped [Velmar|place] win the vote.', 'place'],
    ['He spent five seasons with [Velmar|place] there.', 'team: organization'],
  ])('%s', (text, type) => {
    expect(typesIn(about + text).at(-1)).toBe(type);
  });

  test.each([
    ["She beat [Norway|place]'s Tilde.", 'place'],
    ['She beat Tilde of [Norway|place] there.', 'place'],
    ['It was the decision of the [Norway|place] captain.', 'team: organization'],
  ])('of persons: %s', (text, type) => {
    const tennis = 'The tennis players met in the final, and the top seed won the tournament title. ';
    expect(typesIn(tennis + text).at(-1)).toBe(type);
  });

  test('3-1 shows a report on a sport', () => {
    const match = `The cup match ended 3-1 and 2-0.${' Rain fell on the old town all day.'.repeat(15)}`;
    expect(typesIn(`${match} They beat [Orsk|place].`)).toEqual(['team: organization']);
  });

  test.each([
    'The court ruled 5-4 and 6-3, then 7-2, against [Orsk|place].',
    'The sales team has a goal. The team and its club had a spell at [Orsk|place].',
    // Drivers, cyclists, swimmers and skiers have teams and clubs, and move from town to town.
    'The champion of the team won the title. Teams moved to [Orsk|place] after the final.',
    'The champion of the club won the title. Both clubs moved to [Orsk|place] after the final.',
  ])('which this is not, or not of one of teams: %s', (text) => {
    expect(typesIn(text)).toEqual(['place']);
  });

  test('who has a player is a club', () => {
    expect(typesIn(`${about}They thanked [Velmar|place]'s [Orso Tilde|person] there.`)).toEqual([
      'team: organization',
      'person',
    ]);
  });

  test('a line-up is of persons, and of their clubs in brackets', () => {
    const line =
      '[Orsk|person], [Velmar|place] ([Leeds|place]), [Tilde|person] ([Quay|organization] 45), [Bell|person], [Fenn|person], [Dahl|person], [N Holm|organization].';
    expect(typesIn(about + line)).toEqual(
      pieces('person¦person¦team: organization¦person¦person¦person¦person¦person¦person'),
    );
    expect(typesIn(line)[1]).toBe('place');
  });

  test('who is in a line-up is a player in another list too', () => {
    const line =
      '[Orsk|person], [Velmar|place], [Tilde|person] ([Quay|place] 45), [Bell|person], [Fenn|person].';
    const booked = '[Velmar|place], [Quay|place], [Dahl|place], [Fenn|person].';
    expect(typesIn(`${about}\n\n${line}\n\n${booked}`).slice(-4)).toEqual(Array(4).fill('person'));
    expect(typesIn(`${about}\n\n${booked}`)[0]).toBe('place');
  });

  test.each([
    ['who has a paragraph', 'S Quelle ([Velmar|organization]).', 'place'],
    ['with a given name', "Sam O'Quelle ([Norway|place])", 'place'],
    ['of a union', 'Sam Quelle ([VLM|organization])', 'organization'],
    ['who is a player', 'S Quelle ([Velmar|place]), T Orsk', 'team: organization'],
  ])('a referee %s is from a place', (_, text, type) => {
    expect(typesIn(`${about}\n\n${text}`).at(-1)).toBe(type);
  });

  test('in other texts only sides of countries are teams', () => {
    expect(typesIn('[Norway|place] beat the recession.')).toEqual(['place']);
    expect(typesIn('They make shirts for the national side of [Norway|place].')).toEqual([
      'team: organization',
    ]);
  });
});

test.each([
  ['of a sport', 'Rugby union: Orsk win', 'team: organization'],
  ['that a sport only begins', 'Football violence: police act', 'place'],
  ['of a day', 'Boxing Day: shops open', 'place'],
])('under a headline %s', (_, headline, type) => {
  expect(typesIn(`${headline}\n\nThey left [Velmar|place] at noon.`)).toEqual([type]);
});
