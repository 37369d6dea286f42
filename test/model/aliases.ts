/** The alias rows of an entity, in the model. */
import type { Execution, World } from './world.ts';

/** An entity has an alias row of its name, and another one if it is in several documents. */
export const aliasesFor = (documents: number): string[] => ['one', 'several'].slice(0, documents);

const aliasRow = (entity: string, name: string): string => `ALIAS#${entity}#${name}`;

export function* areWritten(
  world: World,
  entity: string,
  aliases: readonly string[],
): Generator<void, boolean> {
  for (const name of aliases) {
    yield;
    const row = world.get(aliasRow(entity, name));
    if (row === undefined || row.gone) return false;
  }
  return true;
}

export function* writeAliases(
  world: World,
  entity: string,
  token: number,
  { wanted, owned }: { wanted: readonly string[]; owned: readonly string[] },
): Execution {
  for (const name of new Set([...wanted, ...owned])) {
    yield;
    world.put(aliasRow(entity, name), { token, ...(!wanted.includes(name) && { gone: true }) });
  }
}
