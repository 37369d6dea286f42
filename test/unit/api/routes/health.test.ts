import { describe, expect, it } from 'vitest';
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
});
