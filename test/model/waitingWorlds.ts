/** Small worlds for `explore.ts` in which search rows wait, and somebody reads meanwhile (ADR 46). */
import { deletion, normalize, type SmallWorld, upTo, version } from './tasks.ts';

const readNow = { stage: 'read', id: 'now' } as const;
const readAgain = { stage: 'read', id: 'again' } as const;
const deliver = { deliver: 'search' } as const;
const pass = { pass: 'round' } as const;

export const waitingWorlds = {
  /** A document changes, and its search row waits, while somebody reads. */
  'a row that waits': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [
        ...[{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('store', 'x')],
        ...[deliver, pass, deliver],
      ],
      [{ stage: 'read', id: 'lagging' }, readNow],
    ],
    crashes: 0,
  },
  /** It is removed while its row waits. */
  'a waiting row that goes': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [
        ...[{ put: 'a', version: version({ x: 'c' }) }, normalize('a'), ...upTo('store', 'x'), deliver],
        ...[{ put: 'a', version: deletion }, normalize('a'), ...upTo('store', 'x')],
        ...[deliver, pass, deliver],
      ],
      [readNow, readAgain, readNow],
    ],
    crashes: 0,
  },
  /** The execution that stores it dies, and another one comes two rounds later. */
  'a waiting row that comes late': {
    before: [{ put: 'a', version: version({ x: 'a' }) }],
    processes: [
      [
        ...[{ put: 'a', version: version({ x: 'b' }) }, normalize('a'), ...upTo('store', 'x')],
        ...[deliver, pass, deliver, pass, { stage: 'store', id: 'x' } as const],
        ...[deliver, pass, readNow, deliver],
      ],
    ],
    crashes: 1,
  },
  /** Its message comes in the next round only, beside the row of another one. */
  'a waiting row among others': {
    before: [],
    processes: [
      [
        ...[{ put: 'a', version: version({ x: 'a' }) }, normalize('a'), ...upTo('store', 'x')],
        ...[pass, deliver, pass, readNow, deliver],
      ],
      [{ put: 'b', version: version({ y: 'c' }) }, normalize('b'), ...upTo('store', 'y'), deliver],
    ],
    crashes: 0,
  },
} satisfies Record<string, SmallWorld>;
