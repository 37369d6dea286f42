/** Sizes that stored rows, their keys or their readers rely on: another value needs a reason here, too. */
import { expect, it } from 'vitest';
import { longestWaitSeconds, searchWait } from '../../../../core/protocol/searchWait.ts';
import { mainEntities } from '../../../../core/records/document.ts';
import { othersNamed } from '../../../../core/records/entity.ts';
import { longestShard, shards } from '../../../../core/records/keys.ts';
import { baselineDays, trendSteps } from '../../../../core/records/trend.ts';

it('how much a row names, and how keys are divided', () => {
  expect({ mainEntities, othersNamed, longestShard, baselineDays }).toEqual({
    mainEntities: 20,
    othersNamed: 12,
    longestShard: 4,
    baselineDays: 28,
  });
  expect(trendSteps).toEqual([4, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536]);
  expect(shards.join('')).toBe('0123456789abcdef');
});

it('a search row waits for its rounds and the one that it missed, and then to be merged', () => {
  expect(longestWaitSeconds({ rows: 32, roundSeconds: 100, rounds: 3 })).toBe(4 * 100 + 600);
  expect(searchWait.aws).toEqual({ rows: 64, roundSeconds: 720, rounds: 7 });
});
