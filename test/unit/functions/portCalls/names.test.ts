/** All that the stages ask of their ports where documents have short names of persons. */
import { it } from 'vitest';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, story } from './texts.ts';

it('of short names, roles and inflected names', async () => {
  const world = new RecordedWorld({ openCharacters: 1, openDays: 1 });
  world.title('a full name, then its surname alone');
  await world.put({
    '1.txt': story('Minister Ada Amber'),
    '2.txt': story('Minister Ada Amber', '4 May 2021'),
  });
  await world.put({ '3.txt': story('Mr Amber', '5 May 2021'), '4.txt': story('Mr Ambers', '5 May 2021') });
  world.title('another bearer');
  await world.put({ '5.txt': story('Zoe Amber', '5 May 2021'), '6.txt': story('Zoe Amber', '6 May 2021') });
  await world.notes('sweep', () => sweep(world.ports));
  world.title('the rows of a short name are lost');
  for (const row of world.rows('ENT#', 'NAME#')) await world.table.delete(row);
  await world.notes('sweep', () => sweep(world.ports));
  await world.work();
  world.title('the first bearer goes');
  for (const key of ['1.txt', '2.txt', '3.txt']) await world.delete(key);
  await expectAsNoted(world, 'names');
});
