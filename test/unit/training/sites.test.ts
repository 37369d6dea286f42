import { describe, expect, test } from 'vitest';
import { foldOf, folds, isPutAside, siteOf } from '../../../training/sites.ts';

const sites = Array.from({ length: 1000 }, (_, i) => `site${i}.example`);

describe('sites', () => {
  test('all hosts of a registered name are one site', () => {
    expect(siteOf('news.coastdaily.example')).toBe('coastdaily.example');
    expect(siteOf('coastdaily.example')).toBe('coastdaily.example');
    expect(siteOf('m.coastdaily.co.uk')).toBe('coastdaily.co.uk');
    expect(siteOf('coast.co')).toBe('coast.co');
  });

  test('about a fifth is put aside, and the others are in folds of about one size', () => {
    expect(sites.filter(isPutAside).length).toBeGreaterThan(150);
    expect(sites.filter(isPutAside).length).toBeLessThan(250);
    const others = Map.groupBy(
      sites.filter((site) => !isPutAside(site)),
      foldOf,
    );
    expect(others.size).toBe(folds);
    for (const list of others.values()) expect(list.length).toBeGreaterThan(100);
  });
});
