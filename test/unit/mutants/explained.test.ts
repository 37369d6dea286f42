/** The reasons why nobody can notice a mutant are about code that is there. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readExplanations } from '../../mutants/explained.ts';
import { listMutants } from '../../mutants/mutate.ts';

it('each explanation belongs to a mutant of the file that it names', () => {
  const idsOf = new Map<string, Set<string>>();
  const isMutant = (file: string, id: string): boolean => {
    const ids =
      idsOf.get(file) ?? new Set(listMutants(file, readFileSync(file, 'utf8')).map((each) => each.id));
    idsOf.set(file, ids);
    return ids.has(id);
  };
  const foreign = [...readExplanations().values()].filter(
    ({ id, mutant }) => !isMutant(mutant.slice(0, mutant.indexOf(':')), id),
  );
  expect(foreign).toEqual([]);
});
