import { expect, it } from 'vitest';
import { commonestSpellings } from '../../../../../core/entities/data/cyrillicGivenNames.ts';
import { annotated } from '../annotatedStory.ts';

it('has no spelling with another initial', () => {
  const others = [...commonestSpellings].filter(([spelling, commonest]) => spelling[0] !== commonest[0]);
  expect(others).toEqual([]);
});

it.each([
  ['Yelena Quelle', 'Y. Quelle'],
  ['Ekaterina Quelle', 'E. Quelle'],
  ['Evgeniy Quelle', 'E. Quelle'],
])('%s is also %s', (full, short) => {
  const { entities } = annotated(`They met ${full} there. It was signed by ${short}.`);
  expect(entities).toHaveLength(1);
});
