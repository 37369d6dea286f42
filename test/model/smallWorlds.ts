/** Small worlds for `explore.ts`. The last two show the guards that random histories rarely need. */
import type { SmallWorld } from './explore.ts';
import type { Version } from './world.ts';

const version = (documents: Record<string, string>, feed = false): Omit<Version, 'modified'> => ({
  deleted: false,
  feed,
  documents,
});
const deletion: Omit<Version, 'modified'> = { deleted: true, feed: false, documents: {} };
const normalize = (id: string) => ({ stage: 'normalize', id }) as const;
const upTo = (last: 'extract' | 'store' | 'search', id: string) =>
  (['extract', 'store', 'search'] as const)
    .slice(0, ['extract', 'store', 'search'].indexOf(last) + 1)
    .map((stage) => ({ stage, id }));

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
      [{ put: 'f', version: version({ x: 'ab' }, true) }, normalize('f')],
      [{ put: 'f', version: deletion }, normalize('f'), { undelete: 'f' }, normalize('f')],
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
} satisfies Record<string, SmallWorld>;
