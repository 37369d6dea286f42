/** Records about a minister, and a document with her surname alone. */
import { nameCodesOf, topicsOf } from '../../../core/identity/contextCodes.ts';
import { keys } from '../../../core/records/keys.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';

export const talks =
  'ministers discussed fisheries quotas during lengthy negotiations about harbour subsidies';
export const match = 'striker scored twice before halftime whistle while goalkeeper watched helplessly';
export const cabinet = ['Chidi Bello', 'Ngozi Adeyemi', 'Tunde Balogun', 'Ada Eze'];
export const team = ['Liam Hart', 'Owen Price', 'Rhys Vaughan', 'Evan Pugh'];

/** What a document says of a name, and of the names beside it. */
export function posting(doc: string, form: string, beside: readonly string[], text: string, title: string) {
  const names = [form, ...beside].map((name) => ({ type: 'person', name }));
  return {
    ...{ doc, day: '2021-05-03', title, source: 'Valley Post', form, mentions: 3, others: [], token: 1 },
    ...{ section: 'politics', company: nameCodesOf(names), topics: topicsOf(text) },
  };
}

export const lone = (beside: readonly string[], text: string, title: string) =>
  posting('lone', 'Okoye', beside, text, title);

/** Six documents about Amara Okoye, and one that names an Okoye alone. */
export async function archive(own: ReturnType<typeof lone>): Promise<MemoryTable> {
  const table = new MemoryTable();
  const id = 'person/amara-okoye';
  for (let n = 0; n < 6; n++) {
    const row = posting(`doc${n}`, 'Amara Okoye', cabinet, talks, 'Okoye in fisheries talks');
    await table.put({ ...keys.posting(id, row.day, row.doc), ...row, also: ['Okoye'] });
  }
  await table.put({ ...keys.alias('okoye', id), entity: id, folded: 'okoye', token: 1 });
  await table.put({ ...keys.posting('person/okoye', own.day, own.doc), ...own });
  await table.put({ ...keys.shortName('person/okoye', own.day, own.doc), ...own });
  return table;
}
