import { expect, it } from 'vitest';
import { searchedForm } from '../../../../core/search/searchedForm.ts';

it.each([
  ['Mbappé à Łódź', 'Mbappe a Lodz'],
  ['ＮＨＫ、２００人', 'NHK、200 人 '],
  ['ｶﾞｽ', 'ガ ス '],
])('%s is searched as %s', (text, form) => {
  expect(searchedForm(text)).toBe(form);
});
