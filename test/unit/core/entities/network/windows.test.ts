import { describe, expect, it } from 'vitest';
import { maxWindowPieces, maxWindows, windowsOf } from '../../../../../core/entities/network/windows.ts';
import { sample } from './sample.ts';

describe('the windows of a document', () => {
  it('are those that the teacher reads', () => {
    const cut = ({ lengths, opens }: (typeof sample.texts)[number]) => {
      const opening = new Set(opens);
      return windowsOf(
        lengths,
        lengths.map((_, i) => opening.has(i)),
      ).map(({ from, to }) => [from, to]);
    };
    expect(sample.texts.map(cut)).toEqual(sample.texts.map(({ windows }) => windows));
  });

  it('are cut anywhere if no sentence opens', () => {
    const lengths = new Array(300).fill(1);
    expect(windowsOf(lengths, new Array(300).fill(false))).toEqual([
      { from: 0, to: maxWindowPieces },
      { from: maxWindowPieces, to: 300 },
    ]);
  });

  it('are none of an empty document', () => {
    expect(windowsOf([], [])).toEqual([]);
  });

  it('are never longer than the network reads, and never more than its time allows', () => {
    const lengths = Array.from({ length: 1_000_000 }, (_, i) => 1 + (i % 12));
    const windows = windowsOf(
      lengths,
      lengths.map((_, i) => i % 17 === 0),
    );
    expect(windows).toHaveLength(maxWindows);
    const sizes = windows.map(({ from, to }) => lengths.slice(from, to).reduce((sum, size) => sum + size, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxWindowPieces);
    expect(windows.slice(1).map(({ from }) => from)).toEqual(windows.slice(0, -1).map(({ to }) => to));
  });
});
