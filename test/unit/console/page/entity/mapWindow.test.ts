import { describe, expect, it } from 'vitest';
import { mapWindow, pointAt } from '../../../../../console/page/entity/mapWindow.ts';

const at = (longitude: number, latitude: number) =>
  pointAt([longitude, latitude], { id: 'place/x', name: 'X', documents: 1 });

describe('the window of the map', () => {
  it('is the world without points', () => {
    expect(mapWindow([])).toMatchObject({ x: 0, y: 0, width: 360 });
  });

  it.each([
    ['one place', [at(-1.1, 60.2)]],
    ['places far apart', [at(-122, 37), at(151, -34)]],
    ['the ends of the world', [at(-180, 85), at(180, -80)]],
  ])('shows %s, and nothing beyond the world', (_, points) => {
    const { x, y, width, height } = mapWindow(points);
    for (const point of points) {
      expect(point.x >= x && point.x <= x + width).toBe(true);
      expect(point.y >= y && point.y <= y + height).toBe(true);
    }
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(360);
    expect(width).toBeGreaterThanOrEqual(40);
  });
});
