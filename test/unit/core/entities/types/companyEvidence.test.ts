import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['an employer', 'They asked an analyst at [Velmar|place] about it.', 'organization'],
  ['a company with shareholders', 'He sold a stake in the [Velmar|person] there.', 'organization'],
  ["a person's spokesman", 'A spokesman for [Ana Velmar|person] came.', 'person'],
  ['a part of a country', 'A spokesman for [North Velmar|place] came.', 'place'],
  ['a rival may be a company', 'It beat its rival [Velmar|organization] there.', 'organization'],
  ['what a company did research on', 'Recent research by [Velmar|person] suggested so.', 'organization'],
  ['a takeover', 'They fought the takeover of [Velmar|person] for years.', 'organization'],
  ['an officer', "[Velmar|person]'s chief executive resigned.", 'organization'],
  ['an officer before his name', '[Velmar|person] Chief Executive Vera Orsk left.', 'organization'],
  ['a chairman before his name', '[Velmar|person] chairman Vera Orsk left.', 'organization'],
  ['a new office in it', 'She joined [Velmar|person] as chief executive.', 'organization'],
  ['a record profit', '[Velmar|person] posted a record quarterly profit.', 'organization'],
  ['a board', 'The board of [Velmar|person] met.', 'organization'],
  ['a headquarters', "[Velmar|person]'s headquarters is in Orsk.", 'organization'],
  ['for whom another bought a drink', 'They bought [Velmar|person] a drink there.', 'person'],
  [
    'whom a club bought',
    'The striker scored goals in the match. They bought [Velmar|person] in 2003.',
    'person',
  ],
  ['a takeover of a place', 'They fought the takeover of the [Velmar|place].', 'place'],
  ["a relation's employer", "She was an employee of [Velmar|person]'s cousin.", 'person'],
  ['a poll', 'A poll by [Velmar|person] found it.', 'organization'],
  ['results', "[Velmar|person]'s latest quarterly profits fell.", 'organization'],
  ['what persons have too', "[Velmar|person]'s offer was refused.", 'person'],
  ['employees', 'The [Velmar|person] employees met there.', 'organization'],
  ['employees of a place', 'The [Velmar|place] employees met there.', 'place'],
  ['its forecast', '[Velmar|person] has cut its forecast.', 'organization'],
  ['plans for what it has', '[Velmar|person] plans to shed 300 jobs at its plants.', 'organization'],
  ['whom it names', '[Velmar|person] has named Vera Orsk head of its routes.', 'organization'],
  ["another's", '[Velmar|person] named the firm and its head.', 'person'],
  ["its subject's", '[Velmar|person] said Orsk cut its forecast.', 'person'],
  ['a chairman without a name', '[Velmar|person] chairman left.', 'person'],
  ["a place's officer", '[Velmar|place] chairman Vera Orsk left.', 'place'],
  ["a place's workers", 'Workers at [Velmar|place] met.', 'place'],
  ['a profit that falls', '[Velmar|person] profit falls again.', 'organization'],
  ['a share of something', "[Velmar|person]'s share of the vote fell.", 'person'],
  ["a player's income", "[Velmar|person]'s career earnings passed a record.", 'person'],
  ['who takes over', "[Velmar|person]'s takeover of the club was opposed.", 'person'],
  ["a country's taxes", "[Velmar|person]'s tax revenue fell.", 'person'],
  ["a place's barracks", "[Velmar|place]'s army headquarters was shelled.", 'place'],
  ["a place's company", "[Velmar|place]'s headquarters is in Orsk.", 'place'],
  ['an officer of a country', 'President [Velmar|person] said its army would win.', 'person'],
  ['a rival', 'Rival [Velmar|person] has cut its forecast.', 'organization'],
  ['a champion', 'Champion [Velmar|person] has cut its forecast.', 'organization'],
  ['a given name', '[Vanessa|person] raised its mast.', 'person'],
  ['a profit on a sale', '[Velmar|person] made a profit on his home.', 'person'],
  ['what somebody employs', '[Velmar|person] employs irony throughout.', 'person'],
  ['with whom somebody left', 'He joined [Velmar|person] as she left.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)[0]).toBe(type);
});

test('a person of whom the tagger is sure stays one', () => {
  expect(typesIn('[Velmar|person] said its troops would leave.', 0.91)).toEqual(['person']);
});
