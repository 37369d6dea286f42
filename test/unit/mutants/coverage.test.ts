import { runInThisContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Coverage, ran } from '../../mutants/coverage.ts';

const address = 'mutants-coverage-test.js';
const source = `(() => {
  const sign = (n) => {
    if (n < 0) return 'minus';
    return n === 0 ? 'none' : 'plus';
  };
  return { sign, never: () => sign(-1) };
})()`;
const place = (text: string) => ({ start: source.indexOf(text), end: source.indexOf(text) + text.length });

it('tells what ran since it was asked last', async () => {
  const coverage = new Coverage();
  await coverage.start();
  const blocks = async () => (await coverage.take((each) => each === address)).get(address) ?? [];
  const { sign } = runInThisContext(source, { filename: address }) as { sign: (n: number) => string };
  sign(1);
  const first = await blocks();
  expect(ran(first, place('n < 0'))).toBe(true);
  expect(ran(first, place("'plus'"))).toBe(true);
  expect(ran(first, place("'minus'"))).toBe(false);
  expect(ran(first, place('sign(-1)'))).toBe(false);
  // It was made, though it never ran.
  expect(ran(first, place('() => sign(-1)'))).toBe(true);
  sign(-1);
  const second = await blocks();
  expect(ran(second, place("'minus'"))).toBe(true);
  expect(ran(second, place("'plus'"))).toBe(false);
  expect(ran(await blocks(), place('n < 0'))).toBe(false);
  await coverage.stop();
});
