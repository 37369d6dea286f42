import { expect, it } from 'vitest';
import { compareTexts } from '../../../../api/documents/textChanges.ts';
import { story } from '../../core/entities/annotatedStory.ts';

it('of long texts the beginnings are compared, and the answer says so', async () => {
  const dots = '. '.repeat(2_000_000);
  const changes = await compareTexts(story([`Storm ${dots}`]), story([`Storms ${dots} end`]));
  expect(changes).toMatchObject({
    words: { added: 1, removed: 1 },
    passagesTotal: 1,
    compared: { characters: 200_000, of: 4_000_011 },
  });
});

it('other work runs between the comparisons of a list', async () => {
  const order: string[] = [];
  setImmediate(() => order.push('other work'));
  await compareTexts(story(['one']), story(['two']));
  order.push('compared');
  expect(order).toEqual(['other work', 'compared']);
});
