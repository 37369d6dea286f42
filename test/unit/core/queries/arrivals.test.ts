import { expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../../api/newsroom.ts';

it('feeds list with order=arrived what came before the names of very many documents changed', async () => {
  const desk = new Newsroom();
  desk.now = Date.parse('2021-05-03T12:00:00Z');
  const change = async (doc: string, time: string, reason: string) =>
    desk.table.put({ ...keys.change(time, doc), doc, time, reason, title: 'x' });
  const late = { key: 'late', title: 'Late ferry', published: '2019-01-01' };
  const modified = Date.parse('2021-05-03T09:00:00Z');
  await change(await desk.add({ ...late, modified }), '2021-05-03T09:00:01.000Z', 'created');
  for (let n = 0; n < 3; n++)
    await desk.add({ key: `new ${n}`, title: `New ferry ${n}`, published: '2021-05-02', modified: 0 });
  for (let n = 0; n < 1100; n++)
    await change(hash(`${n}`), `2021-05-03T11:00:00.${String(n).padStart(4, '0').slice(-3)}Z`, 'retyped');
  for (const path of ['/v1/documents/feed.json?', '/v1/search/feed.json?q=ferry&'])
    expect((await desk.json(`${path}order=arrived&limit=1`)).items).toMatchObject([{ title: 'Late ferry' }]);
});
