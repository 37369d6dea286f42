/**
 * Search rows in the model. A row may wait for others (ADR 46): then its message is sent to the queue again,
 * for the next round, until a batch has enough rows or one has waited long enough. `reader.ts` has those who
 * read meanwhile.
 */
import type { Execution, Meta, Row, World } from './world.ts';

/** So many rows are merged at once … */
const rowsTogether = 2;
/** … and fewer wait for at most so many rounds. */
export const mostRounds = 1;

/** The month of publication, by which search rows are divided. */
export const monthOf = (payload: string): string => `m${payload.charCodeAt(0) % 2}`;
export const searchRow = (doc: string, month: string): string => `SEARCH#${doc}#${month}`;

/** A message: the document, for how many rounds its row has waited if it may wait, and when it is due. */
interface Request {
  doc: string;
  waited?: number;
}

const requestId = (doc: string, waited: number, due: number): string => `${doc}@${waited}@${due}`;

/** The round in which a message comes. */
export const dueRound = (id: string): number => Number(id.split('@')[2] ?? 0);

/** The messages among hints that have come, as one batch; '' if none has. */
export function dueBatch(hints: ReadonlySet<string>, round = 0): string {
  const ids = [...hints].flatMap((hint) => (hint.startsWith('search ') ? hint.slice('search '.length) : []));
  return ids
    .filter((id) => dueRound(id) <= round)
    .sort()
    .join();
}

export function sendSearchRow(world: World, doc: string, mayWait: boolean): void {
  world.hint('search', world.waits && mayWait ? requestId(doc, 0, world.round()) : doc);
}

/** @param batch messages with commas between them */
export function* search(world: World, batch: string): Execution {
  const requested = requestsOf(batch);
  const isMergedNow =
    requested.length >= rowsTogether || requested.some(({ waited = 0 }) => waited >= mostRounds);
  for (const { doc, waited } of requested)
    if (isMergedNow || waited === undefined) yield* merge(world, doc);
    else if (world.off !== 'wait again') {
      yield;
      world.hint('search', requestId(doc, waited + 1, world.round() + 1));
    }
}

/** Each document once. It may wait only as long as each of its messages allows. */
function requestsOf(batch: string): Request[] {
  const requests = new Map<string, Request>();
  for (const message of batch.split(',')) {
    const [doc = '', waits] = message.split('@');
    const waited = waits === undefined ? undefined : Number(waits);
    const known = requests.get(doc);
    const isBound = waited === undefined || (known !== undefined && known.waited === undefined);
    requests.set(doc, isBound ? { doc } : { doc, waited: Math.max(waited, known?.waited ?? 0) });
  }
  return [...requests.values()];
}

/**
 * The search table's row merges only under a newer applied token. A document that is gone, or that was
 * published in another month before, leaves tombstones with its token in the other months.
 */
function* merge(world: World, doc: string): Execution {
  yield;
  const meta = world.get(`DOC#${doc}`) as Meta | undefined;
  if (meta?.appliedToken === undefined) return;
  const { applied, appliedToken: token, months = [] } = meta;
  const own = applied === undefined ? undefined : monthOf(applied);
  const put = (month: string, row: Row) => {
    const stored = world.get(searchRow(doc, month));
    if (world.off === 'search' || stored === undefined || stored.token < token)
      world.set(searchRow(doc, month), row);
  };
  for (const month of months) {
    if (month === own) continue;
    yield;
    put(month, { token, gone: true });
  }
  if (own === undefined) return;
  yield;
  put(own, { token, payload: applied });
}
