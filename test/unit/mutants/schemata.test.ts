import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { applyMutant, listMutants, type Mutant } from '../../mutants/mutate.ts';
import { withMutants } from '../../mutants/schemata.ts';

/** A function with what the protocol's files use: chains, spreads, methods, loops, defaults, classes. */
const source = `
const base = 2;
class Sum {
  #total = base;
  add(n: number, twice = false): this {
    if (n > 3 || twice) this.#total += 2 * n;
    else this.#total += n;
    return this;
  }
  get total(): number { return this.#total; }
}
function run(list?: { items?: readonly number[]; name?: string }): unknown {
  const sum = new Sum();
  for (const n of list?.items?.filter((each) => each !== 0).slice(0, 3) ?? []) {
    if (n === 7) break;
    sum.add(n, list?.name?.startsWith('t'));
  }
  const last = { ...list, total: sum.total, ...(list === undefined && { none: true }) };
  return [last as object, \`\${last.name ?? '-'}!\`, [sum.total - 1].map((each) => -each)];
}
JSON.stringify([run(), run({ items: [1, 0, 5, 7] }), run({ items: [4], name: 'two' }), run({ name: 'x' })]);
`;

/** What a text without types says at its end. */
const result = (text: string, on?: number): unknown => {
  const $mutant = (number: number) => number === on;
  try {
    return runInNewContext(text, { $mutant });
  } catch (error) {
    return String(error);
  }
};

describe('a file with all its mutants', () => {
  const mutants = listMutants('a.ts', source);
  const numberOf = (mutant: Mutant) => mutants.indexOf(mutant);
  const all = stripTypeScriptTypes(withMutants('a.ts', source, mutants, numberOf));

  it('does what the file does if none is on', () => {
    expect(mutants.length).toBeGreaterThan(60);
    expect(result(all)).toBe(result(stripTypeScriptTypes(source)));
  });

  it('does what each mutant does if that is on', () => {
    for (const [i, mutant] of mutants.entries())
      expect(result(all, i), mutant.operator).toEqual(
        result(stripTypeScriptTypes(applyMutant(source, mutant))),
      );
  });
});
