import { describe, expect, it } from 'vitest';
import { addressOf, entityAddress, parseAddress } from '../../../../../console/page/routing/address.ts';

describe('an address', () => {
  it.each([
    [['search'], { q: 'a "b c" & d=e #f' }],
    [['entities', 'person', 'zoë-ångström'], { from: '2021-05-03' }],
    [['documents', 'a/b?c'], {}],
    [[], {}],
  ])('of %j and %j can be read again', (path, params) => {
    expect(parseAddress(addressOf(path, params))).toEqual({ path, params });
  });

  it('leaves out parameters without a value', () => {
    expect(addressOf(['search'], { q: 'storm', order: '', collapse: undefined })).toBe('#/search?q=storm');
  });

  it('of an entity keeps its type and its slug apart', () => {
    expect(entityAddress('place/north-korea')).toBe('#/entities/place/north-korea');
  });

  it('that cannot be decoded is kept as it is', () => {
    expect(parseAddress('#/documents/%E0%A4%A')).toEqual({ path: ['documents', '%E0%A4%A'], params: {} });
  });
});
