import { describe, expect, it } from 'vitest';
import { outlinePath } from '../../../console/landOutline.ts';

describe('the outline of the land', () => {
  it('joins arcs, backwards too, into rings in degrees from the north-west', () => {
    const path = outlinePath({
      transform: { scale: [10, 10], translate: [-180, -90] },
      arcs: [
        [
          [0, 0],
          [2, 0],
          [0, 2],
        ],
        [
          [0, 0],
          [0, 2],
          [2, 0],
        ],
      ],
      objects: { land: { geometries: [{ arcs: [[[0, -2]]] }] } },
    });
    expect(path).toBe('M0 180l20 0 0 -20 -20 0 0 20z');
  });

  it('cuts a ring that goes on at the other edge', () => {
    const path = outlinePath({
      transform: { scale: [1, 1], translate: [-180, -90] },
      arcs: [
        [
          [350, 90],
          [10, 0],
          [-360, 0],
          [5, 10],
          [355, 0],
          [-10, -10],
        ],
      ],
      objects: { land: { geometries: [{ arcs: [[[0]]] }] } },
    });
    expect(path).toBe('M0 90l5 -10zM360 80l-10 10 10 0z');
  });
});
