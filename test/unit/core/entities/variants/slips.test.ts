import { describe, expect, it } from 'vitest';
import { findSlips, isSlip } from '../../../../../core/entities/variants/slips.ts';

const counted = (names: Record<string, number>) =>
  Object.entries(names).map(([key, count]) => ({ key, count }));

describe('a slip', () => {
  it.each([
    ['velmra', 'velmar'],
    ['tillden', 'tilden'],
    ['tilden', 'tillden'],
  ])('%s may be %s', (one, other) => {
    expect(isSlip(one, other)).toBe(true);
  });

  it.each([
    ['velmar', 'velmar'],
    ['velmar', 'velmer'],
    ['velmar', 'velmars'],
    ['hansen', 'jansen'],
  ])('%s is another than %s', (one, other) => {
    expect(isSlip(one, other)).toBe(false);
  });
});

describe('a misspelt surname', () => {
  it('is not looked for among many names of the same letters', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${'x'.repeat(i + 1)} velmar`, 1]));
    expect(findSlips(counted({ ...many, velmra: 1 })).size).toBe(0);
    expect(findSlips(counted({ 'x velmar': 1, velmra: 1 })).size).toBe(1);
  });

  it.each([
    ['is put to the full name', { 'ann velmar': 1, velmra: 3 }, [['velmra', 'ann velmar']]],
    ['is put to the surname that is there more often', { velmar: 2, velmra: 1 }, [['velmra', 'velmar']]],
    ['stays if neither is', { velmar: 1, velmra: 1 }, []],
    ['stays if it fits two people', { 'ann velmar': 1, 'tom velmar': 1, velmra: 1 }, []],
    ['is none if somebody has it', { 'ann velmar': 1, 'tom velmra': 1, velmra: 1 }, []],
    ['is none if it is short', { 'ann orsk': 1, osrk: 1 }, []],
  ] as [string, Record<string, number>, [string, string][]][])('%s', (_, names, slips) => {
    expect([...findSlips(counted(names))]).toEqual(slips);
  });
});
