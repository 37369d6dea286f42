/** Index says so if its clock is wrong by more than the protocol allows. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { clockSkewMilliseconds } from '../../../../core/protocol/topology.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { Records } from '../sweep/records.ts';

it.each([
  [0, 0],
  [clockSkewMilliseconds, 0],
  [clockSkewMilliseconds + 1, 1],
])('a clock that is %i ms behind that of the queue gives %i warnings', async (behind, warnings) => {
  const records = new Records();
  const body = JSON.stringify({ hint: 'search/1', doc: 'a'.repeat(32) });
  const event = {
    Records: [records.now - 1, records.now + behind].map((sent, i) => ({
      ...{ messageId: String(i), body, attributes: { SentTimestamp: String(sent) } },
    })),
  } as unknown as SQSEvent;
  expect(await indexStage(records.ports)(event)).toEqual({ batchItemFailures: [] });
  expect(records.warnings).toHaveLength(warnings);
});
