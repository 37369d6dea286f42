/** Which rows beside the postings say that a document mentions somebody by a short name. */
import { expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { shortNamesIn } from '../../../../core/records/shortName.ts';

it('those that are alive and have all fields of today', () => {
  const day = '2021-05-03';
  const said = { doc: 'd', day, form: 'Okoye', mentions: 2, title: 'Talks', source: 'bbc' };
  const row = { ...keys.shortName('person/okoye', day, 'd'), token: 1, ...said };
  const { title: _, ...earlier } = row;
  const buried = { ...row, gone: true };
  expect(shortNamesIn([row, earlier, buried])).toEqual([said]);
});
