import { expect, test } from 'vitest';
import { joinBracketedClubs } from '../../../../../core/entities/spans/bracketedClubs.ts';
import { joinedNames } from './markedNames.ts';

const others = 'A Lind ([Serrat Harriers]), B Oyle ([Dorne AC])';

test('a club of several towns is one, among other results', () => {
  const two = 'K Quelle ([Orsk], [Tilde] and [Velmar AC]), M Arne ([Brock Green] with [Lerwick Ladies])';
  expect(joinedNames(`${two}, ${others}.`, joinBracketedClubs)).toEqual([
    ...['Orsk, Tilde and Velmar AC', 'Brock Green with Lerwick Ladies', 'Serrat Harriers', 'Dorne AC'],
  ]);
});

test('a country and a club are two', () => {
  const both = 'M Arne ([Brock] and [Kenya]), E Tilde ([Kenya] and [Velmar AC])';
  const text = `K Quelle ([Orsk AC]), ${both}, ${others}.`;
  expect(joinedNames(text, joinBracketedClubs)).toEqual([
    ...['Orsk AC', 'Brock', 'Kenya', 'Kenya', 'Velmar AC', 'Serrat Harriers', 'Dorne AC'],
  ]);
});

test('towns in brackets of another text are several', () => {
  const text = 'The towns (Orsk: [Tilde] and [Velmar]) and those of Quelle ([Serrat] and [Oyle]) agreed.';
  expect(joinedNames(text, joinBracketedClubs)).toEqual(['Tilde', 'Velmar', 'Serrat', 'Oyle']);
});
