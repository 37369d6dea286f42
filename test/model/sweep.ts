/**
 * The sweep of the archive, in the model: its lease, the place that it notes, and the files in which it notes
 * what rows refer to. Any sweep may take the lease, since the one that holds it may have been frozen for
 * longer than it lasts. Ages are left out: rows stay as they are while sweeps work
 * (`functions/sweep/compare/archiveSlice.ts` says which versions are too young to be removed).
 */
import { acquire, type Execution, type Row, type World } from './world.ts';

interface Pass {
  id: string;
  /** How many of the documents it has read, in how many steps. */
  read: number;
  step: number;
}

interface SweepRow extends Row {
  pass?: Pass | undefined;
  /** The last pass that ended. */
  earlier?: string | undefined;
}

const lease = 'SWEEP';
const folder = (pass: string): string => `FILE#${pass}#`;

/**
 * @param id `begin` or `continue`, the name of the pass that it begins, if it does, and how many documents a
 *   step reads, separated by `@`
 */
export function* sweep(world: World, id: string): Execution {
  const [kind, name = '', size = ''] = id.split('@');
  yield;
  const row = (world.get(lease) ?? { token: 0 }) as SweepRow;
  const { earlier } = row;
  let pass = kind === 'continue' && row.pass !== undefined ? row.pass : { id: name, read: 0, step: 0 };
  const taken = yield* acquire(world, lease, row.token, { pass });
  if (taken === undefined) return;
  const token: number = taken;

  function* note(changed: Pick<SweepRow, 'pass' | 'earlier'>): Generator<void, boolean> {
    yield;
    if (world.off !== 'sweep note' && world.get(lease)?.token !== token) return false;
    world.set(lease, { token, pass, earlier, ...changed });
    return true;
  }

  yield;
  const documents = [...new Set(world.query('FROM#').map(([key]) => key.split('#')[1] ?? ''))];
  while (pass.read < documents.length) {
    const some = documents.slice(pass.read, pass.read + Number(size));
    const references = yield* referencesOf(world, some);
    yield;
    const file = world.off === 'sweep file' ? `${pass.step}` : `${pass.step}-${token}`;
    world.set(`${folder(pass.id)}${file}`, { token, references });
    pass = { ...pass, read: pass.read + some.length, step: pass.step + 1 };
    if (!(yield* note({ pass }))) return;
  }

  const referenced = new Set(yield* filesOf(world, pass.id));
  if (earlier !== undefined) for (const each of yield* filesOf(world, earlier)) referenced.add(each);
  // Another sweep may have removed the files; but then it has the lease.
  if (world.off !== 'sweep reads' && !(yield* note({}))) return;
  yield;
  const removable = world.annotations().filter((payload) => !referenced.has(payload));
  for (const payload of earlier === undefined ? [] : removable) {
    yield;
    world.unannotate(payload);
  }
  const outdated = function* (): Generator<void, string[]> {
    yield;
    const files = world.query('FILE#').map(([file]) => file);
    return files.filter((file) => !file.startsWith(folder(pass.id)));
  };
  let files = yield* outdated();
  if (!(yield* note({ pass: undefined, earlier: pass.id }))) return;
  // Files that were listed before the note are of no pass that has begun since.
  if (world.off === 'sweep list') files = yield* outdated();
  for (const file of files) {
    yield;
    world.remove(file);
  }
}

function* referencesOf(world: World, documents: readonly string[]): Generator<void, string[]> {
  const references: string[] = [];
  for (const document of documents) {
    yield;
    for (const [, row] of world.query(`FROM#${document}#`))
      if (!row.gone) references.push(String(row.payload));
  }
  return references;
}

function* filesOf(world: World, pass: string): Generator<void, string[]> {
  yield;
  return world.query(folder(pass)).flatMap(([, { references }]) => references as string[]);
}
