/** What a pass notes of postings that documents have not. */
import { expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { StrayPostings } from '../../../../functions/sweep/pass/strayPostings.ts';

it('hands over the strays of each document once', () => {
  const noted = new StrayPostings();
  const at = (place: string) => ({ ...keys.posting(place, '2021-05-03', 'a') });
  noted.note('a', [at('place/rome')]);
  noted.note('a', [at('place/oslo'), at('place/bonn')]);
  expect([...noted.take()]).toEqual([['a', [at('place/rome'), at('place/oslo'), at('place/bonn')]]]);
  expect([...noted.take()]).toEqual([]);
});
