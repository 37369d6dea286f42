/** A full name with a case ending that links put to the name without it, and its surname alone. */
import { expect, it } from 'vitest';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { cabinet, posting, talks } from '../../functions/okoye.ts';

const [base, form] = ['person/alan-velmar', 'person/alan-velmarin'];
const rowOf = (doc: string, name: string) => posting(doc, name, cabinet, talks, 'Fisheries talks go on');

it('is nobody whose surname is meant, unless a document of these months has it as a name', async () => {
  const table = new MemoryTable();
  for (const [id, folded] of [
    [base, 'velmar'],
    [form, 'velmarin'],
  ] as const)
    await table.put({ ...keys.alias(folded, id), entity: id, folded, token: 1 });
  for (let n = 0; n < 6; n++) {
    const row = rowOf(`base${n}`, 'Alan Velmar');
    await table.put({ ...keys.posting(base, row.day, row.doc), ...row });
  }
  const linked = rowOf('linked', 'Alan Velmarin');
  await table.put({ ...keys.shortName(form, linked.day, linked.doc), ...linked, to: base });
  const bearers = async () => {
    const { ranked } = await new LinkReader(table).answer('person/velmarin', rowOf('own', 'Velmarin'));
    return ranked.map(({ id }) => id);
  };
  expect(await bearers()).toEqual([base]);
  await table.put({ ...keys.posting(form, linked.day, 'other'), ...rowOf('other', 'Alan Velmarin') });
  expect(await bearers()).toEqual([form]);
});
