import { expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

test.each([
  ['an employer', 'They asked an analyst at [Velmar|place] about it.', 'organization'],
  ['a company with shareholders', 'He sold a stake in the [Velmar|person] there.', 'organization'],
  ["a person's spokesman", 'A spokesman for [Ana Velmar|person] came.', 'person'],
  ['a part of a country', 'A spokesman for [North Velmar|place] came.', 'place'],
  ['a rival may be a company', 'It beat its rival [Velmar|organization] there.', 'organization'],
  ['a takeover', 'They fought the takeover of [Velmar|person] for years.', 'organization'],
  ['a takeover of a place', 'They fought the takeover of the [Velmar|place].', 'place'],
  ["a relation's employer", "She was an employee of [Velmar|person]'s cousin.", 'person'],
  ['a poll', 'A poll by [Velmar|person] found it.', 'organization'],
  ['results', "[Velmar|person]'s latest quarterly profits fell.", 'organization'],
  ['an officer', "[Velmar|person]'s new chief executive resigned.", 'organization'],
  ['what persons have too', "[Velmar|person]'s offer was refused.", 'person'],
  ['employees', 'The [Velmar|person] employees met there.', 'organization'],
  ['employees of a place', 'The [Velmar|place] employees met there.', 'place'],
  ['its forecast', '[Velmar|person] has cut its forecast.', 'organization'],
  ['plans for what it has', '[Velmar|person] plans to shed 300 jobs at its plants.', 'organization'],
  ['whom it names', '[Velmar|person] has named Vera Orsk head of its routes.', 'organization'],
  ["another's", '[Velmar|person] named the firm and its head.', 'person'],
  ["its subject's", '[Velmar|person] said Orsk cut its forecast.', 'person'],
  ['a record profit', '[Velmar|person] posted a record quarterly profit.', 'organization'],
  ['whom it employs', '[Velmar|person] employs 900 people.', 'organization'],
  ['a new office in it', 'She joined [Velmar|person] as chief executive.', 'organization'],
  ['a source of news', 'ORSK, March 16 ([Velmar|person]) — The plant will close.', 'other'],
  ['a known one', 'ORSK, March 16 ([Velmar|organization]) — The plant will close.', 'organization'],
  ['no source of news', 'The plant in Orsk ([Velmar|person]) — a large one — will close.', 'person'],
])('%s', (_, text, type) => {
  expect(typesIn(text)[0]).toBe(type);
});
