/**
 * index: turns the postings and records that store wrote into tallies and search rows. It works on whole
 * batches, because many documents touch the same entity on the same day, and because the search table takes
 * rows in bulk.
 */
import type { SQSRecord } from 'aws-lambda';
import { hash } from '../../core/hash.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { parseTouchedMessage } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { describeError, type Stage } from '../../core/protocol/stage.ts';
import { clockSkewMilliseconds } from '../../core/protocol/topology.ts';
import { indexDocuments } from './searchRows.ts';
import { tallyEntity } from './tallies.ts';

export type IndexPorts = Pick<Ports, 'archive' | 'table' | 'search' | 'clock' | 'log' | 'thresholds'> & {
  queues: Pick<Ports['queues'], 'touched'>;
};

/** The work of a batch: each item once, with the ids of the messages that request it. */
interface IndexWork {
  /**
   * By entity: the days to count again, each with the time its latest message was sent (milliseconds since
   * 1970).
   */
  tallies: Map<string, { days: Map<string, number>; messages: Set<string> }>;
  /** By document id. */
  documents: Map<string, Set<string>>;
}

const entityConcurrency = 48;

/** How often new search rows are added to the indices. Until then, queries find them, but more slowly. */
const optimizeMilliseconds = 5 * 60 * 1000;

export function indexStage(ports: IndexPorts): Stage {
  let optimized = ports.clock();
  return async (event) => {
    const failed = new Map<string, string>();
    warnOfClock(ports, event.Records);
    const work = collectWork(ports, event.Records, failed);
    const fail = (what: string, messages: Iterable<string>, error: unknown) => {
      ports.log.error(`index: ${what} failed; its messages return to their queue`, {
        error: describeError(error),
      });
      for (const message of messages) failed.set(message, describeError(error));
    };
    await mapConcurrent(entityConcurrency, work.tallies, async ([entity, { days, messages }]) => {
      await tallyEntity(ports, entity, days).catch((error) =>
        fail(`the tally of an entity (${hash(entity)})`, messages, error),
      );
    });
    const documents = [...work.documents.keys()];
    await indexDocuments(ports, documents).catch((error) =>
      fail(
        'the search table',
        [...work.documents.values()].flatMap((ids) => [...ids]),
        error,
      ),
    );
    if (ports.clock() - optimized > optimizeMilliseconds) {
      optimized = ports.clock();
      await optimizeSearch(ports);
    }
    return { batchItemFailures: [...failed].map(([itemIdentifier, error]) => ({ itemIdentifier, error })) };
  };
}

/**
 * If two executions optimize at once, one may fail. That does no harm: the rows are stored, and the next run
 * adds them.
 */
export async function optimizeSearch({ search, log }: Pick<Ports, 'search' | 'log'>): Promise<void> {
  await search.optimize().catch((error) =>
    log.warn('could not optimize the search table; the next run tries again', {
      error: describeError(error),
    }),
  );
}

/** Counts rely on two clocks (`tallies.ts`). A message from the future shows that this one is far behind. */
function warnOfClock({ clock, log }: Pick<Ports, 'clock' | 'log'>, records: readonly SQSRecord[]): void {
  const behind = Math.max(0, ...records.map(({ attributes }) => Number(attributes.SentTimestamp))) - clock();
  if (behind > clockSkewMilliseconds)
    log.warn('index: the clock is behind that of the queue by more than Dateline allows', {
      milliseconds: behind,
    });
}

function collectWork(
  ports: IndexPorts,
  records: readonly SQSRecord[],
  failed: Map<string, string>,
): IndexWork {
  const work: IndexWork = { tallies: new Map(), documents: new Map() };
  for (const { messageId, body, attributes } of records) {
    try {
      const message = parseTouchedMessage(body);
      if (message.hint === 'search/1') {
        work.documents.set(message.doc, (work.documents.get(message.doc) ?? new Set()).add(messageId));
        continue;
      }
      for (const entity of message.entities) {
        const tally = work.tallies.get(entity) ?? {
          days: new Map<string, number>(),
          messages: new Set<string>(),
        };
        tally.days.set(
          message.day,
          Math.max(tally.days.get(message.day) ?? 0, Number(attributes.SentTimestamp)),
        );
        tally.messages.add(messageId);
        work.tallies.set(entity, tally);
      }
    } catch (error) {
      ports.log.error('index: an unknown message returns to its queue', {
        messageId,
        error: describeError(error),
      });
      failed.set(messageId, describeError(error));
    }
  }
  return work;
}
