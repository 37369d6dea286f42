/**
 * What a step touches, and what a task may touch, so that the explorer knows which steps commute. Hints and
 * the clock count as rows. Adding a hint commutes with adding another hint, but not with taking it.
 */
import { logRow } from './decisions.ts';
import { readerRow } from './reader.ts';
import type { Task } from './tasks.ts';
import { roundRow, type Stage } from './world.ts';

export interface Access {
  mode: 'read' | 'write' | 'add';
  /** A row, or the beginning of several … */
  prefix: string;
  /** … that end with this. */
  suffix?: string;
  /** Only the row that is called `prefix`. */
  exact?: true;
}

export const clock: Access = { mode: 'write', prefix: 'NOW', exact: true };
export const bucketRow = (key: string): string => `BUCKET#${key}`;
export const hintRow = (stage: Stage, id: string): string => `HINT#${stage} ${id}`;
/** Rows in the queue that comes to the search table. */
export const searchHints = 'HINT#search ';
export const annotationRow = (payload: string): string => `ANNOTATION#${payload}`;

/**
 * Everything that a task may touch, from its beginning to its end.
 * @param world.links payloads may have short names
 * @param world.waits search rows wait for others
 */
export function footprintOf(task: Task, { links, waits }: { links: boolean; waits: boolean }): Access[] {
  if ('stage' in task)
    return [
      { mode: 'write', prefix: hintRow(task.stage, task.id), exact: true },
      ...stages[task.stage](task.id),
      ...(links ? (ofLinks[task.stage]?.(task.id) ?? []) : []),
      ...(waits ? (ofWaits[task.stage]?.(task.id) ?? []) : []),
    ];
  if ('pass' in task) return [{ mode: 'write', prefix: roundRow, exact: true }];
  if ('deliver' in task) return [write(searchHints), read(roundRow), read('DOC#'), write('SEARCH#')];
  if ('decide' in task)
    return [
      { mode: 'write', prefix: logRow(task.decide), exact: true },
      { mode: 'add', prefix: hintRow('apply', String(task.decide)), exact: true },
    ];
  const key = 'put' in task ? task.put : task.undelete;
  return [
    { mode: 'write', prefix: bucketRow(key), exact: true },
    { mode: 'add', prefix: hintRow('normalize', key), exact: true },
    clock,
  ];
}

const write = (prefix: string, suffix?: string): Access => ({
  mode: 'write',
  prefix,
  ...(suffix !== undefined && { suffix }),
});
const read = (prefix: string): Access => ({ mode: 'read', prefix });
const add = (prefix: string): Access => ({ mode: 'add', prefix });

const stages: Record<Stage, (id: string) => Access[]> = {
  normalize: (key) => [
    { ...write(`OBJ#${key}`), exact: true },
    { ...read(bucketRow(key)), exact: true },
    write(`CHILD#${key}#`),
    write('FROM#', `#${key}`),
    add('HINT#extract '),
    { ...add(hintRow('normalize', key)), exact: true },
  ],
  extract: (doc) => [
    read(`FROM#${doc}#`),
    add('ANNOTATION#'),
    { ...add(hintRow('store', doc)), exact: true },
  ],
  store: (doc) => [
    { ...write(`DOC#${doc}`), exact: true },
    read(`FROM#${doc}#`),
    read('ANNOTATION#'),
    write('POST#', `#${doc}`),
    write('HIDE#', `#${doc}`),
    read('LOG#'),
    write('CHANGE#', `#${doc}`),
    add('HINT#tally '),
    { ...add(hintRow('search', doc)), exact: true },
    clock,
  ],
  tally: (id) => {
    const [entity = ''] = id.split('@');
    return [
      { ...write(`TALLY#${entity}`), exact: true },
      write(`MONTH#${entity}#`),
      write(`SHARD#${entity}#`),
      write(`ALIAS#${entity}#`),
      read(`POST#${entity}#`),
      read(`HIDE#${entity}#`),
      read('LOG#'),
      add('HINT#store '),
      { ...add(hintRow('tally', id)), exact: true },
    ];
  },
  sweep: () => [{ ...write('SWEEP'), exact: true }, write('FILE#'), read('FROM#'), write('ANNOTATION#')],
  apply: () => [read('LOG#'), read('POST#'), read('HIDE#'), add('HINT#store ')],
  search: (doc) => [{ ...read(`DOC#${doc}`), exact: true }, write(`SEARCH#${doc}#`)],
  read: () => [
    { ...clock, mode: 'read' },
    ...['DOC#', 'WAS#', 'CHANGE#', 'SEARCH#', roundRow].map(read),
    ...[readerRow, 'WRONG#'].map((prefix) => write(prefix)),
  ],
};

/** What they touch besides where payloads have short names. */
const ofLinks: Partial<Record<Stage, (id: string) => Access[]>> = {
  store: (doc) => [read('POST#'), read('NAME#'), write('NAME#', `#${doc}`)],
  tally: () => [read('POST#'), read('NAME#')],
};

/** The same where search rows wait. */
const ofWaits: Partial<Record<Stage, (id: string) => Access[]>> = {
  store: (doc) => [read(roundRow), add(`${searchHints}${doc}`)],
};

/** Whether the order of two accesses matters. */
export function conflict(a: Access, b: Access): boolean {
  if (a.mode === b.mode && a.mode !== 'write') return false;
  return overlap(a, b);
}

function overlap(a: Access, b: Access): boolean {
  if (a.exact) return covers(b, a.prefix);
  if (b.exact) return covers(a, b.prefix);
  if (!a.prefix.startsWith(b.prefix) && !b.prefix.startsWith(a.prefix)) return false;
  const [x, y] = [a.suffix ?? '', b.suffix ?? ''];
  return x.endsWith(y) || y.endsWith(x);
}

function covers({ prefix, suffix = '', exact }: Access, row: string): boolean {
  return exact ? row === prefix : row.startsWith(prefix) && row.endsWith(suffix);
}
