/**
 * Small worlds for `explore.ts`: at most two keys, two documents and three executions, of which one may
 * crash. Payloads are words; each letter is an entity, and `a` is `e6`.
 */
import { deletion, normalize, type SmallWorld, upTo, version } from './tasks.ts';
import { waitingWorlds } from './waitingWorlds.ts';

const count = (doc: string) => ({ stage: 'tally', id: `e6@${doc}` }) as const;
const sweep = (id: string) => ({ stage: 'sweep', id }) as const;
/** Rows refer to `b` and `c`, and not to `a` and `d`. An earlier pass saw no reference to `c`. */
const beforeSweeps = [
  { put: 'f', version: version({ x: 'a', y: 'c' }) },
  { put: 'f', version: version({ x: 'b', y: 'd' }) },
  sweep('begin@p0@2'),
  { put: 'f', version: version({ x: 'b', y: 'c' }) },
];
export const smallWorlds = {
  /** Two keys hold one document; one changes while the other goes. */
  'two keys of one document': {
    before: [
      { put: 'f', version: version({ x: 'ab' }, true) },
      { put: 'g', version: version({ x: 'cd' }, true) },
    ],
    processes: [
      [{ put: 'f', version: deletion }, normalize('f')],
      [{ put: 'g', version: version({ x: 'ef' }, true) }, normalize('g')],
      [{ stage: 'extract', id: 'x' }],
    ],
    crashes: 1,
  },
  /** A file is deleted and comes back while an older execution still handles it. */
  'a key that comes back': {
    before: [],
    processes: [
      [{ put: 'f', version: deletion }, normalize('f'), { undelete: 'f' }, normalize('f')],
      [{ put: 'f', version: version({ x: 'ab' }, true) }, normalize('f')],
    ],
    crashes: 1,
  },
  /** Two executions store one document, whose source goes meanwhile. */
  'a document that changes': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('store', 'x')],
      [{ put: 'a', version: deletion }, normalize('a'), ...upTo('store', 'x')],
    ],
    crashes: 1,
  },
  /** An old search hint is handled while the document changes. */
  'a late search row': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [{ stage: 'search', id: 'x' }],
      [{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('search', 'x')],
    ],
    crashes: 0,
  },
  /** Both files list both documents. */
  'two keys, two documents': {
    before: [{ put: 'f', version: version({ x: 'a' }, true) }],
    processes: [
      [{ put: 'f', version: version({ x: 'b', y: 'c' }, true) }, normalize('f')],
      [{ put: 'g', version: version({ y: 'd' }, true) }, normalize('g')],
      upTo('store', 'y'),
    ],
    crashes: 1,
  },
  'a new file': {
    before: [],
    processes: [
      [{ put: 'a', version: version({ x: 'a' }) }, normalize('a'), { stage: 'extract', id: 'x' }],
      [normalize('a')],
      upTo('store', 'x'),
    ],
    crashes: 1,
  },
  'a file with another document': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [{ put: 'a', version: version({ y: 'b' }) }, normalize('a')],
      [normalize('a')],
      upTo('store', 'x'),
    ],
    crashes: 1,
  },
  /** Each execution has time for one document; the file goes and comes back before the second is written. */
  'a file in several executions': {
    before: [],
    processes: [
      [
        { put: 'a', version: version({ x: 'a', y: 'a' }) },
        normalize('a'),
        { put: 'a', version: deletion },
        normalize('a'),
        { undelete: 'a' },
        normalize('a'),
      ],
    ],
    hurried: true,
    crashes: 1,
  },
  /** The same beside another execution. */
  'several executions beside others': {
    before: [],
    processes: [
      [{ put: 'a', version: version({ x: 'a', y: 'a' }) }, normalize('a')],
      [{ put: 'a', version: deletion }, normalize('a'), { undelete: 'a' }, normalize('a')],
    ],
    hurried: true,
    crashes: 1,
  },
  'a deletion': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [[{ put: 'a', version: deletion }, normalize('a')], [normalize('a')], upTo('store', 'x')],
    crashes: 1,
  },
  'a feed under one key': {
    before: [{ put: 'f', version: version({ x: 'a' }, true) }],
    processes: [
      [{ put: 'f', version: version({ y: 'b' }, true) }, normalize('f')],
      [{ put: 'f', version: version({ x: 'c' }, true) }, normalize('f')],
    ],
    crashes: 1,
  },
  /** Two executions count an entity while a document loses it. */
  'a count': {
    before: [
      { put: 'a', version: version({ x: 'a' }) },
      { put: 'b', version: version({ y: 'a' }) },
    ],
    processes: [
      [{ put: 'b', version: version({ y: 'b' }) }, normalize('b'), ...upTo('store', 'y')],
      [count('y')],
      [count('y')],
    ],
    crashes: 1,
  },
  /** Two documents of one closed day, which is counted by shards: one goes, one comes. */
  'a count of a closed day': {
    before: [
      { put: 'a', version: version({ x: 'a' }) },
      { put: 'c', version: version({ z: 'a' }) },
    ],
    processes: [
      [{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('store', 'x'), count('x')],
      [{ put: 'b', version: version({ yx: 'a' }) }, normalize('b'), ...upTo('store', 'yx'), count('yx')],
    ],
    crashes: 0,
  },
  'two stores and a search row': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('search', 'x')],
      [{ stage: 'store', id: 'x' }],
      [{ stage: 'search', id: 'x' }],
    ],
    crashes: 1,
  },
  /** Somebody decides while a document is stored that mentions the entity only now. */
  'a decision': {
    before: [{ put: 'a', version: version({ x: 'b' }) }],
    processes: [
      [{ put: 'a', version: version({ x: 'a' }) }, normalize('a'), ...upTo('store', 'x')],
      [
        { decide: 1, row: { from: 'e6', to: 'e0' } },
        { stage: 'apply', id: '1' },
      ],
    ],
    crashes: 1,
  },
  /** One decides that an entity is another, and one hides that. */
  'two decisions': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [
        { decide: 1, row: { from: 'e6', to: 'e0' } },
        { stage: 'apply', id: '1' },
      ],
      [
        { decide: 2, row: { from: 'e0', to: null } },
        { stage: 'apply', id: '2' },
      ],
    ],
    crashes: 1,
  },
  /** A document that has a short name is stored while another names somebody else than before. */
  'a link': {
    before: [{ put: 'b', version: version({ y: 'a' }) }],
    processes: [
      [{ put: 'a', version: version({ x: 'S' }) }, normalize('a'), ...upTo('store', 'x')],
      [{ put: 'b', version: version({ y: 'b' }) }, normalize('b'), ...upTo('store', 'y')],
    ],
    crashes: 1,
  },
  /** The only document that names the bearer of two short names goes. */
  'two links': {
    before: [
      { put: 'b', version: version({ y: 'a' }) },
      { put: 'a', version: version({ x: 'S' }) },
      { put: 'c', version: version({ z: 'S' }) },
    ],
    processes: [[{ put: 'b', version: deletion }, normalize('b'), ...upTo('store', 'y')], [count('y')]],
    crashes: 1,
  },
  ...waitingWorlds,
  /** Each makes a pass of its own, and takes the lease from the other. */
  'two sweeps': {
    before: beforeSweeps,
    processes: [[sweep('begin@p1@1')], [sweep('begin@p2@2')]],
    crashes: 1,
  },
  /** One goes on with the pass of the other, and reads more documents in a step. */
  'a pass that goes on': {
    before: beforeSweeps,
    processes: [[sweep('begin@p1@1')], [sweep('continue@p2@2'), sweep('continue@p3@2')]],
    crashes: 1,
  },
} satisfies Record<string, SmallWorld>;
