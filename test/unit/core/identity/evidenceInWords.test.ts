/** What speaks for a bearer, in words that a reader can check. */
import { expect, it } from 'vitest';
import { codeOf, personCode } from '../../../../core/identity/contextCodes.ts';
import { appearanceOf, likeness } from '../../../../core/identity/evidence.ts';
import { evidenceInWords } from '../../../../core/identity/evidenceInWords.ts';
import { cabinet, posting, talks, team } from '../../functions/okoye.ts';

const other = (doc: string, day: string, title = 'A quiet day', beside = cabinet) =>
  appearanceOf({ ...posting(doc, 'Amara Okoye', beside, talks, title), day }, personCode('okoye'));
const own = appearanceOf(
  posting('own', 'Okoye', cabinet, talks, 'Fisheries talks go on'),
  personCode('okoye'),
);
const shared = [{ code: codeOf({ type: 'person', name: 'Chidi Bello' }), name: 'Chidi Bello' }];

const bearerIn = (documents: ReturnType<typeof other>[], id = 'person/amara-okoye') => ({
  ...{ id, documents, likeness: likeness(own, documents) },
});
const wordsFor = (...documents: ReturnType<typeof other>[]) =>
  evidenceInWords(own, bearerIn(documents), { name: 'Amara Okoye', shared });

it('counts all documents that are compared, and says how many are of the same week', () => {
  const words = wordsFor(other('a', '2021-05-01'), other('b', '2021-04-01'), other('c', '2021-06-01'));
  expect(words[0]).toBe('3 documents of the months around name Amara Okoye, 1 of them in the same week');
  expect(words[1]).toBe('3 share Chidi Bello');
});

it.each([
  ['2021-05-01', '1 document of the same week names Amara Okoye'],
  ['2021-04-01', '1 document of the months around names Amara Okoye'],
])('says when the only document is from: %s', (day, told) => {
  expect(wordsFor(other('a', day))[0]).toBe(told);
});

it('names the words of the title and the section that are shared', () => {
  const words = wordsFor(other('a', '2021-05-01', 'Go'), other('b', '2021-05-01', 'Talks on fisheries end'));
  expect(words).toContain('one has 2 words of the title: fisheries, talks');
  expect(words).toContain('2 are of the same section, politics');
  expect(wordsFor(other('a', '2021-05-01'))).toContain('1 is of the same section, politics');
});

it('says that no other name is shared', () => {
  const told = 'none shares another name with this document';
  expect(wordsFor(other('a', '2021-05-01', 'Two goals', team))).toContain(told);
  expect(wordsFor(other('a', '2021-05-01'))).not.toContain(told);
});

it.each([
  ['female', 'peter', "a woman's title stands before the name, and X is a man"],
  ['male', 'maria', "a man's title stands before the name, and X is a woman"],
] as const)('says first that somebody is no %s', (sex, given, told) => {
  const titled = { ...own, facts: { ...own.facts, sex } };
  const theirs = bearerIn([other('a', '2021-05-01')], `person/${given}-okoye`);
  expect(evidenceInWords(titled, theirs, { name: 'X', shared })[0]).toBe(told);
  expect(evidenceInWords(own, theirs, { name: 'X', shared })[0]).not.toBe(told);
});
