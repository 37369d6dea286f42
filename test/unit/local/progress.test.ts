import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from '../../../local/progress.ts';

/** The lines about work that the test changes. */
function begin(work: { pending: number; done: number }, { isWatched }: { isWatched: boolean }) {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const sources = { pending: async () => work.pending, done: () => work.done, write, isWatched };
  return { progress: new Progress(sources), lines };
}

describe('the progress line', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is printed while much work is queued, counts from its start, and reports its end', async () => {
    const work = { pending: 0, done: 7 };
    const { progress, lines } = begin(work, { isWatched: true });
    await vi.advanceTimersByTimeAsync(3000);
    expect(lines).toEqual([]);
    Object.assign(work, { pending: 400, done: 107 });
    await vi.advanceTimersByTimeAsync(1000);
    Object.assign(work, { pending: 0, done: 507 });
    await vi.advanceTimersByTimeAsync(3000);
    progress.stop();
    expect(lines).toEqual([
      '  100 documents processed, 400 queued, 100 documents/s\n',
      '  500 documents processed, 0 queued, 250 documents/s\n',
    ]);
  });

  it('is printed once a minute where nobody looks, and at the end', async () => {
    const work = { pending: 400, done: 0 };
    const { progress, lines } = begin(work, { isWatched: false });
    for (let seconds = 0; seconds < 150; seconds++) {
      work.done++;
      await vi.advanceTimersByTimeAsync(1000);
    }
    work.pending = 0;
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
    const { progress, lines } = begin({ pending: 12, done: 3 }, { isWatched: true });
    await vi.advanceTimersByTimeAsync(5000);
    progress.stop();
    expect(lines).toEqual([]);
  });
});
