/** A title before a surname alone says whom of its bearers it cannot mean. */
import { expect, it } from 'vitest';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { archive, cabinet, lone, posting, talks } from '../../functions/okoye.ts';

const own = lone(cabinet, talks, 'Okoye in fisheries talks');
const amara = 'person/amara-okoye';

async function answer(sex: 'female' | 'male' | undefined) {
  const table = await archive(own);
  // One of the minister's six documents calls her Mrs.
  const row = posting('doc0', 'Amara Okoye', cabinet, talks, 'Okoye in fisheries talks');
  await table.put({ ...keys.posting(amara, row.day, row.doc), ...row, sex: 'female' });
  return new LinkReader(table).answer('person/okoye', { ...own, ...(sex && { sex }) });
}

it.each(['female', undefined] as const)('a title says %s: the minister is meant', async (sex) => {
  expect((await answer(sex)).chosen?.id).toBe(amara);
});

it('Mr Okoye is not the minister, who is shown without a chance', async () => {
  const { chosen, ranked } = await answer('male');
  expect(chosen).toBeUndefined();
  expect(ranked).toMatchObject([{ id: amara, confidence: 0 }]);
});
