/** What readers of the search table may do to add rows that wait, and index to let them wait. */
import { expect, it } from 'vitest';
import { searchWait } from '../../../../core/protocol/searchWait.ts';
import { recentRowsOf } from '../../../../core/queries/searchRows/recentRows.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { Installation } from './installation.ts';

it('search and export read them, and index sends them to its own queue', async () => {
  const installation = new Installation();
  await installation.put('a.txt', 'Storm\n\nLondon, 3 May 2021. Antony Blinken met the mayor on Monday.');
  await installation.drain();
  let doc = '';
  for (const name of ['search', 'export'] as const) {
    const read = recentRowsOf(installation.ports(name), searchWait.aws);
    const [row, ...others] = await read(installation.now + 1000);
    expect([row?.day, others]).toEqual([expect.any(String), []]);
    expect(await row?.read()).toMatchObject({ gone: false });
    doc = row?.id ?? '';
  }
  const stage = indexStage({ ...installation.ports('index'), searchWait: searchWait.aws });
  const body = JSON.stringify({ hint: 'search/1', doc, waited: 0 });
  const record = { messageId: 'm', body, attributes: { SentTimestamp: '0' } };
  expect(await stage({ Records: [record] } as never)).toEqual({ batchItemFailures: [] });
  expect(await installation.queues.touched.depth()).toMatchObject({ pending: 1 });
  expect(installation.denials).toEqual([]);
});
