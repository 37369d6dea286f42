/** Evidence that comes while a document is stored counts, also where no posting leads to its short name. */
import { expect, it } from 'vitest';
import type { Item, Table } from '../../../../core/ports/table.ts';
import { enqueueKeys } from '../../../../core/protocol/messages.ts';
import { stages } from '../../../../functions/stages.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';

const story = (day: number, who: string) =>
  ` date 2021-05-0${day} ${who} in fisheries talks\n\n${who} met Chidi Bello, Ngozi Adeyemi and Tunde ` +
  `Balogun. ${who} said that the Harbour Board had misled Parliament about fisheries quotas.`;

it('a surname that a decision moved is put to the bearer who was stored meanwhile', async () => {
  const archive = new DecidedArchive();
  const { ports, room } = archive;
  const { uploads, normalized, extracted } = room.queues;
  await archive.put('first.txt', story(1, 'Okoye'));
  await archive.decide({ action: 'merge', entity: 'person/okoye', into: 'organization/harbour-board' });
  await room.inbox.put('late.txt', story(7, 'Okoye'));
  await enqueueKeys(uploads, ['late.txt']);
  await stages.normalize(ports)({ Records: uploads.take(10) });
  await stages.extract(ports)({ Records: normalized.take(10) });
  const records = extracted.take(10);
  let waited = false;
  /** Before the first row of a name is written, six documents about Amara Okoye come. */
  const put: Table['put'] = async (item: Item, condition) => {
    if (!waited && item.pk.startsWith('ENT#')) {
      waited = true;
      for (const day of [2, 3, 4, 5, 6]) await archive.put(`${day}.txt`, story(day, 'Amara Okoye'));
    }
    return room.table.put(item, condition);
  };
  const table = new Proxy(room.table, {
    get: (target, method) => (method === 'put' ? put : Reflect.get(target, method, target).bind(target)),
  });
  await stages.store({ ...ports, table })({ Records: records });
  await archive.work();
  const { items } = await room.json('/v1/entities/person/amara-okoye/links');
  expect(items).toMatchObject([{ name: { form: 'Okoye' } }, { name: { form: 'Okoye' } }]);
});
