import { describe, expect, it } from 'vitest';
import { superlinearText } from '../../patterns/growth.ts';

describe('the growth of a pattern', () => {
  it.each([/\s+$/, /a*b/])('%s is super-linear', ({ source, flags }) => {
    expect(superlinearText({ source, flags })).toMatch(/repeated$/);
  });

  it.each([/^\s+/, /ab*/, /<[^<>]{1,300}>/, /(?<!\p{L})\p{L}+(?:-\p{L}+)+/gu])('%s is linear', (pattern) => {
    expect(superlinearText(pattern)).toBeUndefined();
  });
});
