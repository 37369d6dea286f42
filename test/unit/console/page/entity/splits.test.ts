import { expect, it } from 'vitest';
import { splitsOf } from '../../../../../console/page/entity/splits.ts';

it('each document is split off the id that it has, or off the first if it does not say', () => {
  const [tom, tomB] = ['person/tom-quarrie', 'person/tom-b-quarrie'];
  const entity = (id: string) => ({ id, name: id, type: 'person' as const, mentions: 1 });
  const documents = [
    { id: 'a', entities: [entity(tom)] },
    { id: 'b', entities: [entity('place/oslo'), entity(tomB)] },
    { id: 'both', entities: [entity(tom), entity(tomB)] },
    { id: 'long', entities: [entity('place/oslo')] },
  ];
  expect(splitsOf([tom, tomB], documents, ['a', 'b', 'both', 'long', 'no more in the list'])).toEqual([
    { entity: tom, documents: 'a,both,long,no more in the list' },
    { entity: tomB, documents: 'b,both' },
  ]);
  expect(splitsOf([tom, tomB], documents, ['b'])).toEqual([{ entity: tomB, documents: 'b' }]);
});
