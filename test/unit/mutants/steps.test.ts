import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { withSteps } from '../../mutants/steps.ts';

const source = `
let sum = 0;
for (const a of [1, 2] as number[]) for (const b of [3, 4]) sum += a * b;
for (let i = 0; i < 3; i++) { sum++; }
for (const key in { x: 1 }) sum += key.length;
while (sum % 7 > 0) sum++;
do sum--; while (sum > 30);
sum;
`;

function run(limit: number): { result: unknown; steps: number } {
  let steps = 0;
  const $step = () => {
    if (++steps > limit) throw new Error('endless');
  };
  const text = stripTypeScriptTypes(withSteps('a.ts', source));
  return { result: runInNewContext(text, { $step }), steps };
}

it('counts each turn of a loop, and changes nothing else', () => {
  const { result, steps } = run(Infinity);
  expect(result).toBe(runInNewContext(stripTypeScriptTypes(source)));
  // 2 and 4 turns; 3; 1; from 25 to 28 in 3; 1.
  expect(steps).toBe(2 + 4 + 3 + 1 + 3 + 1);
});

it('can end a loop that never ends', () => {
  expect(() => run(5)).toThrow('endless');
});
