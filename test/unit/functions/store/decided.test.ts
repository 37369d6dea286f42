/** A document has what people decided, and nothing of a log of decisions that is lost. */
import { expect, it } from 'vitest';
import { enqueueDocuments } from '../../../../core/protocol/messages.ts';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { decisionPartition, keys } from '../../../../core/records/keys.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';

it('what a decision changed is taken back when its log is lost', async () => {
  const archive = new DecidedArchive();
  const { ports, room } = archive;
  await archive.put('a.txt', ' date 2021-05-03 Talks in Lerwick\n\nMaria Okoye met the mayor of Lerwick.');
  const [{ id }] = (await room.json('/v1/documents')).items;
  const decided = async () => {
    const row = await ports.table.get(keys.document(id), { consistent: true });
    return documentMeta.parse(row).decided;
  };
  await archive.decide({ action: 'hide', entity: 'person/maria-okoye' });
  expect(await decided()).toBeDefined();
  for (const row of await queryAll(ports.table, { pk: decisionPartition, consistent: true }))
    await ports.table.delete({ pk: row.pk, sk: row.sk });
  await enqueueDocuments(room.queues.extracted, [id]);
  await archive.work();
  expect(await decided()).toBeUndefined();
});
