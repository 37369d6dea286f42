import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../../local/progress.ts';

describe('the progress line', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is printed while much work is queued, counts from its start, and reports its end', async () => {
    let [pending, done] = [0, 7];
    const lines: string[] = [];
    const progress = new Progress({
      pending: async () => pending,
      done: () => done,
      write: (line) => lines.push(line),
      isWatched: true,
    });
    await vi.advanceTimersByTimeAsync(3000);
    expect(lines).toEqual([]);
    pending = 400;
    done = 107;
    await vi.advanceTimersByTimeAsync(1000);
    [pending, done] = [0, 507];
    await vi.advanceTimersByTimeAsync(3000);
    progress.stop();
    expect(lines).toEqual([
      '  100 documents processed, 400 queued, 100 documents/s\n',
      '  500 documents processed, 0 queued, 250 documents/s\n',
    ]);
  });

  it('is printed once a minute where nobody looks, and at the end', async () => {
    let [pending, done] = [400, 0];
    const lines: string[] = [];
    const progress = new Progress({
      pending: async () => pending,
      done: () => done,
      write: (line) => lines.push(line),
      isWatched: false,
    });
    for (let seconds = 0; seconds < 150; seconds++) {
      done++;
      await vi.advanceTimersByTimeAsync(1000);
    }
    pending = 0;
    await vi.advanceTimersByTimeAsync(3000);
    progress.stop();
    expect(lines.map((line) => line.trim().split(',')[1])).toEqual([
      ' 400 queued',
      ' 400 queued',
      ' 400 queued',
      ' 0 queued',
    ]);
  });

  it('is not printed while little work is queued', async () => {
    const lines: string[] = [];
    const progress = new Progress({
      pending: async () => 12,
      done: () => 3,
      write: (line) => lines.push(line),
      isWatched: true,
    });
    await vi.advanceTimersByTimeAsync(5000);
    progress.stop();
    expect(lines).toEqual([]);
  });
});
