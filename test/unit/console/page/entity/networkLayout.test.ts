import { describe, expect, it } from 'vitest';
import { networkLayout } from '../../../../../console/page/entity/networkLayout.ts';

describe('the layout of a network', () => {
  const ids = ['hub', 'a', 'b', 'c', 'd', 'e'];
  const links = [
    ...ids.slice(1).map((b) => ({ a: 'hub', b, strength: 0.3 })),
    { a: 'a', b: 'b', strength: 1 },
  ];
  const layout = networkLayout(ids, links);
  const distance = (one: string, other: string) => {
    const [from, to] = [one, other].map((id) => layout.find((node) => node.id === id));
    return Math.hypot((from?.x ?? 0) - (to?.x ?? 0), (from?.y ?? 0) - (to?.y ?? 0));
  };

  it('is inside the room, with no two in one place', () => {
    for (const { x, y } of layout)
      for (const place of [x, y]) expect(place >= 0 && place <= 1, String(place)).toBe(true);
    for (const one of ids)
      for (const other of ids) if (one < other) expect(distance(one, other)).toBeGreaterThan(0.05);
  });

  it('has linked ones nearer than others', () => {
    expect(distance('a', 'b')).toBeLessThan(distance('a', 'd'));
  });

  it('is always the same, and there is one for a single node too', () => {
    expect(networkLayout(ids, links)).toEqual(layout);
    expect(networkLayout(['hub'], [])).toEqual([{ id: 'hub', x: 0.5, y: 0.5 }]);
  });
});
