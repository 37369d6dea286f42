import { expect, test } from 'vitest';
import { nameFault } from '../../../../eval/scores/nameFaults.ts';

test.each([
  ['Graham Poll', 'person/graham-poll', undefined],
  ['NATO', 'organization/nato', undefined],
  ['LERWICK', 'place/lerwick', 'in capitals'],
  ['ex-England', 'place/ex-england', 'with a prefix'],
  ['James , Mills', 'person/james-mills', 'with signs'],
  ['David "Fathead" Newman', 'person/david-fathead-newman', undefined],
  ['Referee Graham Poll', 'person/referee-graham-poll', 'with a title'],
  ['Nicholas Blake QC', 'person/nicholas-blake-qc', 'with an honour'],
  ["Thierry Henry's Arsenal", 'person/thierry-henrys-arsenal', 'of two names'],
  ['Payne Greening Dowd Shaw Purdy Hart', 'person/payne', 'a list'],
])('%s', (name, id, fault) => {
  expect(nameFault(name, id)).toBe(fault);
});

test('a body has commas between its fields', () => {
  const id = 'organization/department-for-tilde-media-and-sport';
  expect(nameFault('Department for Tilde, Media and Sport', id)).toBeUndefined();
  expect(nameFault('Tilde, Media', 'organization/tilde-media')).toBe('with signs');
});
