import { expect, it } from 'vitest';
import { type Layout, partOf } from '../../../../runtime/lance/parts.ts';
import { readVersions, writeVersions } from '../../../../runtime/lance/versionText.ts';
import { pieces } from '../../../pieces.ts';

const layout: Layout = { shape: 1, period: 'month', slices: 1, spread: 1, undatedSpread: 1 };
const at = (of: Layout, day: string, version: number) => ({ ...partOf(of, day, 'a'), version });

it('reads the versions that it wrote, months or years, dated or not', () => {
  for (const period of ['month', 'year'] as const) {
    const of = { ...layout, period };
    const parts = [
      at(of, '0999-12-01', 1),
      at(of, '2021-01-01', 101),
      at(of, '2022-02-01', 4),
      at(of, 'undated', 12),
    ];
    expect(readVersions(writeVersions(of, parts))).toEqual({ layout: of, parts });
    const until = Date.parse('2026-01-01T12:00:10Z');
    expect(readVersions(writeVersions(of, parts, until))).toEqual({ layout: of, parts, until });
    expect(readVersions(writeVersions(of, [], until))).toEqual({ layout: of, parts: [], until });
  }
});

it('is short: the versions of ten years of months fit into a cursor', () => {
  const months = Array.from({ length: 120 }, (_, i) =>
    at(layout, new Date(Date.UTC(2012, i)).toISOString().slice(0, 10), 300 + i),
  );
  expect(writeVersions(layout, months).length).toBeLessThan(900);
});

it('reads nothing else', () => {
  for (const text of pieces('¦7¦none¦s1m1u1¦s1m1u1~x¦s1m1u1~1-0-4..¦~1-0-4¦s1m1u1~1-0-4~¦s1m1u1~~¦s1m1u1~'))
    expect(readVersions(text), text).toBeUndefined();
});
