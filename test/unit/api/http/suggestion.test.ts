import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestMatch } from '../../../../api/http/suggestion.ts';
import { editDistance } from '../../../../core/entities/variants/spelling.ts';

describe('closestMatch', () => {
  it('counts typing errors', () => {
    expect(editDistance('source', 'source')).toBe(0);
    expect(editDistance('soruce', 'source')).toBe(1);
    expect(editDistance('sorce', 'source')).toBe(1);
    expect(editDistance('', 'source')).toBe(6);
  });

  it('finds nothing if no candidate is close', () => {
    expect(closestMatch('xyzzy', ['source', 'limit'])).toBeUndefined();
    expect(closestMatch('x', ['q'])).toBeUndefined();
  });

  it('has a symmetric distance that is at most the length of the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
