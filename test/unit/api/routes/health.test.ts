import { describe, expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Newsroom } from '../newsroom.ts';

const room = new Newsroom();

describe('GET /v1/health', () => {
  it('returns the queue depths, and is never cached', async () => {
    room.queueDepths = { pending: 3, dead: 1, queues: { uploads: { pending: 3, dead: 1 } } };
    const response = await room.request('/v1/health');
    expect(await response.json()).toEqual({
      status: 'ok',
      pending: 3,
      dead: 1,
      queues: { uploads: { pending: 3, dead: 1 } },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
  });

  it('says that it is starting, and how far the sweep has come', async () => {
    const starting = new Newsroom();
    starting.queueDepths = { ...starting.queueDepths, pending: 2, starting: true };
    const pass = {
      id: 'a',
      began: 0,
      place: { part: 'table' },
      step: 3,
      attempts: 1,
      references: 0,
      documents: 700,
      searchRows: 0,
      unread: 0,
      unindexed: 0,
      erasing: [],
    };
    const state = { token: 1, holder: 'h', until: 0, epoch: 'e', passes: 0, documents: 0, earlier: [] };
    await starting.table.put({ ...keys.sweep, ...state, pass } as Item);
    expect(await starting.json('/v1/health')).toMatchObject({
      status: 'starting',
      pending: 3,
      sweep: { part: 'table', documents: 700, searchRows: 0 },
    });
    expect(starting.tableCalls).toEqual({ get: 1, batchGet: 0, query: 0, scan: 0 });
  });
});
