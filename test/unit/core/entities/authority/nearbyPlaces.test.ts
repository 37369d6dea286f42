import { expect, it } from 'vitest';
import { distance } from '../../../../../core/entities/authority/nearbyPlaces.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';
import { entriesAuthority } from './entriesAuthority.ts';

it('measures on a sphere', () => {
  const [london, paris] = [
    { lat: 51.5074, lon: -0.1278 },
    { lat: 48.8566, lon: 2.3522 },
  ];
  expect(distance(london, paris)).toBeCloseTo(343.6, 0);
  expect(distance({ lat: 0, lon: 179.9 }, { lat: 0, lon: -179.9 })).toBeCloseTo(22.2, 1);
});

it('finds the shipped cities around a point, the nearest first, and no countries', () => {
  const near = defaultAuthority()
    .near({ lat: 51.48, lon: -3.18 }, 60)
    .map(({ id }) => id);
  expect(near[0]).toBe('place/cardiff');
  expect(near.some((id) => id.startsWith('place/newport'))).toBe(true);
  expect(near).not.toContain('place/wales');
  expect(near).not.toContain('place/london');
});

it('finds places across the date line', () => {
  const entry = { aliases: [] as string[], type: 'place' as const, source: 'own' };
  const authority = entriesAuthority([
    { ...entry, id: 'place/a', name: 'A', lat: -17, lon: 179.95 },
    { ...entry, id: 'place/b', name: 'B', lat: -17, lon: -179.95 },
    { ...entry, id: 'place/c', name: 'C', lat: -17, lon: 170 },
  ]);
  expect(authority.near({ lat: -17, lon: 180 }, 50).map(({ id }) => id)).toEqual(['place/a', 'place/b']);
});
