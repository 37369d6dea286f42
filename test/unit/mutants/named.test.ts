/** The losses that CI tries every day are places of the code, and each has a test. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { listMutants } from '../../mutants/mutate.ts';
import { namedMutants } from '../../mutants/named.ts';
import { withMutants } from '../../mutants/schemata.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const named = namedMutants(read);

it('each has a place, a test and a name of its own', () => {
  const mutants = [...named.keys()];
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
  expect([...named.values()].filter((test) => !existsSync(test))).toEqual([]);
});

it('each can be switched on in its file', () => {
  for (const [file, its] of Map.groupBy(named.keys(), (mutant) => mutant.file)) {
    const text = withMutants(file, read(file), its, (mutant) => its.indexOf(mutant) + 1);
    for (const i of its.keys()) expect(text).toContain(`$mutant(${i + 1})`);
    expect(listMutants(file, text).length).toBeGreaterThan(0); // it parses
  }
});

it('a text that its file no longer has once must be named anew', () => {
  expect(() => namedMutants(() => '')).toThrow('does not have once');
  expect(() => namedMutants((file) => read(file).repeat(2))).toThrow('does not have once');
});
