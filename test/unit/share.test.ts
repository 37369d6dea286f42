import { expect, it } from 'vitest';
import { parseShare } from '../share.ts';

it('is read from the command line', () => {
  expect(parseShare('2/8')).toEqual({ index: 1, of: 8 });
  expect(parseShare('1/1')).toEqual({ index: 0, of: 1 });
  const { index, of } = parseShare('today/8');
  expect(of).toBe(8);
  expect(index).toBeGreaterThanOrEqual(0);
  expect(index).toBeLessThan(8);
});

it.each(['', '1', '0/8', '1/0', 'tomorrow/8', '-1/8'])('"%s" is an error that says what to write', (text) => {
  expect(() => parseShare(text)).toThrow('write 2/8, or today/8');
});
