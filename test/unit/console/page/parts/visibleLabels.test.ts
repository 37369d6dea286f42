import { describe, expect, it } from 'vitest';
import { visibleLabels } from '../../../../../console/page/parts/visibleLabels.ts';

describe('labels', () => {
  it('are shown if they cover none of more worth', () => {
    const [first, covered, beside, below] = [
      { x: 0, y: 0, text: 'Edinburgh' },
      { x: 20, y: 5, text: 'Leith' },
      { x: 120, y: 0, text: 'Berwick' },
      { x: 0, y: 20, text: 'Peebles' },
    ] as const;
    expect([...visibleLabels([first, covered, beside, below], 12)]).toEqual([first, beside, below]);
  });
});
